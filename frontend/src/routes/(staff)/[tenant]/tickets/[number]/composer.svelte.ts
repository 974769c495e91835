import { ApiError } from '#lib/api_error.ts'
import { api, urlFor } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'
import { statusName, ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import type { Audience, Ticket } from '#lib/tickets/ticket_types.ts'
import { moment } from '#lib/tickets/ticket_words.ts'
import { readMoment } from '#lib/tickets/wait_text.ts'
import { measuredMinutes, workTimers } from '#lib/time/work_timers.svelte.ts'
import { duration } from '#lib/format.ts'
import type { Outcome } from '#lib/time/outcomes.ts'
import { Uploads } from '#lib/ui/uploads.svelte.ts'
import { upload } from '#lib/upload.ts'
import { ComposerDraft } from './composer_draft.ts'
import { recipientsOf } from './recipients.ts'

/** What one act of the composer carries, and what an undo brings back. */
interface Letter {
  text: string
  to: string[]
  cc: string[]
}

export interface SentWork {
  messageId: string | null
  /** Puts everything back into the composer. */
  restore: () => void
}

/** Answer, note and letter to a third party: each its own text, with the next status and the minutes. */
export class Composer {
  audience = $state<Audience>('customer')
  /** Written down from a call: nothing is sent. */
  byPhone = $state(false)
  letters = $state<Record<Audience, Letter>>({
    customer: blank(),
    internal: blank(),
    third_party: blank(),
  })
  statusId = $state('')
  waitText = $state('')
  outcome = $state<Outcome>()
  outcomeReason = $state('')
  handOver = $state(false)
  errors = $state<Record<string, string>>({})
  busy = $state(false)
  #typedMinutes = $state<number | null>()

  readonly uploads: Uploads<{ id: string }>
  readonly letter = $derived(this.letters[this.audience])
  readonly timer = $derived.by(() => workTimers.of(this.ticket.number))
  readonly status = $derived(this.statusId ? ticketOptions.status(this.statusId) : undefined)
  readonly waits = $derived(this.status?.category === 'pending')
  readonly waitUntil = $derived.by(() =>
    this.waits && this.waitText.trim()
      ? readMoment(this.waitText, Date.now(), session.tenant.timeZone)
      : undefined
  )
  /** Who is named in the note. */
  readonly mentioned = $derived.by(() =>
    this.audience === 'internal'
      ? ticketOptions.value.members.filter(({ name }) => this.letter.text.includes(`@${name}`))
      : []
  )
  readonly empty = $derived.by(
    () => !this.letter.text.trim() && this.minutes === null && !this.changesStatus
  )

  readonly #draft: ComposerDraft

  constructor(
    private readonly current: () => Ticket,
    private readonly tenant: string
  ) {
    const { ticket } = this
    this.#draft = new ComposerDraft(tenant, ticket.number)
    const recipients = recipientsOf(ticket)
    this.letters = { ...recipients, ...this.#draft.read() }
    this.byPhone = ticket.channel === 'phone' && recipients.customer.to.length === 0
    this.choose(this.#draft.lastAudience())
    this.uploads = new Uploads((file, options) => {
      const url = urlFor('/api/:tenant/files', { tenant }, { name: file.name })
      return upload<{ data: { id: string } }>(url, file, { ...options, raw: true }).then(
        ({ data }) => data
      )
    })
  }

  get ticket(): Ticket {
    return this.current()
  }

  get minutes(): number | null {
    if (this.#typedMinutes !== undefined) return this.#typedMinutes
    return this.timer ? measuredMinutes(this.timer) : null
  }

  set minutes(minutes: number | null) {
    this.#typedMinutes = minutes
  }

  get changesStatus(): boolean {
    return (
      this.statusId !== '' &&
      (this.statusId !== this.ticket.statusId || this.waitUntil !== undefined)
    )
  }

  /** "Antworten · Wartet auf Kunde bis Do 9:00 · 0:15" */
  get label(): string {
    return [this.verb, ...this.#extras].join(' · ')
  }

  get #extras(): string[] {
    const extras: string[] = []
    if (this.status && this.changesStatus) {
      const until = this.waitUntil
        ? ` ${m.tickets_until({ moment: moment(this.waitUntil, Date.now()) })}`
        : ''
      extras.push(statusName(this.status) + until)
    }
    if (this.minutes !== null) extras.push(duration(this.minutes))
    return extras
  }

  /** What the toast says afterwards; status and minutes are told by the conversation. */
  get outcomeLabel(): string {
    if (!this.letter.text.trim()) return m.tickets_said_booked()
    if (this.audience === 'internal') return m.tickets_said_note()
    if (this.byPhone && this.audience === 'customer') return m.tickets_said_call()
    return m.tickets_said_sending()
  }

  get verb(): string {
    if (!this.letter.text.trim()) return m.tickets_send_book()
    if (this.audience === 'internal') return m.tickets_send_note()
    if (this.byPhone && this.audience === 'customer') return m.tickets_send_call()
    return this.audience === 'customer' ? m.tickets_send_reply() : m.tickets_send_external()
  }

  choose(audience: Audience): void {
    this.audience = audience
    this.errors = {}
    this.statusId = this.#draft.lastStatus(audience, this.ticket)
    this.waitText = ''
  }

  keepDraft(): void {
    this.#draft.write($state.snapshot(this.letters))
  }

  /** Throws nothing: what the API refuses stands at its field, and everything typed stays. */
  async send(): Promise<SentWork | undefined> {
    if (this.busy || this.uploads.busy) return undefined
    if (this.waits && this.waitText.trim() && !this.waitUntil) {
      this.errors = { waitUntil: m.tickets_wait_unreadable() }
      return undefined
    }
    this.busy = true
    this.errors = {}
    const before = this.#remembered()
    try {
      const { data } = await api.post('/api/:tenant/tickets/:number/work', {
        params: { tenant: this.tenant, number: this.ticket.number },
        body: this.#body(),
      })
      this.#draft.rememberStatus(this.audience, this.statusId)
      const timer = this.minutes !== null ? this.timer : undefined
      this.#clear()
      if (timer) void this.#settleTimer(timer.id)
      return { messageId: data.messageId, restore: before }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.errors = Object.fromEntries(
        error.errors.map(({ field, message }) => [place(field), message])
      )
      return undefined
    } finally {
      this.busy = false
    }
  }

  #body() {
    const { text, to, cc } = $state.snapshot(this.letter)
    const writes = text.trim() !== ''
    const sends = writes && this.audience !== 'internal' && !this.byPhone
    return {
      audience: this.audience,
      ...(writes && { text, fileIds: this.uploads.results.map(({ id }) => id) }),
      ...(writes && this.byPhone && this.audience === 'customer' && { channel: 'phone' as const }),
      ...(sends && { to, cc }),
      ...(this.mentioned.length > 0 && { mentions: this.mentioned.map(({ id }) => id) }),
      ...(this.changesStatus && { statusId: this.statusId, waitUntil: this.waitUntil ?? null }),
      ...(this.minutes !== null && {
        minutes: this.minutes,
        outcome: this.outcome,
        outcomeReason: this.outcomeReason || undefined,
      }),
    }
  }

  #remembered(): () => void {
    const { audience, statusId, waitText, minutes, outcome, outcomeReason } = this
    const letter = $state.snapshot(this.letter)
    return () => {
      this.audience = audience
      // What was begun since then is more precious than what was taken back.
      if (!this.letters[audience].text.trim()) this.letters[audience] = letter
      Object.assign(this, { statusId, waitText, minutes, outcome, outcomeReason })
      this.keepDraft()
    }
  }

  #clear(): void {
    this.letters[this.audience] = { ...this.letter, text: '' }
    this.uploads.clear()
    this.#typedMinutes = undefined
    this.waitText = ''
    this.outcome = undefined
    this.outcomeReason = ''
    this.handOver = false
    this.keepDraft()
  }

  /** Stopped at once, thrown away when nothing can be taken back any more. */
  async #settleTimer(id: string): Promise<void> {
    const { tenant } = this
    this.#typedMinutes = null
    await workTimers.pause(tenant, id)
    setTimeout(() => {
      if (this.#typedMinutes !== null) return
      void workTimers.discard(tenant, id)
      this.#typedMinutes = undefined
    }, 11_000)
  }
}

function blank(): Letter {
  return { text: '', to: [], cc: [] }
}

/** `to.0` is the first address of the field `to`. */
const place = (field: string | undefined): string => field?.split('.')[0] ?? 'text'

import { ApiError } from '#lib/api_error.ts'
import { api, urlFor } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import type { Audience, Ticket } from '#lib/tickets/ticket_types.ts'
import { readMoment } from '#lib/tickets/wait_text.ts'
import { measuredMinutes, workTimers } from '#lib/time/work_timers.svelte.ts'
import type { Outcome } from '#lib/time/outcomes.ts'
import { Uploads } from '#lib/ui/uploads.svelte.ts'
import { upload } from '#lib/upload.ts'
import { ComposerDraft } from './composer_draft.ts'
import { fieldOf } from './composer_words.ts'
import { recipientsOf } from './recipients.ts'

/** What one act of the composer carries, and what an undo brings back. */
interface Letter {
  text: string
  to: string[]
  cc: string[]
}

export interface SentWork {
  number: number
  messageId: string | null
  timeEntryId: string | null
  /** The status that it set, and how the ticket was before. */
  statusId?: string
  before: Pick<Ticket, 'statusId' | 'waitUntil'>
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
  /** Why what stands in the field of the minutes is no duration. */
  minutesProblem = $state<string>()
  #typedMinutes = $state<number | null>()
  /** The status was picked by hand, and not only proposed for the letter to come. */
  #picked = $state(false)

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
    () =>
      !this.letter.text.trim() &&
      this.minutes === null &&
      !this.minutesProblem &&
      !this.changesStatus
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

  pickStatus(statusId: string): void {
    this.statusId = statusId
    this.#picked = true
  }

  get changesStatus(): boolean {
    if (!this.#picked && !this.letter.text.trim()) return false
    return (
      this.statusId !== '' &&
      (this.statusId !== this.ticket.statusId || this.waitUntil !== undefined)
    )
  }

  /** Told to the customer by telephone: nothing is sent. */
  get callsOnly(): boolean {
    return this.byPhone && this.audience === 'customer'
  }

  choose(audience: Audience): void {
    this.audience = audience
    this.errors = {}
    this.statusId = this.#draft.lastStatus(audience, this.ticket)
    this.waitText = ''
    this.#picked = false
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
    if (this.minutesProblem) {
      this.errors = { minutes: this.minutesProblem }
      return undefined
    }
    this.busy = true
    this.errors = {}
    const restore = this.#remembered()
    const body = this.#body()
    const { number, statusId, waitUntil } = this.ticket
    try {
      const { data } = await api.post('/api/:tenant/tickets/:number/work', {
        params: { tenant: this.tenant, number },
        body,
      })
      this.#draft.rememberStatus(this.audience, this.statusId)
      const timer = this.minutes !== null ? this.timer : undefined
      this.#clear()
      if (timer) void this.#settleTimer(timer.id)
      const { messageId, timeEntryId } = data
      return {
        number,
        messageId,
        timeEntryId,
        statusId: body.statusId,
        before: { statusId, waitUntil },
        restore,
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.errors = Object.fromEntries(
        error.errors.map(({ field, message }) => [fieldOf(field), message])
      )
      return undefined
    } finally {
      this.busy = false
    }
  }

  #body() {
    const { text, to, cc } = $state.snapshot(this.letter)
    const writes = text.trim() !== ''
    const sends = writes && this.audience !== 'internal' && !this.callsOnly
    return {
      audience: this.audience,
      ...(writes && { text, fileIds: this.uploads.results.map(({ id }) => id) }),
      ...(writes && this.callsOnly && { channel: 'phone' as const }),
      ...(sends && { to, cc }),
      ...(this.mentioned.length > 0 && { mentions: this.mentioned.map(({ id }) => id) }),
      ...(this.handOver && this.mentioned.length === 1 && { assigneeId: this.mentioned[0].id }),
      ...(this.changesStatus && { statusId: this.statusId, waitUntil: this.waitUntil }),
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
      Object.assign(this, { waitText, minutes, outcome, outcomeReason })
      this.pickStatus(statusId)
      this.keepDraft()
    }
  }

  #clear(): void {
    this.letters[this.audience] = { ...this.letter, text: '' }
    this.uploads.clear()
    this.#typedMinutes = undefined
    this.waitText = ''
    this.#picked = false
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

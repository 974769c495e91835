import { tick, untrack } from 'svelte'
import { m } from './paraglide/messages.js'
import { ApiError } from './api_error.ts'
import { mergeFields, type Saved, type Versioned } from './form_conflict.ts'
import type { FormConflict, FormLike } from './ui/form_context.ts'
import { valueText } from './value_text.ts'

export interface FormOptions<Values, Result> {
  initial: Values
  /** `version` is that of `versioned`, and 0 without it. */
  submit: (values: Values, version: number) => Promise<Result>
  /** For what others may change at the same time: both versions are shown, and one chooses by field. */
  versioned?: Versioned<Values>
  done?: (result: Result, sent: Values) => void | Promise<void>
  /** Called before the errors are shown; true means the page has dealt with them, e.g. with a 409. */
  refused?: (error: ApiError) => boolean
  /** Keeps what is typed under this name on this device until it is sent. Never for secrets. */
  draft?: string
}

const SAVE_AFTER = 400
const DRAFT = 'kontor.draft.'

/** At signing out: the next person at this device must not find what the last one typed. */
export function forgetAllDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(DRAFT)) localStorage.removeItem(key)
  }
}

/** A form's values, errors by field name, and draft. Call it while a component starts. */
export function createForm<Values extends object, Result>(options: FormOptions<Values, Result>) {
  return new FormState(options)
}

export class FormState<Values extends object, Result = unknown> implements FormLike {
  values = $state() as Values
  errors = $state<Record<string, string>>({})
  message = $state('')
  busy = $state(false)
  conflict = $state.raw<FormConflict>()
  /** What the form began with, or has met since. */
  saved = $state.raw() as Saved<Values>
  restored = $state(false)

  element: HTMLFormElement | null = null
  readonly #options: FormOptions<Values, Result>
  readonly #draftKey: string | undefined
  readonly #labels = new Map<string, string>()

  constructor(options: FormOptions<Values, Result>) {
    this.#options = options
    this.#draftKey = options.draft && DRAFT + options.draft
    this.saved = { values: options.initial, version: options.versioned?.version ?? 0 }
    const draft = this.#readDraft()
    this.values = { ...options.initial, ...draft }
    this.restored = draft !== undefined
    if (this.#draftKey) this.#keepDraft()
  }

  /** Fields name themselves, so that an error for a field nobody shows is not lost. */
  claim(name: string, label: string): () => void {
    this.#labels.set(name, label)
    return () => this.#labels.delete(name)
  }

  /** Whether something stands here that is not saved. */
  get changed(): boolean {
    return JSON.stringify(this.values) !== JSON.stringify(this.saved.values)
  }

  /** What was saved meanwhile, here or by another, replaces what stands in the form, but nothing that was typed. */
  follow(saved: Saved<Values>): void {
    if (!untrack(() => this.changed)) this.begin(saved)
  }

  /** Begins anew with what is saved now. */
  begin(saved: Saved<Values>): void {
    this.saved = saved
    this.values = structuredClone(saved.values)
    this.conflict = undefined
  }

  submit = async (event?: Event): Promise<void> => {
    event?.preventDefault()
    if (this.busy || this.#stopAtUnreadable()) return
    this.busy = true
    this.errors = {}
    this.message = ''
    this.conflict = undefined
    try {
      const sent = await this.#send(3)
      if (!sent) return
      this.#forgetDraft()
      await this.#options.done?.(sent.result, sent.values)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (!this.#options.refused?.(error)) await this.#show(error)
    } finally {
      this.busy = false
    }
  }

  /** Back to where the form began, without the draft. */
  reset(): void {
    this.values = { ...this.#options.initial }
    this.errors = {}
    this.message = ''
    this.#forgetDraft()
  }

  clearError(name: string): void {
    delete this.errors[name]
  }

  /** Sends what stands here, with what others saved in other fields; undefined when someone has to choose first. */
  async #send(attempts: number): Promise<{ result: Result; values: Values } | undefined> {
    const { submit, versioned } = this.#options
    const values = $state.snapshot(this.values) as Values
    try {
      const result = await submit(values, this.saved.version)
      // The next answer of the server is followed; until then these are the saved ones.
      this.saved = { ...this.saved, values }
      return { result, values }
    } catch (error) {
      const collided = error instanceof ApiError && error.code === 'version_mismatch'
      if (!collided || !versioned || attempts === 1) throw error
      return this.#meet(values, await versioned.reread(), attempts)
    }
  }

  async #meet(mine: Values, theirs: Saved<Values>, attempts: number) {
    const { apart, together } = this.#options.versioned!
    const fieldsOf = (values: Values): Record<string, unknown> =>
      apart ? apart(values) : Object.fromEntries(Object.entries(values))
    const valuesOf = (fields: Record<string, unknown>): Values =>
      together ? together(fields) : (fields as Values)
    const [before, own, other] = [this.saved.values, mine, theirs.values].map(fieldsOf)
    const { merged, clashes } = mergeFields(before, own, other)
    const take = (kept: string[]) => {
      const fields = { ...merged, ...Object.fromEntries(kept.map((name) => [name, other[name]])) }
      this.saved = theirs
      this.values = valuesOf(fields)
    }
    if (clashes.length === 0) {
      take([])
      return this.#send(attempts - 1)
    }
    this.conflict = {
      fields: clashes.map((name) => ({
        name,
        label: this.#labelOf(name),
        mine: this.#textOf(name, own[name]),
        theirs: this.#textOf(name, other[name]),
      })),
      settle: (kept) => {
        take(kept)
        void this.submit()
      },
      cancel: () => (this.conflict = undefined),
    }
    return undefined
  }

  #labelOf(name: string): string {
    return this.#options.versioned?.label?.(name) ?? this.#labels.get(name) ?? name
  }

  #textOf(name: string, value: unknown): string {
    const select = this.element?.querySelector<HTMLSelectElement>(`select[name="${name}"]`)
    const chosen = [...(select?.options ?? [])].find((option) => option.value === value)
    return this.#options.versioned?.text?.(name, value) ?? chosen?.text ?? valueText(value)
  }

  /** A date or amount that cannot be read must not be sent as if the field were empty. */
  #stopAtUnreadable(): boolean {
    const inputs = [...(this.element?.querySelectorAll('input') ?? [])]
    const unreadable = inputs.find(({ validity }) => validity.customError)
    unreadable?.focus()
    return unreadable !== undefined
  }

  async #show(error: ApiError): Promise<void> {
    const homeless: string[] = []
    for (const { field, message } of error.errors) {
      if (field && this.#labels.has(field)) this.errors[field] ??= message
      else homeless.push(message)
    }
    this.message =
      error.status === 401 && this.#draftKey ? m.core_form_signed_out() : homeless.join(' ')
    await tick()
    const find = (selector: string) => this.element?.querySelector<HTMLElement>(selector)
    const first = find('[aria-invalid=true]') ?? find('[data-form-message]')
    first?.focus()
  }

  #keepDraft(): void {
    let timer: ReturnType<typeof setTimeout>
    let untouched = true
    $effect(() => {
      const text = JSON.stringify(this.values)
      if (untouched) {
        untouched = false
        return
      }
      timer = setTimeout(() => localStorage.setItem(this.#draftKey!, text), SAVE_AFTER)
      return () => clearTimeout(timer)
    })
  }

  #readDraft(): Partial<Values> | undefined {
    if (!this.#draftKey) return undefined
    const text = untrack(() => localStorage.getItem(this.#draftKey!))
    return text === null ? undefined : (JSON.parse(text) as Partial<Values>)
  }

  #forgetDraft(): void {
    this.restored = false
    if (this.#draftKey) {
      const key = this.#draftKey
      // After the pending save, which would bring the draft back.
      setTimeout(() => localStorage.removeItem(key), SAVE_AFTER + 50)
    }
  }
}

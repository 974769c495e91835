import { tick, untrack } from 'svelte'
import { m } from './paraglide/messages.js'
import { ApiError } from './api_error.ts'
import type { FormLike } from './ui/form_context.ts'

export interface FormOptions<Values, Result> {
  initial: Values
  submit: (values: Values) => Promise<Result>
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
  restored = $state(false)

  element: HTMLFormElement | null = null
  readonly #options: FormOptions<Values, Result>
  readonly #draftKey: string | undefined
  readonly #fields = new Set<string>()

  constructor(options: FormOptions<Values, Result>) {
    this.#options = options
    this.#draftKey = options.draft && DRAFT + options.draft
    const draft = this.#readDraft()
    this.values = { ...options.initial, ...draft }
    this.restored = draft !== undefined
    if (this.#draftKey) this.#keepDraft()
  }

  /** Fields name themselves, so that an error for a field nobody shows is not lost. */
  claim(name: string): () => void {
    this.#fields.add(name)
    return () => this.#fields.delete(name)
  }

  submit = async (event?: Event): Promise<void> => {
    event?.preventDefault()
    if (this.busy || this.#stopAtUnreadable()) return
    this.busy = true
    this.errors = {}
    this.message = ''
    try {
      const sent = $state.snapshot(this.values) as Values
      const result = await this.#options.submit(sent)
      this.#forgetDraft()
      await this.#options.done?.(result, sent)
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
      if (field && this.#fields.has(field)) this.errors[field] ??= message
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

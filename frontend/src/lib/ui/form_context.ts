import { createContext } from 'svelte'

/** Both versions of what two people have changed. */
export interface FormConflict {
  fields: { name: string; label: string; mine: string; theirs: string }[]
  /** Saves: the named fields keep what is saved now, all others take what was typed here. */
  settle(theirs: string[]): void
  /** Back to the form, nothing saved. */
  cancel(): void
}

/** What a form must offer so that `Form` and `Field` can show it. */
export interface FormLike {
  /** By field name. */
  errors: Record<string, string>
  /** What concerns no single field. */
  message: string
  busy: boolean
  /** True when the values came from a draft kept on this device. */
  restored: boolean
  element: HTMLFormElement | null
  /** Present while somebody else has saved something else in the same fields. */
  conflict: FormConflict | undefined
  claim(name: string, label: string): () => void
  clearError(name: string): void
  submit(event?: Event): Promise<void>
  reset(): void
}

export interface FieldContext {
  readonly id: string
  readonly name: string | undefined
  readonly describedBy: string | undefined
  readonly labelledBy: string
  readonly invalid: boolean
  readonly required: boolean
  readonly disabled: boolean
  /** A control that cannot read what was typed says so here; undefined takes it back. */
  report(problem: string | undefined): void
}

export const [getForm, setForm, hasForm] = createContext<FormLike>()
export const [getField, setField, hasField] = createContext<FieldContext>()

/** The attributes a control takes over from the `Field` around it. */
export function fieldAttributes() {
  if (!hasField()) return {}
  const field = getField()
  return {
    get 'id'() {
      return field.id
    },
    get 'name'() {
      return field.name
    },
    get 'required'() {
      return field.required || undefined
    },
    get 'disabled'() {
      return field.disabled || undefined
    },
    get 'aria-invalid'() {
      return field.invalid || undefined
    },
    get 'aria-describedby'() {
      return field.describedBy
    },
  }
}

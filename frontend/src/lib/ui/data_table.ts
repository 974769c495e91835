import type { Snippet } from 'svelte'

export interface Column<Row> {
  id: string
  title: string
  /** In pixels; columns without share what is left. */
  width?: number
  /** `end` for amounts, durations and numbers. */
  align?: 'start' | 'end'
  /** Plain text; `cell` is for anything richer. */
  value?: (row: Row) => string
  cell?: Snippet<[Row]>
  /** The column that names the row: it carries the link, and heads the card on a phone. */
  primary?: boolean
  /** Can be sorted by; the page does it, with this id. */
  sortable?: boolean
  /** Leaves the table when it is narrower than so many pixels. */
  from?: number
  /** False keeps it off the card on a phone. */
  onPhone?: boolean
  /** The title is read out but not shown, for columns of icons. */
  titleHidden?: boolean
}

/** `subject` ascending, `-subject` descending: the same words as in the URL and in the API. */
export function nextSort(current: string | undefined, column: string): string {
  return current === column ? `-${column}` : column
}

export function ariaSort(current: string | undefined, column: string) {
  if (current === column) return 'ascending'
  if (current === `-${column}`) return 'descending'
  return undefined
}

/** True where a click means the control itself and not the row around it. */
export function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select') !== null
}

import type { SvelteSet } from 'svelte/reactivity'

/** Selecting rows one by one, in a range with shift, or all that are loaded. */
export class RowPicker<Row> {
  #last = -1

  constructor(
    private readonly rows: () => Row[],
    private readonly key: (row: Row) => string,
    private readonly selection: () => SvelteSet<string> | undefined
  ) {}

  toggle(rowKey: string): void {
    const selection = this.selection()
    if (!selection?.delete(rowKey)) selection?.add(rowKey)
  }

  /** With `range` everything from the row picked last to this one becomes like this one. */
  pick(index: number, range: boolean): void {
    const row = this.rows()[index]
    if (!row) return
    this.toggle(this.key(row))
    if (range && this.#last >= 0) {
      const chosen = this.selection()?.has(this.key(row)) ?? false
      const first = Math.min(index, this.#last)
      this.#set(this.rows().slice(first, Math.max(index, this.#last) + 1), chosen)
    }
    this.#last = index
  }

  pickAll(chosen: boolean): void {
    this.#set(this.rows(), chosen)
  }

  /** How many of the loaded rows are selected. */
  count(): number {
    const selection = this.selection()
    return selection ? this.rows().filter((row) => selection.has(this.key(row))).length : 0
  }

  #set(rows: Row[], chosen: boolean): void {
    for (const row of rows) {
      if (chosen) this.selection()?.add(this.key(row))
      else this.selection()?.delete(this.key(row))
    }
  }
}

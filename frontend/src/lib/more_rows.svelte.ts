interface Page<Row> {
  data: Row[]
  meta: { next: string | null }
}

/** The rows of a list that comes page by page while one scrolls. A new first page starts over. */
export class MoreRows<Row> {
  readonly #first: () => Page<Row>
  readonly #load: (after: string) => Promise<Page<Row>>
  #further = $state.raw<{ behind: Page<Row>; rows: Row[]; next: string | null }>()
  #loading = false

  constructor(first: () => Page<Row>, load: (after: string) => Promise<Page<Row>>) {
    this.#first = first
    this.#load = load
  }

  get rows(): Row[] {
    return [...this.#first().data, ...(this.#valid?.rows ?? [])]
  }

  more = async (): Promise<void> => {
    const behind = this.#first()
    const rows = this.#valid?.rows ?? []
    const after = this.#valid ? this.#valid.next : behind.meta.next
    if (!after || this.#loading) return
    this.#loading = true
    try {
      const page = await this.#load(after)
      this.#further = { behind, rows: [...rows, ...page.data], next: page.meta.next }
    } finally {
      this.#loading = false
    }
  }

  /** Further pages of a first one that has been replaced meanwhile belong to nothing. */
  get #valid() {
    return this.#further?.behind === this.#first() ? this.#further : undefined
  }
}

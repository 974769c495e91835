interface Page<Row> {
  data: Row[]
  meta: { next: string | null }
}

/** The pages of a list that was scrolled: the first one comes from the page's load, and is refreshed by it. */
export class MailPages<Row extends { id: string }> {
  #further = $state.raw<{ of: Page<Row>; rows: Row[]; next: string | null }>()
  #asking = false
  readonly rows = $derived.by(() => [...this.first().data, ...(this.#current?.rows ?? [])])

  constructor(
    private readonly first: () => Page<Row>,
    private readonly fetch: (after: string) => Promise<Page<Row>>
  ) {}

  get #current() {
    return this.#further?.of === this.first() ? this.#further : undefined
  }

  async more(): Promise<void> {
    const of = this.first()
    const next = this.#current ? this.#current.next : of.meta.next
    if (this.#asking || next === null) return
    this.#asking = true
    try {
      const { data, meta } = await this.fetch(next)
      this.#further = { of, rows: [...(this.#current?.rows ?? []), ...data], next: meta.next }
    } finally {
      this.#asking = false
    }
  }
}

import { api } from '#lib/api.ts'
import { ApiError } from '#lib/api_error.ts'
import type { AnswerOf } from '#lib/api_types.ts'
import { isComplete, isUntouched, lineBody, type LineDraft } from '#lib/contracts/line_draft.ts'
import type { FormLike } from '#lib/ui/form_context.ts'

export type Preview = AnswerOf<'POST', '/api/:tenant/contracts/:number/preview'>['data']

/** Long enough not to ask for every letter, short enough to be there when one looks up. */
const PAUSE = 350

/** Next month's invoice of what stands in the grid, as the billing run would make it. */
export class InvoicePreview {
  /** Stays while the next one is being computed, and while what is typed has an error. */
  answer = $state.raw<Preview>()
  busy = $state(true)
  problem = $state<'invalid' | 'failed'>()
  /** Rows that still lack an item, a price or a day, and so are not in it. */
  incomplete = $state(0)
  #amounts = $state.raw(new Map<string, number>())
  #marked: string[] = []

  constructor(private readonly form: Pick<FormLike, 'errors'>) {}

  /** What the row brings next month in minor units; undefined where no charge comes from it. */
  amountOf = (line: LineDraft): number | undefined => this.#amounts.get(line.key)

  /** Asks once the typing pauses. Answers how to give up: what is typed next makes it pointless. */
  follow(params: { tenant: string; number: number }, lines: LineDraft[]): () => void {
    const giving = new AbortController()
    const timer = setTimeout(() => this.#ask(params, lines, giving.signal), this.answer ? PAUSE : 0)
    return () => {
      clearTimeout(timer)
      giving.abort()
    }
  }

  async #ask(
    params: { tenant: string; number: number },
    lines: LineDraft[],
    signal: AbortSignal
  ): Promise<void> {
    const sent = lines.filter(isComplete)
    this.incomplete = lines.filter((line) => !isUntouched(line)).length - sent.length
    this.busy = true
    try {
      const { data } = await api.post('/api/:tenant/contracts/:number/preview', {
        params,
        body: { lines: sent.map(lineBody) },
        signal,
      })
      this.answer = data
      this.#amounts = new Map(
        data.charges.flatMap(({ line, net }) => (line === null ? [] : [[sent[line].key, net]]))
      )
      this.problem = undefined
      this.#mark([])
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.problem = error.status === 422 ? 'invalid' : 'failed'
      this.#mark(error.errors, (index) => lines.indexOf(sent[index]))
    }
    this.busy = false
  }

  /** The server counts the rows it was sent; the grid may hold others between them. */
  #mark(problems: ApiError['errors'], placeOf: (index: number) => number = (index) => index): void {
    for (const name of this.#marked) delete this.form.errors[name]
    this.#marked = []
    for (const { field, message } of problems) {
      const [, index, name] = /^lines\.(\d+)\.(\w+)$/.exec(field ?? '') ?? []
      if (!name) continue
      const place = `lines.${placeOf(Number(index))}.${name}`
      this.form.errors[place] = message
      this.#marked.push(place)
    }
  }
}

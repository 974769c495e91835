import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/svelte-virtual'
import { untrack } from 'svelte'

interface Options {
  count: () => number
  rowHeight: () => number
  scroller: () => HTMLElement | null
  key: (index: number) => string
  /** Height of what sticks to the top of the scroller. */
  headHeight: () => number
  /** Called when the last rows come into sight. */
  onend: () => void
}

const AROUND = 12
const NEAR_THE_END = 8

/** The rows worth drawing: those in sight and a few around them; all of them for the printer. */
export class RowWindow {
  #items = $state.raw<VirtualItem[]>([])
  #total = $state(0)
  #printing = $state(false)
  readonly #options: Options
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>

  constructor(options: Options) {
    this.#options = options
    this.#virtualizer = new Virtualizer(this.#settings())
    $effect(() => this.#virtualizer._didMount())
    $effect(() => {
      this.#virtualizer.setOptions(this.#settings())
      untrack(() => {
        this.#virtualizer._willUpdate()
        this.#virtualizer.measure()
      })
    })
    $effect(() => this.#listenToPrinter())
  }

  /** Indexes of the rows to draw. */
  get indexes(): number[] {
    if (this.#printing) return Array.from({ length: this.#options.count() }, (_, index) => index)
    return this.#items.map(({ index }) => index)
  }

  /** Empty space in pixels above and below the drawn rows. */
  get above(): number {
    return this.#printing ? 0 : (this.#items[0]?.start ?? 0)
  }

  get below(): number {
    const last = this.#items.at(-1)
    return this.#printing || !last ? 0 : Math.max(0, this.#total - last.end)
  }

  /** For rows whose height is their own affair: the cards on a phone. */
  measure = (element: HTMLElement): void => {
    this.#virtualizer.measureElement(element)
  }

  show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' })
  }

  #settings() {
    const { count, rowHeight, scroller, key, headHeight } = this.#options
    const height = rowHeight()
    const element = scroller()
    return {
      count: count(),
      getScrollElement: () => element,
      estimateSize: () => height,
      getItemKey: key,
      overscan: AROUND,
      scrollPaddingStart: headHeight(),
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.#refresh(),
    }
  }

  #refresh(): void {
    this.#items = this.#virtualizer.getVirtualItems()
    this.#total = this.#virtualizer.getTotalSize()
    const last = this.#items.at(-1)
    if (last && last.index >= this.#options.count() - NEAR_THE_END) this.#options.onend()
  }

  #listenToPrinter(): () => void {
    const begin = () => {
      this.#printing = true
    }
    const end = () => {
      this.#printing = false
    }
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }
}

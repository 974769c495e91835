import { SvelteMap } from 'svelte/reactivity'
import type { Command } from '../ui/CommandPalette.svelte'

type Search = (text: string, signal: AbortSignal) => Promise<Command[]>

export interface Steps {
  /** "2 von 87" */
  text: string
  previous?: string
  next?: string
}

/** What modules may put into the frame without the frame knowing them. */
class Frame {
  /** The number beside a rail entry, by its id: `frame.counts.set('tickets', 87)`. */
  readonly counts = new SvelteMap<string, number>()
  /** What is wrong behind a rail entry, in words; it bears a mark for as long. */
  readonly warnings = new SvelteMap<string, string>()
  /** How the command palette finds things; without it there are commands only. */
  search = $state.raw<Search>()
  /** Where the page stands in the list it was opened from, shown beside the breadcrumb. */
  steps = $state.raw<Steps>()
  paletteOpen = $state(false)
  helpOpen = $state(false)
}

export const frame = new Frame()

import { SvelteMap } from 'svelte/reactivity'
import type { Command } from '../ui/CommandPalette.svelte'

type Search = (text: string, signal: AbortSignal) => Promise<Command[]>

/** What modules may put into the frame without the frame knowing them. */
class Frame {
  /** The number beside a rail entry, by its id: `frame.counts.set('tickets', 87)`. */
  readonly counts = new SvelteMap<string, number>()
  /** How the command palette finds things; without it there are commands only. */
  search = $state.raw<Search>()
  paletteOpen = $state(false)
  helpOpen = $state(false)
}

export const frame = new Frame()

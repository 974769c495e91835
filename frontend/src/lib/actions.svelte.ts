import { onNavigate } from '$app/navigation'
import type { Component } from 'svelte'
import { SvelteSet } from 'svelte/reactivity'
import { isTyping, matchesShortcut } from './ui/keyboard.ts'

/** One thing a user can do; the same object feeds the button, the menu, the command palette and the keyboard. */
export interface ActionItem {
  /** Unique, `module.verb`: `tickets.assign`. */
  id: string
  title: string
  icon?: Component
  /** `c`, `?`, `shift+a`, `mod+k` (Ctrl, on a Mac ⌘). Single keys rest while something is being typed. */
  shortcut?: string
  /** `create` fills the button "Neu"; other names head a group in the command palette. */
  group?: string
  /** Further words the palette finds it by. */
  keywords?: string[]
  /** False hides the action everywhere. */
  guard?: () => boolean
  run: () => void | Promise<void>
}

/** What one component offers. */
class Offer {
  /** A page that gives way has lost its data a moment before it goes: until the next one stands it is not asked. */
  away = $state(false)

  constructor(readonly source: () => ActionItem[]) {}
}

class Actions {
  #offers = new SvelteSet<Offer>()

  /** All allowed actions, the innermost page's last. */
  readonly items = $derived(
    [...this.#offers]
      .flatMap((offer) => (offer.away ? [] : offer.source()))
      .filter((item) => item.guard?.() ?? true)
  )

  /** Offers actions for as long as the calling component lives. */
  register(source: () => ActionItem[]): void {
    const offer = new Offer(source)
    $effect(() => {
      this.#offers.add(offer)
      return () => {
        this.#offers.delete(offer)
      }
    })
    onNavigate(() => {
      offer.away = true
      return () => {
        offer.away = false
      }
    })
  }

  /** For one `keydown` listener in the frame. The innermost page wins a shortcut two of them want. */
  press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const item = this.items.findLast(
      ({ shortcut }) =>
        shortcut !== undefined &&
        matchesShortcut(event, shortcut) &&
        (shortcut.includes('mod+') || !isTyping(event))
    )
    if (!item) return
    event.preventDefault()
    void item.run()
  }
}

export const actions = new Actions()

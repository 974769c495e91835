interface Ledger {
  add: (after: number) => void
  move: (from: number, to: number) => void
  count: () => number
}

/**
 * The keys of the grid: Enter goes down in the same column and behind the last line makes a new one, Alt with an arrow
 * moves the line. Everything else is the control's own.
 */
export function ledgerKeys({ add, move, count }: Ledger) {
  return (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('li')
    if (!row || event.isComposing || event.defaultPrevented) return
    const index = [...row.parentElement!.children].indexOf(row)
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const to = index + (event.key === 'ArrowUp' ? -1 : 1)
      event.preventDefault()
      if (to < 0 || to >= count()) return
      move(index, to)
      // Moving the element takes the focus away from it.
      const focused = event.target as HTMLElement
      requestAnimationFrame(() => focused.focus())
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && isCell(event.target)) {
      event.preventDefault()
      const name = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell
      const below = row.nextElementSibling?.querySelector<HTMLElement>(
        `[data-cell="${name}"] :is(input, select)`
      )
      if (below) below.focus()
      else if (index === count() - 1) add(index)
    }
  }
}

/** An open list of choices takes Enter for itself. */
function isCell(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input, select') &&
    target.getAttribute('aria-expanded') !== 'true'
  )
}

import { isTyping } from './keyboard.ts'

interface Handlers {
  move: (step: 1 | -1) => void
  toggle: () => void
  open: () => void
  clear: () => void
}

/** `j` `k` move, `x` selects, `Enter` opens, `Escape` lets go; arrows only while the table has the focus. */
export function tableKeys(table: () => HTMLElement | null, handlers: Handlers) {
  return (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event)) return
    const act = find(event)
    if (!act) return
    event.preventDefault()
    act()
  }

  function find(event: KeyboardEvent): (() => void) | undefined {
    const inTable = event.target instanceof Node && table()?.contains(event.target)
    switch (event.key) {
      case 'j':
        return () => handlers.move(1)
      case 'k':
        return () => handlers.move(-1)
      case 'ArrowDown':
        return inTable ? () => handlers.move(1) : undefined
      case 'ArrowUp':
        return inTable ? () => handlers.move(-1) : undefined
      case 'x':
        return handlers.toggle
      case 'Escape':
        return handlers.clear
      case 'Enter':
        return onControl(event.target) ? undefined : handlers.open
    }
  }
}

function onControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, [role=tab]') !== null
}

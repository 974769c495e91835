/** True while a key belongs to a field, an open menu or a dialog, and so not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('select, textarea, input:not([type=checkbox], [type=radio])') ||
    target.closest('[role=menu], [role=listbox]') !== null ||
    document.querySelector(
      '[role=dialog][data-state=open], [role=alertdialog][data-state=open]'
    ) !== null
  )
}

/** Compares with `c`, `?`, `shift+a`, `mod+k`. Signs such as `?` or `/` carry their own shift. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  if (wantsMod !== (event.ctrlKey || event.metaKey) || event.altKey) return false
  if (/^[a-z]$/.test(key) && event.shiftKey !== parts.includes('shift')) return false
  return event.key.toLowerCase() === key
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** How a shortcut is written on this machine: `Strg K`, `⌘ K`, `⇧ A`. */
export function shortcutLabel(shortcut: string, controlKey: string): string {
  const names: Record<string, string> = {
    mod: isApple ? '⌘' : controlKey,
    shift: '⇧',
    enter: '↵',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
  }
  return shortcut
    .split('+')
    .map((part) => names[part.toLowerCase()] ?? part.toUpperCase())
    .join(' ')
}

/** A dialog begins at its first field, or at itself: never at the button that closes it. */
export function focusFirstField(content: HTMLElement | null) {
  return (event: Event): void => {
    event.preventDefault()
    const first = content?.querySelector<HTMLElement>(
      '[autofocus], input:not([type=hidden], [type=file]), select, textarea'
    )
    ;(first ?? content)?.focus()
  }
}

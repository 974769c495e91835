import { AxeBuilder } from '@axe-core/playwright'

/** What a machine can see on a page: scrolling sideways, text that is cut off, and what axe reports. One line each. */
export async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return [
    ...(await page.evaluate(layoutFindings)),
    ...violations.map(
      ({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.length}×, ${nodes[0].target.join(' ')})`
    ),
  ]
}

/** Runs in the page. */
function layoutFindings() {
  const found = []
  const { scrollWidth } = document.scrollingElement
  if (scrollWidth > innerWidth + 1)
    found.push(`scrolls sideways: ${scrollWidth} px in ${innerWidth} px`)
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
    )
    if (
      words.length === 0 ||
      !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    )
      continue
    const style = getComputedStyle(element)
    // So words are hidden that are meant for screen readers only.
    if (element.clientWidth <= 1 || style.clipPath === 'inset(50%)' || style.clip !== 'auto')
      continue
    const hidden = (overflow) => overflow === 'hidden' || overflow === 'clip'
    const wide =
      hidden(style.overflowX) &&
      element.scrollWidth > element.clientWidth + 1 &&
      style.textOverflow !== 'ellipsis'
    const high =
      hidden(style.overflowY) &&
      element.scrollHeight > element.clientHeight + 3 &&
      style.webkitLineClamp === 'none'
    if (wide || high)
      found.push(
        `cut off: "${element.textContent.trim().slice(0, 40)}" in ${element.tagName.toLowerCase()}`
      )
  }
  return found
}

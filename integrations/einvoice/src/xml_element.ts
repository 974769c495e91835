import { printable } from './printable.ts'

/** An element with text or with children. */
export interface Element {
  name: string
  attributes: Record<string, string>
  content: string | Element[]
}

/**
 * An element, or null when there is nothing in it: EN 16931 forbids empty elements, so absent
 * values and groups without a member vanish by themselves.
 */
export function element(
  name: string,
  content: string | null | (Element | null)[],
  attributes: Record<string, string> = {}
): Element | null {
  if (Array.isArray(content)) {
    const children = content.filter((child) => child !== null)
    return children.length ? { name, attributes, content: children } : null
  }
  const text = printable(content ?? '')
  return text ? { name, attributes, content: text } : null
}

/** The element as indented text. */
export function renderElement({ name, attributes, content }: Element, indent = ''): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const start = `${indent}<${name}${pairs.join('')}>`
  if (typeof content === 'string') return `${start}${escapeXml(content)}</${name}>\n`
  const inner = content.map((child) => renderElement(child, `${indent}  `)).join('')
  return `${start}\n${inner}${indent}</${name}>\n`
}

/** Text for the inside of an element or attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

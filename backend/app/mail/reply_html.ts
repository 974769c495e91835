export interface ReplyBodies {
  html: string
  text: string
}

const LINK = /\bhttps?:\/\/[^\s<>"]{1,2000}/g
const BULLET = /^[-*•]\s+/

/**
 * The two bodies of an outgoing mail from the plain text of the composer: paragraphs, `- ` lists,
 * `**bold**` and web addresses. Everything else is text, so nothing typed becomes markup.
 */
export function replyHtml(source: string): ReplyBodies {
  const text = source
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const blocks = text === '' ? [] : text.split('\n\n').flatMap(splitList)
  return {
    html: blocks.map(block).join('\n'),
    text: text.replace(/\*\*(?=\S)([^*\n]+?)\*\*/g, '$1'),
  }
}

/** A list may follow its sentence without an empty line. */
function splitList(paragraph: string): string[][] {
  const groups: string[][] = []
  for (const line of paragraph.split('\n')) {
    const last = groups.at(-1)
    if (last && BULLET.test(last[0]) === BULLET.test(line)) last.push(line)
    else groups.push([line])
  }
  return groups
}

function block(lines: string[]): string {
  if (!BULLET.test(lines[0])) return `<p>${lines.map(inline).join('<br>\n')}</p>`
  const items = lines.map((line) => `<li>${inline(line.replace(BULLET, ''))}</li>`)
  return `<ul>\n${items.join('\n')}\n</ul>`
}

function inline(line: string): string {
  let html = ''
  let from = 0
  for (const match of line.matchAll(LINK)) {
    const address = trimEnd(match[0])
    html += bold(escape(line.slice(from, match.index)))
    html += `<a href="${escape(address)}">${escape(address)}</a>`
    from = match.index + address.length
  }
  return html + bold(escape(line.slice(from)))
}

/** Punctuation that ends a sentence is not part of the address. */
function trimEnd(address: string): string {
  const bare = address.replace(/[.,;:!?'*]+$/, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}

function bold(html: string): string {
  return html.replace(/\*\*(?=\S)([^*]+?)\*\*/g, '<strong>$1</strong>')
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/**
 * Joins the soft line breaks of `format=flowed` (RFC 3676 §4), also inside quotes, where lines only
 * belong together at the same depth. Quote marks are normalised to `> `.
 */
export function readFlowed(text: string, deleteSpace: boolean): string {
  const paragraphs: { depth: number; content: string; open: boolean }[] = []
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0
    // One leading blank is stuffing that protects `>`, `From ` and blanks (§4.4).
    const content = line.slice(depth).replace(/^ /, '')
    const isSignature = content === '-- '
    const open = content.endsWith(' ') && !isSignature
    const last = paragraphs.at(-1)
    const flowing = open && deleteSpace ? content.slice(0, -1) : content
    if (last?.open && last.depth === depth && !isSignature) {
      last.content += flowing
      last.open = open
    } else {
      paragraphs.push({ depth, content: flowing, open })
    }
  }
  return paragraphs
    .map(({ depth, content }) => (depth > 0 ? `${'>'.repeat(depth)} ${content}` : content))
    .join('\n')
}

export interface FoldedText {
  visible: string
  signature: string
  quoted: string
}

const HEADER_LABEL =
  /^[>\s]*\*?(von|from|gesendet|sent|datum|date|an|to|cc|kopie|betreff|subject|priorität|wichtigkeit|importance)\s?:/i
const SENDER_LABEL = /^[>\s]*\*?(von|from)\s?:/i
const REPLY_RULE =
  /^[>\s]*-{3,}\s*(ursprüngliche (nachricht|e-mail)|original(nachricht)?|original message)\s*-{3,}\s*$/i
const FORWARD_RULE =
  /^\s*(-{3,}\s*(weitergeleitete|forwarded|begin forwarded).{0,40}|anfang der weitergeleiteten .{0,40}|begin forwarded message:?)\s*-*\s*$/i
const UNDERSCORES = /^\s*_{10,}\s*$/
const ATTRIBUTION =
  /^\s*(am\s.{4,300}\bschrieb\b.{0,200}:|on\s.{4,300}\bwrote:|.{1,200}\bschrieb am\s.{4,200}:|.{1,200}\bhat am\s.{4,200}geschrieben:|.{1,200}\bwrote on\s.{4,200}:)\s*$/i
const SIGNATURE_RULE = /^--\s?$/
const MOBILE_SIGNATURE =
  /^\s*(von meine[mr] .{2,60} gesendet\.?|gesendet (von|mit) .{2,80}|sent (from|with|via) .{2,80}|get outlook for .{2,40}|outlook für (ios|android).{0,40}|diese nachricht wurde von .{2,80} gesendet\.?|holen sie sich outlook .{2,60})\s*$/i

/**
 * Splits the text of a mail into what was written now, the signature and the quoted conversation,
 * German and English. Nothing is lost: each line is in exactly one of the three, and where nothing
 * would stay visible everything does.
 */
export function foldQuotes(text: string): FoldedText {
  const lines = text.split('\n')
  const parts = lines.map((): 'visible' | 'quoted' | 'signature' => 'visible')
  const cut = quoteStart(lines)
  parts.fill('quoted', cut)
  foldMarkedQuotes(lines, parts, cut)
  foldSignature(lines, parts)
  const pick = (part: string) => lines.filter((_, index) => parts[index] === part).join('\n')
  const visible = pick('visible').trim()
  if (visible === '') return { visible: text.trim(), signature: '', quoted: '' }
  return { visible, signature: pick('signature').trim(), quoted: pick('quoted').trim() }
}

/** The first line from which everything is quoted without marks, or the end of the text. */
function quoteStart(lines: string[]): number {
  for (let index = 0; index < lines.length; index += 1) {
    // A forward is what its sender wants read, not a quote.
    if (FORWARD_RULE.test(short(lines[index]))) return lines.length
    if (REPLY_RULE.test(short(lines[index]))) return index
    if (isHeaderBlock(lines, index)) return withRule(lines, index)
    const length = attributionLength(lines, index)
    if (length > 0 && !isMarked(nextFilled(lines, index + length))) return index
  }
  return lines.length
}

/** Outlook: sender line with at least two more header lines close below */
function isHeaderBlock(lines: string[], index: number): boolean {
  if (!SENDER_LABEL.test(short(lines[index])) || isMarked(lines[index])) return false
  const following = lines.slice(index + 1, index + 8)
  return following.filter((line) => HEADER_LABEL.test(short(line))).length >= 2
}

function withRule(lines: string[], index: number): number {
  let start = index
  while (start > 0 && lines[start - 1].trim() === '') start -= 1
  return start > 0 && UNDERSCORES.test(short(lines[start - 1])) ? start - 1 : index
}

/** Number of lines (up to 3) over which "On … wrote:" runs from here, 0 when it does not. */
function attributionLength(lines: string[], index: number): number {
  if (!/\S/.test(lines[index]) || isMarked(lines[index])) return 0
  for (let length = 1; length <= 3; length += 1) {
    const joined = lines
      .slice(index, index + length)
      .map(short)
      .join(' ')
    if (ATTRIBUTION.test(joined) && /\d/.test(joined)) return length
    if (!/^\s*(am|on)\s/i.test(lines[index])) return 0
  }
  return 0
}

/**
 * `> ` quotes: one block, or the last, is folded with its attribution. Between answers quotes stay,
 * because the answers would not be understood without them.
 */
function foldMarkedQuotes(lines: string[], parts: string[], cut: number) {
  const blocks: { from: number; to: number }[] = []
  for (let index = 0; index < cut; index += 1) {
    if (!isMarked(lines[index])) continue
    const last = blocks.at(-1)
    const gap = last ? lines.slice(last.to, index) : []
    if (last && gap.every((line) => line.trim() === '')) last.to = index + 1
    else blocks.push({ from: index, to: index + 1 })
  }
  const last = blocks.at(-1)
  if (!last) return
  const answeredBelow = lines.slice(last.to, cut).some((line) => line.trim() !== '')
  if (blocks.length > 1 && answeredBelow) return
  parts.fill('quoted', attributionStart(lines, last.from), last.to)
}

function attributionStart(lines: string[], from: number): number {
  let end = from
  while (end > 0 && lines[end - 1].trim() === '') end -= 1
  for (let start = Math.max(0, end - 3); start < end; start += 1) {
    if (attributionLength(lines, start) === end - start) return start
  }
  const isPlain = end > 0 && /(wrote|schrieb)\s?:\s*$/i.test(short(lines[end - 1]))
  return isPlain ? end - 1 : from
}

function foldSignature(lines: string[], parts: string[]) {
  const shown = lines.flatMap((_, index) => (parts[index] === 'visible' ? [index] : []))
  const filled = shown.filter((index) => lines[index].trim() !== '')
  // A rule further up divides the text; signatures are short.
  const earliest = filled.at(-21) ?? 0
  const rule = shown.find((index) => index >= earliest && SIGNATURE_RULE.test(lines[index]))
  const last = filled.at(-1)
  const mobile = last !== undefined && MOBILE_SIGNATURE.test(short(lines[last])) ? last : undefined
  const start = rule ?? mobile
  if (start === undefined) return
  for (const index of shown) if (index >= start) parts[index] = 'signature'
}

function isMarked(line: string | undefined): boolean {
  return line !== undefined && /^\s{0,2}>/.test(line)
}

function nextFilled(lines: string[], from: number): string | undefined {
  return lines.slice(from, from + 10).find((line) => line.trim() !== '')
}

/** Patterns never see more of a line than this, whatever a sender writes. */
function short(line: string): string {
  return line.slice(0, 600)
}

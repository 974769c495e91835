import { convert } from 'html-to-text'

const MAX_INPUT = 4_000_000
const LINE = { leadingLineBreaks: 1, trailingLineBreaks: 1 }

/** The readable text of an HTML body: links with their address, quotes with `> `, no images. */
export function htmlToPlainText(html: string): string {
  const source = html.replace(/\bdata:[^"'\s>]{200,}/g, '').slice(0, MAX_INPUT)
  try {
    return tidy(
      convert(source, {
        wordwrap: false,
        formatters: {
          cell: (element, walk, builder) => {
            walk(element.children, builder)
            builder.addInline(' ')
          },
        },
        selectors: [
          { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
          { selector: 'a[href^="#"]', format: 'anchor', options: { ignoreHref: true } },
          { selector: 'img', format: 'skip' },
          // Most tables in mails are layout: rows become lines, cells words.
          { selector: 'tr', format: 'block', options: LINE },
          { selector: 'td', format: 'cell' },
          { selector: 'th', format: 'cell' },
          ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
            selector,
            options: { uppercase: false },
          })),
        ],
        limits: { maxInputLength: MAX_INPUT, maxDepth: 200 },
      })
    )
  } catch {
    // Markup that even a tolerant parser refuses: words matter more than layout.
    return tidy(source.replace(/<[^<>]*>/g, ' '))
  }
}

/** Layout tables leave many empty lines and invisible spacers behind. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/[\u200b\u200c\u034f]/g, '')
    .replace(/\n\s*\n\s*\n/g, '\n\n')
    .trim()
}

/** One element that holds text. */
export interface Leaf {
  /** Names from the root, without prefix: `CrossIndustryInvoice/ExchangedDocument/ID`. */
  path: string
  text: string
  attributes: Record<string, string>
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A strict reader of the little XML an invoice needs; throws where the nesting is wrong. */
export function readXml(xml: string): Leaf[] {
  const leaves: Leaf[] = []
  const open: string[] = []
  const body = xml.replace(/^<\?xml[^?]*\?>\s*/, '')
  let text = ''
  let attributes: Record<string, string> = {}
  for (const [, tag, content] of body.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (tag.startsWith('/')) {
      if (open.at(-1) !== tag.slice(1)) throw new Error(`</${tag}> closes ${open.at(-1)}`)
      if (text.trim()) leaves.push({ path: pathOf(open), text: decode(text), attributes })
      open.pop()
      text = ''
    } else {
      open.push(tag.split(/\s/)[0])
      attributes = Object.fromEntries(
        [...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, decode(value)])
      )
      text = content
    }
  }
  if (open.length) throw new Error(`${open.at(-1)} is never closed`)
  return leaves
}

/** The texts of every element whose path ends so. */
export function texts(leaves: Leaf[], ending: string): string[] {
  return leaves.filter(({ path }) => path.endsWith(`/${ending}`)).map(({ text }) => text)
}

function pathOf(open: string[]): string {
  return open.map((name) => name.replace(/^\w+:/, '')).join('/')
}

function decode(text: string): string {
  return text.replace(/&(\w+);/g, (_, name: string) => {
    if (!(name in entities)) throw new Error(`unknown entity ${name}`)
    return entities[name]
  })
}

import sanitize from 'sanitize-html'

export interface SafeMailHtml {
  html: string
  /** Images held back until the reader asks for them; their address is in `data-remote-src` */
  remoteImages: number
}

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^[a-z]{3,20}$/i, /^rgba?\([\d\s.,%]{5,40}\)$/i]
const LENGTH = [/^-?\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)?$/, /^(auto|normal)$/]
const SIDES = [/^(?:(?:\d{1,3}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto)\s*){1,4}$/]
const BORDER = [
  /^[\d.]{1,4}(px|pt)?(\s+[a-z]{3,10})?(\s+(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{5,40}\)))?$/i,
  /^none$/,
]
/** Wider than any screen is a sender's mistake or an attempt to cover ours. */
const WIDTH = [
  /^(?:1[01]\d\d|\d{1,3})(?:\.\d{1,3})?px$/,
  /^(?:100|\d{1,2})(?:\.\d{1,3})?%$/,
  /^auto$/,
]

const STYLES: Record<string, RegExp[]> = {
  'color': COLOUR,
  'background-color': COLOUR,
  'font-size': [
    /^([6-9]|[1-5]\d)(\.\d{1,3})?(px|pt)$/,
    /^([01](\.\d{1,3})?|2(\.0)?)r?em$/,
    /^(\d{2}|1\d{2})%$/,
    /^(x{0,2}-?(small|large)|medium|smaller|larger)$/,
  ],
  'font-family': [/^[\w\s"',.-]{1,200}$/],
  'font-weight': [/^(normal|bold|bolder|lighter|[1-9]00)$/],
  'font-style': [/^(normal|italic|oblique)$/],
  'text-decoration': [/^(none|underline|line-through)$/],
  'text-align': [/^(left|right|center|justify|start|end)$/],
  'vertical-align': [/^(top|middle|bottom|baseline|sub|super)$/],
  'white-space': [/^(normal|nowrap|pre|pre-wrap|pre-line)$/],
  'line-height': LENGTH,
  'text-indent': SIDES,
  'margin': SIDES,
  'margin-top': SIDES,
  'margin-right': SIDES,
  'margin-bottom': SIDES,
  'margin-left': SIDES,
  'padding': SIDES,
  'padding-top': SIDES,
  'padding-right': SIDES,
  'padding-bottom': SIDES,
  'padding-left': SIDES,
  'border': BORDER,
  'border-top': BORDER,
  'border-right': BORDER,
  'border-bottom': BORDER,
  'border-left': BORDER,
  'border-collapse': [/^(collapse|separate)$/],
  'display': [/^(none|block|inline|inline-block)$/],
  'width': WIDTH,
  'max-width': WIDTH,
  'height': WIDTH,
  'list-style-type': [/^[a-z-]{3,20}$/],
}

const TAGS = `
  a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd
  del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins
  kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table
  tbody td tfoot th thead tr tt u ul var
`
  .trim()
  .split(/\s+/)
const INLINE_IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i

/**
 * Foreign HTML made fit for a sandboxed frame: no scripts, forms, frames, styles that reach beyond
 * the mail, nor anything that is fetched without asking. `cidMap` gives our address (a path of ours
 * or http) of an inline image by its content id, or null.
 */
export function sanitizeMailHtml(
  html: string,
  { cidMap }: { cidMap: (cid: string) => string | null }
): SafeMailHtml {
  let remoteImages = 0
  const image = (attributes: sanitize.Attributes): sanitize.Attributes => {
    const { src, 'data-remote-src': _, ...rest } = attributes
    const kept = imageSource(src ?? '', cidMap)
    if (kept['data-remote-src']) remoteImages += 1
    return { ...rest, ...kept }
  }
  const safe = sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign'],
      'a': ['href', 'target', 'rel'],
      'img': ['src', 'data-remote-src', 'alt', 'width', 'height'],
      'table': ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
      'td': ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'],
      'th': ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'],
      'tr': ['bgcolor', 'height'],
      'col': ['width', 'span'],
      'font': ['color', 'face', 'size'],
      'ol': ['start', 'type'],
      'ul': ['type'],
      'blockquote': ['type'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    // Sources are decided above; `data:` comes no further than INLINE_IMAGE.
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'data-remote-src'],
    allowProtocolRelative: false,
    allowedStyles: { '*': STYLES },
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'xmp',
      'noembed',
      'noframes',
      'svg',
      'math',
      'template',
      'object',
      'applet',
      'iframe',
    ],
    nestingLimit: 100,
    enforceHtmlBoundary: false,
    transformTags: {
      'a': (tagName, attributes) => ({ tagName, attribs: link(attributes) }),
      'img': (tagName, attributes) => ({ tagName, attribs: image(narrow(attributes)) }),
      '*': (tagName, attributes) => ({ tagName, attribs: narrow(attributes) }),
    },
  })
  return { html: safe, remoteImages }
}

function link(attributes: sanitize.Attributes): sanitize.Attributes {
  const { href, target: _target, rel: _rel, ...rest } = attributes
  const address = withoutControls(href ?? '')
  // Relative links would lead into our own application.
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return rest
  return { ...rest, href: address, target: '_blank', rel: 'noopener noreferrer' }
}

function imageSource(src: string, cidMap: (cid: string) => string | null): sanitize.Attributes {
  const address = withoutControls(src)
  if (/^cid:/i.test(address)) {
    const url = cidMap(unescapeCid(address.slice(4)))
    return url === null ? {} : { src: url }
  }
  if (INLINE_IMAGE.test(address)) return { src: address }
  if (/^https?:\/\//i.test(address)) return { 'data-remote-src': address }
  return address.startsWith('//') ? { 'data-remote-src': `https:${address}` } : {}
}

/** Numeric size attributes stay within a page. */
function narrow(attributes: sanitize.Attributes): sanitize.Attributes {
  const entries = Object.entries(attributes).filter(
    ([name, value]) =>
      (name !== 'width' && name !== 'height') || /^(1[01]\d\d|\d{1,3}|\d{1,2}%|100%)$/.test(value)
  )
  return Object.fromEntries(entries)
}

/** Browsers drop these inside addresses, so filters must not see them either. */
function withoutControls(value: string): string {
  return value.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, '')
}

function unescapeCid(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}

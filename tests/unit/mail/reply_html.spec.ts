import { test } from '@japa/runner'
import fc from 'fast-check'
import { replyHtml } from '../../../backend/app/mail/reply_html.js'

test.group('Reply HTML', () => {
  test('paragraphs, lists, bold and links become markup', ({ assert }) => {
    const { html, text } = replyHtml(
      'Guten Tag,\nbitte:\n- **neu** starten\n- prüfen\n\nSiehe https://x.example/a?b=1&c=2.\n'
    )
    assert.equal(
      html,
      '<p>Guten Tag,<br>\nbitte:</p>\n<ul>\n<li><strong>neu</strong> starten</li>\n<li>prüfen</li>\n</ul>\n<p>Siehe <a href="https://x.example/a?b=1&amp;c=2">https://x.example/a?b=1&amp;c=2</a>.</p>'
    )
    assert.equal(
      text,
      'Guten Tag,\nbitte:\n- neu starten\n- prüfen\n\nSiehe https://x.example/a?b=1&c=2.'
    )
  })

  test('punctuation around a link stays text', ({ assert }) => {
    assert.include(replyHtml('(https://x.example/a)').html, '(<a href="https://x.example/a">')
    assert.include(replyHtml('**https://x.example**').html, 'href="https://x.example"')
    assert.include(replyHtml('https://x.example/a_(b)').html, 'href="https://x.example/a_(b)"')
  })

  test('nothing typed becomes markup of its own', ({ assert }) => {
    const allowed = /<\/?(p|ul|li|strong|a)>|<br>|<a href="https?:\/\/[^"<>]*">/g
    const piece = fc.constantFrom(
      '<script>',
      '"',
      "'",
      '&',
      '**',
      '- ',
      '\n',
      '\n\n',
      'https://x.example/',
      ' onclick=',
      '>',
      '<',
      'ä',
      ' '
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const { html } = replyHtml(pieces.join(''))
        assert.notMatch(html.replace(allowed, ''), /[<>"]/)
      }),
      { numRuns: 1000 }
    )
  })

  test('an empty text gives empty bodies', ({ assert }) => {
    assert.deepEqual(replyHtml(' \n '), { html: '', text: '' })
  })
})

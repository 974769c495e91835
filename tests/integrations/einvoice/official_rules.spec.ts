import { test } from '@japa/runner'
import { invoicePdf, invoiceXml } from '@kontor/einvoice'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate, validatorMissing } from './document_validator.ts'
import { samples, simple } from './sample_invoices.ts'

const skip = validatorMissing !== null && process.env.KONTOR_REQUIRE_SERVICES !== '1'
const folder = mkdtempSync(join(tmpdir(), 'kontor-einvoice-'))

function stored(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test.group('Invoice under the official rules', (group) => {
  group.tap((each) => each.skip(skip, validatorMissing ?? '').timeout(600_000))
  group.teardown(() => rmSync(folder, { recursive: true }))

  test('is a valid Factur-X PDF/A-3 in every kind we issue', async ({ assert }) => {
    const files: { ruleSet: string; path: string }[] = []
    for (const [name, invoice] of Object.entries(samples)) {
      files.push({ ruleSet: 'facturx-pdf', path: stored(`${name}.pdf`, await invoicePdf(invoice)) })
    }
    const names = Object.keys(samples)
    validate(files).forEach(({ valid, errors }, index) => {
      assert.deepEqual(
        { name: names[index], valid, errors },
        { name: names[index], valid: true, errors: [] }
      )
    })
  })

  test('is valid under EN 16931 and, for a public body, XRechnung', async ({ assert }) => {
    const files: { ruleSet: string; path: string }[] = []
    for (const [name, invoice] of Object.entries(samples)) {
      const ruleSet = invoice.buyer.kind === 'public' ? 'xrechnung' : 'en16931'
      files.push({ ruleSet, path: stored(`${name}.xml`, await invoiceXml(invoice)) })
    }
    const names = Object.keys(samples)
    validate(files).forEach(({ valid, errors }, index) => {
      assert.deepEqual(
        { name: names[index], valid, errors },
        { name: names[index], valid: true, errors: [] }
      )
    })
  })

  test('would be refused with a wrong total, so the rules do run', async ({ assert }) => {
    const xml = (await invoiceXml(simple)).replace(
      '>2028.68</ram:GrandTotalAmount>',
      '>2028.69</ram:GrandTotalAmount>'
    )
    const [verdict] = validate([{ ruleSet: 'en16931', path: stored('wrong.xml', xml) }])
    assert.isFalse(verdict.valid)
    assert.include(
      verdict.errors.map(({ rule }) => rule),
      'BR-CO-15'
    )
  })
})

import { test } from '@japa/runner'
import { invoicePdf, invoiceXml } from '@kontor/einvoice'
import { embeddedFile, hasPdfToText, metadata, printedPages } from './pdf_reader.ts'
import {
  cancellation,
  english,
  longWithTimes,
  mixedRates,
  publicBody,
  reverseCharge,
  simple,
} from './sample_invoices.ts'

test.group('Invoice as PDF', (group) => {
  group.each.timeout(20_000)

  test('carries the XML of the same invoice', async ({ assert }) => {
    const file = embeddedFile(await invoicePdf(simple))
    assert.equal(file.name, 'factur-x.xml')
    assert.equal(file.relationship, 'Alternative')
    assert.equal(file.text, await invoiceXml(simple))
  })

  test('names file and profile of an XRechnung', async ({ assert }) => {
    const pdf = await invoicePdf(publicBody)
    assert.equal(embeddedFile(pdf).name, 'xrechnung.xml')
    assert.include(metadata(pdf), '<fx:ConformanceLevel>XRECHNUNG</fx:ConformanceLevel>')
    assert.include(metadata(pdf), '<fx:DocumentFileName>xrechnung.xml</fx:DocumentFileName>')
  })

  test('escapes the seller in its metadata', async ({ assert }) => {
    const xmp = metadata(await invoicePdf(simple))
    assert.include(xmp, '<rdf:li>Nordlicht IT &amp; Service GmbH</rdf:li>')
  })

  test('is the same bytes for the same invoice', async ({ assert }) => {
    assert.isTrue((await invoicePdf(simple)).equals(await invoicePdf(structuredClone(simple))))
  })

  test('refers to no font it does not embed', async ({ assert }) => {
    const source = (await invoicePdf(longWithTimes)).toString('latin1')
    const fonts = [...source.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name)
    assert.isNotEmpty(fonts)
    for (const font of fonts) assert.match(font, /^[A-Z]{6}\+Inter-/)
  })
})

test.group('Invoice on paper', (group) => {
  group.each.timeout(20_000)
  group.tap((each) => each.skip(!hasPdfToText, 'pdftotext is not installed'))

  test('prints what § 14(4) UStG asks for', async ({ assert }) => {
    const [page] = printedPages(await invoicePdf(simple))
    for (const text of [
      'Nordlicht IT & Service GmbH',
      'Lister Meile 81',
      'Bäckerei Hünefeld GmbH & Co. KG',
      'Große Straße 12',
      'USt-IdNr. DE136695976',
      'Rechnung 2026-0042',
      '30.11.2026',
      '01.11.2026 – 30.11.2026',
      'Managed Workplace Standard',
      '1.704,77',
      'Umsatzsteuer 19 % auf 1.704,77',
      '323,91',
      '2.028,68',
      'bis zum 14.12.2026',
      'Řehořová',
      'Amtsgericht Hannover',
      'Seite 1 von 1',
    ]) {
      assert.include(page.replaceAll('\u00a0', ' '), text)
    }
  })

  test('prints quantity, unit, price and amount of a line on one row', async ({ assert }) => {
    const [page] = printedPages(await invoicePdf(simple))
    assert.match(page, /3 +Technikereinsatz vor Ort <Kasse 3> +1,75 +Std\. +118,50 +207,38/)
  })

  test('shows the rate of each line only where rates differ', async ({ assert }) => {
    const [mixed] = printedPages(await invoicePdf(mixedRates))
    const [plain] = printedPages(await invoicePdf(simple))
    assert.match(mixed, /39,99 +7 ?% +119,97/)
    assert.match(mixed, /−50,00 +19 ?% +−50,00/)
    assert.notMatch(plain, /49,90 +19 ?%/)
  })

  test('says who owes the tax under reverse charge', async ({ assert }) => {
    const [page] = printedPages(await invoicePdf(reverseCharge))
    assert.include(page, 'Steuerschuldnerschaft des Leistungsempfängers')
    assert.include(page, 'ATU33864707')
    assert.include(page, 'ÖSTERREICH')
  })

  test('says which invoice a cancellation takes back, and asks for no money', async ({
    assert,
  }) => {
    const [page] = printedPages(await invoicePdf(cancellation))
    assert.include(page, 'Stornorechnung 2026-0045')
    assert.include(page, 'hebt die Rechnung 2026-0042 vom 30.11.2026 vollständig auf')
    assert.include(page, '−2.028,68')
    assert.notInclude(page, 'Bitte überweisen')
    assert.notMatch(page, /Gutschrift/i)
  })

  test('speaks English and writes to the postal address', async ({ assert }) => {
    const [page] = printedPages(await invoicePdf(english))
    assert.include(page, 'Please transfer €2,028.68 by 14 Dec 2026.')
    assert.include(page, 'Hünefeld Accounts Payable')
    assert.notInclude(page, 'Rechnung ')
  })

  test('carries sums over pages and repeats the head of the table', async ({ assert }) => {
    const pages = printedPages(await invoicePdf(longWithTimes))
    const invoicePages = pages.filter(
      (page) => !page.includes('Zeitnachweis') && page.includes('Menge')
    )
    assert.isAbove(invoicePages.length, 3)
    invoicePages.slice(1).forEach((page, index) => {
      const carried = /Übertrag +([\d.,]+)/
      const before = invoicePages[index]
        .trimEnd()
        .split('\n')
        .findLast((row) => carried.test(row))
      assert.equal(carried.exec(page)?.[1], carried.exec(before ?? '')?.[1])
    })
    const printed = pages.join('').match(/Datensicherung Server \d+/g)
    assert.equal(new Set(printed).size, 120)
    pages.forEach((page, index) => assert.include(page, `Seite ${index + 1} von ${pages.length}`))
  })

  test('adds the times as an annex with their sum', async ({ assert }) => {
    const pages = printedPages(await invoicePdf(longWithTimes))
    const annex = pages.slice(pages.findIndex((page) => page.includes('Zeitnachweis'))).join('')
    assert.lengthOf(annex.match(/Drucker an der Theke|Telefonat mit Frau/g)!, 60)
    assert.include(annex, 'Łukasz Dvořák')
    assert.match(annex, /Summe +25:00 +22:30/)
  })

  test('prints a question mark for a character no font has', async ({ assert }) => {
    const [page] = printedPages(await invoicePdf({ ...simple, notes: ['Ελλάδα Київ Żółć 😀'] }))
    assert.include(page, 'Ελλάδα Київ Żółć ?')
  })
})

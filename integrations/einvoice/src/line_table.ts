import type { Invoice, InvoiceLine } from './invoice.ts'
import { amount, currencySign, decimal, period } from './invoice_format.ts'
import { unitName, wordsOf } from './invoice_words.ts'
import { drawTable, type Column, type Row } from './ledger_table.ts'
import { area, ink, mm, type Paper, type TextStyle } from './paper.ts'

const name: TextStyle = { size: 9, weight: 500 }
const description: TextStyle = { size: 8, colour: ink.normal }
const details: TextStyle = { size: 7.5, colour: ink.soft }

/** The lines; the VAT rate has a column only where there is more than one. */
export function drawLines(paper: Paper, invoice: Invoice, colour: string): void {
  const { language, lines, currency } = invoice
  const words = wordsOf(invoice)
  const hasRates = invoice.vatBreakdown.length > 1
  const sign = currencySign(currency)
  const shift = hasRates ? mm(13) : 0
  const columns: Column[] = [
    { title: words.position, x: area.left, width: mm(9) },
    { title: words.description, x: mm(35), width: mm(77) - shift },
    { title: words.quantity, x: mm(129) - shift, width: mm(15), align: 'right' },
    { title: words.unit, x: mm(131.5) - shift, width: mm(16) },
    { title: `${words.unitPrice} ${sign}`, x: mm(167) - shift, width: mm(19), align: 'right' },
    ...(hasRates
      ? [{ title: words.vatShort, x: mm(166), width: mm(10), align: 'right' as const }]
      : []),
    { title: `${words.net} ${sign}`, x: area.right, width: mm(21), align: 'right' },
  ]
  const rows = lines.map((line): Row => {
    const cells = [
      line.position,
      '',
      decimal(line.quantity, language),
      unitName(line.unit, language),
      decimal(line.unitPrice, language, 2),
      ...(hasRates ? [`${decimal(line.vatRate, language)} %`] : []),
      amount(line.net, language),
    ]
    return { cells, paragraphs: paragraphsOf(line, invoice) }
  })
  drawTable(paper, colour, columns, 1, rows, (rowsDone) => {
    const sum = lines.slice(0, rowsDone).reduce((total, line) => total + line.net, 0)
    return `${words.carried}   ${amount(sum, language)}`
  })
}

function paragraphsOf(line: InvoiceLine, invoice: Invoice): Row['paragraphs'] {
  const words = wordsOf(invoice)
  const facts = [
    line.period && period(line.period, invoice.language),
    line.site && `${words.site}: ${line.site}`,
    line.sellerItemNumber && `${words.itemNumber} ${line.sellerItemNumber}`,
    line.purchaseOrderReference && `${words.purchaseOrder}: ${line.purchaseOrderReference}`,
  ]
    .filter((fact): fact is string => Boolean(fact))
    // A short fact stays on one line.
    .map((fact) => (fact.length > 36 ? fact : fact.replaceAll(' ', '\u00a0')))
  return [
    { text: line.name, style: name },
    ...(line.description ? [{ text: line.description, style: description }] : []),
    ...(facts.length ? [{ text: facts.join('  ·  '), style: details }] : []),
  ]
}

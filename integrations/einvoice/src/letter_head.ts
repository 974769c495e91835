import type { Address, Invoice } from './invoice.ts'
import { countryLine, day, period } from './invoice_format.ts'
import { wordsOf } from './invoice_words.ts'
import { area, ink, lines, mm, type Paper, type TextStyle } from './paper.ts'

/**
 * The first page above its subject line, after DIN 5008 form B: address field 45 mm from the top,
 * information block beside it, marks for folding at 105 and 210 mm and for punching at half height.
 */
export function drawLetterHead(paper: Paper, invoice: Invoice, colour: string): void {
  const { seller } = invoice
  const name: TextStyle = { size: 15, weight: 600, colour }
  paper.document.rect(0, 0, mm(210), mm(1.4)).fill(colour)
  paper.writeFitted(seller.name, area.left, mm(18), area.right - area.left, name)
  const links = [seller.website, seller.phone].filter((text) => text !== null)
  paper.write(links.join('  ·  '), area.left, mm(25.5), { size: 8, colour: ink.soft })
  drawMarks(paper)
  drawAddress(paper, invoice)
  const blockEnd = drawInformation(paper, invoice)
  paper.y = Math.max(mm(98.5), blockEnd + mm(7))
}

function drawMarks(paper: Paper) {
  for (const [y, length] of [
    [105, 5],
    [148.5, 7],
    [210, 5],
  ]) {
    paper.rule(mm(3), mm(3 + length), mm(y), lines.strong, 0.4)
  }
}

function drawAddress(paper: Paper, { seller, buyer, postalAddress, language }: Invoice) {
  const width = mm(80)
  const { street, postcode, city } = seller.address
  const sender = `${seller.name} · ${street} · ${postcode} ${city}`
  paper.writeFitted(sender, area.left, mm(58.6), width, { size: 6.5, colour: ink.soft })
  paper.rule(area.left, area.left + width, mm(61.8), lines.soft)
  const to = postalAddress ?? { ...buyer.address, name: buyer.name }
  const style: TextStyle = { size: 10 }
  const addressLines = letterAddress(to, seller.address.country, language).flatMap((line) =>
    paper.wrap(line, width, style)
  )
  // The zone holds six lines at 4.5 mm; a longer address is set tighter instead of cut.
  const pitch = Math.min(mm(4.5), mm(27.3) / addressLines.length)
  const size = Math.min(10, pitch / 1.2)
  addressLines.forEach((line, index) => {
    paper.write(line, area.left, mm(63.4) + index * pitch, { size })
  })
}

function letterAddress(
  { name, street, extra, postcode, city, country }: Address & { name: string },
  from: string,
  language: Invoice['language']
): string[] {
  const abroad = country === from ? [] : [countryLine(country, language)]
  return [name, ...(extra ? [extra] : []), street, `${postcode} ${city}`, ...abroad]
}

/** @returns where the block ends */
function drawInformation(paper: Paper, invoice: Invoice): number {
  const { buyer, seller, language, supplyPeriod } = invoice
  const words = wordsOf(invoice)
  const isCancellation = invoice.kind === 'cancellation'
  const isOneDay = supplyPeriod.from === supplyPeriod.to
  const facts: [string, string | null][] = [
    [isCancellation ? words.cancellationNumber : words.number, invoice.number],
    [words.issueDate, day(invoice.issueDate, language)],
    [isOneDay ? words.supplyDate : words.supplyPeriod, period(supplyPeriod, language)],
    [words.dueDate, invoice.dueDate && day(invoice.dueDate, language)],
    [words.customerNumber, buyer.customerNumber],
    [words.customerVatId, buyer.vatId],
    [buyer.kind === 'public' ? words.routingId : words.buyerReference, buyer.buyerReference],
    [words.purchaseOrder, invoice.purchaseOrderReference],
    [words.contract, invoice.contractReference],
    [words.contact, seller.contactName],
  ]
  const [labelX, valueX] = [mm(116), mm(146)]
  let y = mm(50)
  for (const [label, value] of facts) {
    if (!value) continue
    const style: TextStyle = { size: 8.5 }
    paper.write(label, labelX, y, { size: 8.5, colour: ink.soft })
    for (const line of paper.wrap(value, area.right - valueX, style)) {
      paper.write(line, valueX, y, style)
      y += mm(4.5)
    }
  }
  return y
}

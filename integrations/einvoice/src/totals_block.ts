import type { Invoice, VatGroup } from './invoice.ts'
import { amount, day, decimal, groupedIban, money } from './invoice_format.ts'
import { wordsOf } from './invoice_words.ts'
import { area, ink, lines, mm, type Paper, type TextStyle } from './paper.ts'

const left = mm(104)
const pitch = mm(5.6)
const text: TextStyle = { size: 9 }

/** Net total, VAT per rate, total and, under reverse charge, the sentence § 14a(5) UStG asks for. */
export function drawTotals(paper: Paper, invoice: Invoice, colour: string): void {
  const { totals, vatBreakdown, language } = invoice
  const words = wordsOf(invoice)
  paper.need(pitch * (vatBreakdown.length + 1) + mm(20))
  paper.y += mm(4)
  writeSum(paper, words.netTotal, amount(totals.net, language))
  for (const group of vatBreakdown) {
    writeSum(paper, vatLabel(group, invoice), amount(group.tax, language))
  }
  paper.y += mm(1)
  paper.rule(left, area.right, paper.y, colour, 0.9)
  paper.y += mm(2)
  const total: TextStyle = { size: 11.5, weight: 600 }
  paper.write(words.total, left, paper.y, total)
  paper.write(money(totals.payable, invoice), area.right, paper.y, total, 'right')
  paper.y += mm(9)
  const reverseCharge = vatBreakdown.find((group) => group.category === 'AE')
  if (reverseCharge) {
    const reason = reverseCharge.exemptionReason ?? words.reverseCharge
    const vatIds = `${words.vatId}: ${invoice.seller.vatId}  ·  ${words.customerVatId}: ${invoice.buyer.vatId}`
    paper.need(mm(12))
    paper.flow(reason, area.left, area.right - area.left, { ...text, weight: 600 })
    paper.flow(vatIds, area.left, area.right - area.left, { ...text, colour: ink.normal })
    paper.y += mm(2)
  }
}

function vatLabel(group: VatGroup, { language, ...invoice }: Invoice): string {
  const words = wordsOf({ language })
  const net = money(group.net, { ...invoice, language })
  return words.vat(decimal(group.rate, language), net)
}

function writeSum(paper: Paper, label: string, figures: string) {
  const space = area.right - left - paper.width(figures, text) - mm(3)
  paper.writeFitted(label, left, paper.y, space, { ...text, colour: ink.normal })
  paper.write(figures, area.right, paper.y, text, 'right')
  paper.y += pitch
}

/** How to pay; for a cancellation, that nothing is to be paid. */
export function drawPayment(paper: Paper, invoice: Invoice): void {
  const { totals, seller, language, dueDate, paymentTerms } = invoice
  const words = wordsOf(invoice)
  const width = area.right - area.left
  if (totals.payable <= 0) {
    paper.need(mm(10))
    paper.flow(words.nothingToPay, area.left, width, text)
    return
  }
  paper.need(mm(14 + seller.bankAccounts.length * 12))
  const sum = money(totals.payable, invoice)
  const request = dueDate ? words.payUntil(sum, day(dueDate, language)) : words.pay(sum)
  paper.flow(request, area.left, width, { ...text, weight: 600 })
  if (paymentTerms) {
    paper.flow(paymentTerms.text, area.left, width, { ...text, colour: ink.normal })
  }
  paper.y += mm(2.5)
  paper.rule(area.left, area.right, paper.y, lines.soft)
  paper.y += mm(2.5)
  const columnX = [area.left, mm(80), mm(108), mm(152)]
  for (const account of seller.bankAccounts) {
    const facts: [string, string | null][] = [
      ['IBAN', groupedIban(account.iban)],
      ['BIC', account.bic],
      [words.bank, account.bankName],
      [words.remittance, invoice.number],
    ]
    paper.need(mm(11))
    facts.forEach(([label, value], index) => {
      if (!value) return
      const x = columnX[index]
      const space = (columnX[index + 1] ?? area.right) - x - mm(2)
      paper.write(label, x, paper.y, { size: 7.5, colour: ink.soft })
      paper.writeFitted(value, x, paper.y + mm(3.8), space, text)
    })
    paper.y += mm(11)
  }
}

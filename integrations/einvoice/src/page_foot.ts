import type { Invoice, Seller } from './invoice.ts'
import { groupedIban } from './invoice_format.ts'
import { wordsOf } from './invoice_words.ts'
import { area, ink, lines, mm, type Paper, type TextStyle } from './paper.ts'

const small: TextStyle = { size: 6.8, colour: ink.soft }
const columnX = [25, 63, 104, 145].map(mm)

/** Writes page numbers and the company data of § 35a GmbHG under every page of the finished letter. */
export function drawPageFeet(paper: Paper, invoice: Invoice): void {
  const words = wordsOf(invoice)
  const columns = companyData(invoice.seller, words)
  const { count } = paper.document.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    paper.document.switchToPage(index)
    paper.rule(area.left, area.right, mm(270), lines.soft)
    const page = words.page(index + 1, count)
    paper.write(page, area.right, mm(265.4), { ...small, size: 7.5 }, 'right')
    columns.forEach((texts, column) => drawColumn(paper, texts, column))
  }
}

function drawColumn(paper: Paper, texts: string[], column: number) {
  const width = (columnX[column + 1] ?? area.right + mm(3)) - columnX[column] - mm(3)
  const wrapped = texts.flatMap((text) => paper.wrap(text, width, small))
  // The last line ends 8 mm above the edge, which every printer reaches.
  const pitch = Math.min(mm(2.9), mm(17) / wrapped.length)
  wrapped.forEach((line, row) => {
    const style = { ...small, size: Math.min(small.size, pitch / 1.15) }
    paper.write(line, columnX[column], mm(272.2) + row * pitch, style)
  })
}

function companyData(seller: Seller, words: ReturnType<typeof wordsOf>): string[][] {
  const { street, extra, postcode, city } = seller.address
  const directors = seller.managingDirectors
  const account = seller.bankAccounts[0]
  const columns: (string | null | undefined)[][] = [
    [seller.name, street, extra, `${postcode} ${city}`],
    [seller.phone, seller.email, seller.website],
    [
      seller.registration,
      directors.length
        ? `${words.managingDirectors(directors.length)}: ${directors.join(', ')}`
        : null,
    ],
    [
      seller.vatId && `${words.vatId} ${seller.vatId}`,
      seller.taxNumber && `${words.taxNumber} ${seller.taxNumber}`,
      account?.bankName,
      account && `IBAN ${groupedIban(account.iban)}`,
      account?.bic && `BIC ${account.bic}`,
    ],
  ]
  return columns.map((texts) => texts.filter((text): text is string => Boolean(text)))
}

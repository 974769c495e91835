import { requireIssuable } from './check_invoice.ts'
import { facturXMetadata } from './factur_x_metadata.ts'
import { profileOf, type Invoice } from './invoice.ts'
import { day } from './invoice_format.ts'
import { wordsOf } from './invoice_words.ts'
import { invoiceXml } from './invoice_xml.ts'
import { drawLetterHead } from './letter_head.ts'
import { drawLines } from './line_table.ts'
import { drawPageFeet } from './page_foot.ts'
import { area, blankDocument, ink, mm, Paper } from './paper.ts'
import { readableColour } from './readable_colour.ts'
import { drawTimeAnnex } from './time_annex.ts'
import { drawPayment, drawTotals } from './totals_block.ts'

/**
 * The document as PDF/A-3b with its XML inside (Factur-X/ZUGFeRD). Reads nothing but its font
 * files; all dates come from the issue date, so the same invoice gives the same bytes.
 *
 * @throws InvoiceRefused when `checkInvoice` finds a problem
 */
export async function invoicePdf(invoice: Invoice): Promise<Buffer> {
  requireIssuable(invoice)
  const xml = await invoiceXml(invoice)
  const issuedAt = new Date(`${invoice.issueDate}T12:00:00Z`)
  const profile = profileOf(invoice)
  const document = blankDocument({
    subset: 'PDF/A-3b',
    pdfVersion: '1.7',
    lang: invoice.language,
    displayTitle: true,
    info: {
      // pdfkit writes the title into XMP without escaping it.
      Title: titleOf(invoice).replace(/[<>&]/g, ' '),
      Producer: 'Kontor',
      Creator: 'Kontor',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  })
  // The types of pdfkit do not know `relationship` yet.
  const attachment: PDFKit.Mixins.PDFAttachmentOptions & { relationship: 'Alternative' } = {
    name: profile.fileName,
    type: 'text/xml',
    relationship: 'Alternative',
    description: wordsOf(invoice).attachedXml,
    creationDate: issuedAt,
    modifiedDate: issuedAt,
  }
  document.file(Buffer.from(xml), attachment)
  document.appendXML(facturXMetadata(profile, invoice.seller.name))
  draw(document, invoice)
  return finished(document)
}

function draw(document: PDFKit.PDFDocument, invoice: Invoice) {
  const colour = readableColour(invoice.brandColour)
  const paper: Paper = new Paper(document, () => drawContinuation(paper, invoice, colour))
  document.addPage()
  drawLetterHead(paper, invoice, colour)
  drawSubject(paper, invoice)
  drawLines(paper, invoice, colour)
  drawTotals(paper, invoice, colour)
  drawPayment(paper, invoice)
  drawTimeAnnex(paper, invoice, colour)
  drawPageFeet(paper, invoice)
}

function drawSubject(paper: Paper, invoice: Invoice) {
  const { cancels, language, serviceKind, notes } = invoice
  const words = wordsOf(invoice)
  const width = area.right - area.left
  paper.flow(titleOf(invoice), area.left, width, { size: 15, weight: 600 })
  if (serviceKind) paper.flow(serviceKind, area.left, width, { size: 9.5, colour: ink.normal })
  paper.y += mm(3)
  const cancelled = cancels ? [words.cancels(cancels.number, day(cancels.issueDate, language))] : []
  for (const note of [...cancelled, ...notes]) {
    paper.flow(note, area.left, width, { size: 9 })
    paper.y += mm(1.5)
  }
  paper.y += mm(3.5)
}

/** The head of every page after the first: whose document this is, and which. */
function drawContinuation(paper: Paper, invoice: Invoice, colour: string) {
  const style = { size: 8.5, weight: 600, colour } as const
  const title = { size: 8.5, colour: ink.soft }
  paper.document.rect(0, 0, mm(210), mm(1.4)).fill(colour)
  paper.writeFitted(invoice.seller.name, area.left, mm(18), mm(105), style)
  paper.write(titleOf(invoice), area.right, mm(18), title, 'right')
}

function titleOf(invoice: Invoice): string {
  return `${wordsOf(invoice)[invoice.kind]} ${invoice.number}`
}

function finished(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
    document.end()
  })
}

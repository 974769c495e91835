import type { Invoice, TimeEntry } from './invoice.ts'
import { day, duration } from './invoice_format.ts'
import { wordsOf } from './invoice_words.ts'
import { drawTable, type Column, type Row } from './ledger_table.ts'
import { area, ink, mm, type Paper, type TextStyle } from './paper.ts'

const work: TextStyle = { size: 8.5 }
const details: TextStyle = { size: 7.5, colour: ink.soft }

/** The times behind the lines, on pages of their own. */
export function drawTimeAnnex(paper: Paper, invoice: Invoice, colour: string): void {
  const { times, language } = invoice
  if (!times.length) return
  const words = wordsOf(invoice)
  paper.startPage()
  paper.write(words.annexTitle, area.left, paper.y, { size: 15, weight: 600 })
  paper.y += mm(8)
  const title = `${words[invoice.kind]} ${invoice.number}`
  paper.write(words.annexFor(title), area.left, paper.y, { size: 9, colour: ink.normal })
  paper.y += mm(9)
  const columns: Column[] = [
    { title: words.date, x: area.left, width: mm(19) },
    { title: words.ticket, x: mm(46), width: mm(15) },
    { title: words.description, x: mm(63), width: mm(96) },
    { title: words.worked, x: mm(173), width: mm(12), align: 'right' },
    { title: words.billed, x: area.right, width: mm(15), align: 'right' },
  ]
  const rows = times.map((entry): Row => {
    const cells = [
      day(entry.date, language),
      entry.ticketNumber ?? '–',
      '',
      duration(entry.minutes),
      duration(entry.billedMinutes),
    ]
    const facts = entry.outcome ? `${entry.person}  ·  ${entry.outcome}` : entry.person
    return {
      cells,
      paragraphs: [
        { text: entry.text, style: work },
        { text: facts, style: details },
      ],
    }
  })
  drawTable(paper, colour, columns, 2, rows)
  drawSum(paper, words.sum, times)
}

function drawSum(paper: Paper, label: string, times: TimeEntry[]) {
  const total = (minutes: (entry: TimeEntry) => number) =>
    duration(times.reduce((sum, entry) => sum + minutes(entry), 0))
  const style: TextStyle = { size: 9, weight: 600 }
  paper.need(mm(8))
  paper.y += mm(2.5)
  paper.write(label, mm(63), paper.y, style)
  paper.write(
    total((entry) => entry.minutes),
    mm(173),
    paper.y,
    style,
    'right'
  )
  paper.write(
    total((entry) => entry.billedMinutes),
    area.right,
    paper.y,
    style,
    'right'
  )
}

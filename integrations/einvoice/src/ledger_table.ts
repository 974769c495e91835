import { area, ink, lines, mm, type Paper, type TextStyle } from './paper.ts'

export interface Column {
  title: string
  /** Left edge of a left-aligned column, right edge of a right-aligned one. */
  x: number
  width: number
  align?: 'left' | 'right'
}

export interface Row {
  /** One short text per column; the text column's own is ignored. */
  cells: string[]
  /** What stands in the text column, wrapped, and broken over pages where it must be. */
  paragraphs: { text: string; style: TextStyle }[]
}

const padding = mm(1.7)
const leading = 1.4
const cell: TextStyle = { size: 8.5 }
const carriedHeight = mm(6)

/**
 * A table that runs over pages: its header is repeated, and with `carried` the running sum is
 * written at the foot of a page and again at the head of the next.
 */
export function drawTable(
  paper: Paper,
  colour: string,
  columns: Column[],
  textColumn: number,
  rows: Row[],
  carried?: (rowsDone: number) => string
): void {
  let rowsDone = 0
  const reserve = carried ? carriedHeight : 0
  const writeCarried = () => {
    if (!carried || rowsDone === 0) return
    const style = { ...cell, colour: ink.soft }
    paper.write(carried(rowsDone), area.right, paper.y + mm(1.4), style, 'right')
    paper.y += carriedHeight
  }
  // A header without a row beneath it would be a widow.
  paper.need(mm(24))
  drawHeader(paper, colour, columns)
  paper.breaks = {
    before: writeCarried,
    after: () => {
      drawHeader(paper, colour, columns)
      writeCarried()
    },
  }
  for (const row of rows) {
    drawRow(paper, columns, textColumn, row, reserve, () => {
      rowsDone += 1
    })
  }
  paper.breaks = null
}

function drawHeader(paper: Paper, colour: string, columns: Column[]) {
  const style: TextStyle = { size: 7.5, weight: 500, colour: ink.soft }
  for (const { title, x, align } of columns) paper.write(title, x, paper.y, style, align)
  paper.y += mm(4.6)
  paper.rule(area.left, area.right, paper.y, colour, 0.9)
}

function drawRow(
  paper: Paper,
  columns: Column[],
  textColumn: number,
  { cells, paragraphs }: Row,
  reserve: number,
  onFirstLine: () => void
) {
  const textLines = paragraphs.flatMap(({ text, style }) =>
    paper.wrap(text, columns[textColumn].width, style).map((line) => ({ line, style }))
  )
  const height = textLines.reduce((sum, { style }) => sum + style.size * leading, padding * 2)
  // A row stays in one piece, unless it is so long that the gap would look like the end.
  paper.need(Math.min(height, mm(70)), reserve)
  paper.y += padding
  columns.forEach(({ x, width, align }, index) => {
    if (index === textColumn) return
    paper.writeFitted(cells[index], x, paper.y + 0.35, width, cell, align)
  })
  onFirstLine()
  for (const { line, style } of textLines) {
    paper.need(style.size * leading, reserve)
    paper.write(line, columns[textColumn].x, paper.y, style)
    paper.y += style.size * leading
  }
  paper.y += padding
  paper.rule(area.left, area.right, paper.y, lines.soft)
}

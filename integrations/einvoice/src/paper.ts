import PDFDocument from 'pdfkit'
import { facePaths, type Weight } from './inter_faces.ts'
import { unpackedFont } from './unpacked_font.ts'
import { printable } from './printable.ts'

export interface TextStyle {
  size: number
  weight?: Weight
  colour?: string
}

/** A stretch of a line set with one font file. */
interface Run {
  text: string
  face: string
  isFigures: boolean
}

export const ink = { strong: '#1a242a', normal: '#4e585e', soft: '#6d767b' }
export const lines = { strong: '#c5cccf', soft: '#dfe4e6' }

/** Millimetres as PDF points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

/** The text area of an A4 letter after DIN 5008; the foot of the page lies below `bottom`. */
export const area = { left: mm(25), right: mm(190), top: mm(34), bottom: mm(262) }

/** The typography of line breaks and page breaks over a PDF document. `y` is where writing goes on. */
export class Paper {
  readonly document: PDFKit.PDFDocument
  y = 0
  /** Called around every page break, to close and reopen what runs over it. */
  breaks: { before(): void; after(): void } | null = null
  readonly #newPage: () => void
  readonly #faces = new Map<string, string | null>()

  constructor(document: PDFKit.PDFDocument, newPage: () => void) {
    this.document = document
    this.#newPage = newPage
  }

  /** Goes to a new page unless `height` points are left above `reserve`. */
  need(height: number, reserve = 0): void {
    if (this.y + height + reserve <= area.bottom) return
    this.breaks?.before()
    this.startPage()
    this.breaks?.after()
  }

  startPage(): void {
    this.document.addPage()
    this.y = area.top
    this.#newPage()
  }

  /** Writes one line with its top at `y`; right-aligned text ends at `x`. */
  write(text: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left') {
    let left = align === 'right' ? x - this.width(text, style) : x
    this.document.fillColor(style.colour ?? ink.strong)
    for (const run of this.#runs(text, style)) {
      this.#useFace(run.face).fontSize(style.size)
      this.document.text(run.text, left, y, { lineBreak: false, features: features(run) })
      left += this.#runWidth(run, style)
    }
  }

  /** Writes one line no wider than `width`: smaller where it must be, cut where that is not enough. */
  writeFitted(
    text: string,
    x: number,
    y: number,
    width: number,
    style: TextStyle,
    align: 'left' | 'right' = 'left'
  ): void {
    const scale = Math.max(0.6, Math.min(1, width / this.width(text, style)))
    const smaller = { ...style, size: style.size * scale }
    const baselineShift = (style.size - smaller.size) * 0.97
    let fitting = text
    while (this.width(fitting, smaller) > width + 0.01) {
      fitting = `${fitting.replace(/…$/, '').slice(0, -1)}…`
    }
    this.write(fitting, x, y + baselineShift, smaller, align)
  }

  width(text: string, style: TextStyle): number {
    return this.#runs(text, style).reduce((sum, run) => sum + this.#runWidth(run, style), 0)
  }

  /** Breaks text at spaces, and inside a word only where it is longer than a line. */
  wrap(text: string, width: number, style: TextStyle): string[] {
    return printable(text)
      .split('\n')
      .flatMap((paragraph) => this.#wrapParagraph(paragraph, width, style))
  }

  /** Writes wrapped text at `y`, over page breaks, and moves on. */
  flow(text: string, x: number, width: number, style: TextStyle, leading = 1.45): void {
    for (const line of this.wrap(text, width, style)) {
      this.need(style.size * leading)
      this.write(line, x, this.y, style)
      this.y += style.size * leading
    }
  }

  rule(from: number, to: number, y: number, colour: string, thickness = 0.5): void {
    this.document.lineWidth(thickness).strokeColor(colour).moveTo(from, y).lineTo(to, y).stroke()
  }

  #wrapParagraph(paragraph: string, width: number, style: TextStyle): string[] {
    const wrapped: string[] = []
    let current = ''
    for (const word of paragraph.split(/ +/)) {
      const longer = current ? `${current} ${word}` : word
      if (this.width(longer, style) <= width) {
        current = longer
        continue
      }
      if (current) wrapped.push(current)
      current = word
      while (this.width(current, style) > width) {
        const fitting = this.#fittingStart(current, width, style)
        wrapped.push(fitting)
        current = current.slice(fitting.length)
      }
    }
    return [...wrapped, current]
  }

  #fittingStart(word: string, width: number, style: TextStyle): string {
    const characters = [...word]
    let fitting = characters[0]
    for (const character of characters.slice(1)) {
      if (this.width(fitting + character, style) > width) break
      fitting += character
    }
    return fitting
  }

  #runWidth(run: Run, style: TextStyle): number {
    this.#useFace(run.face).fontSize(style.size)
    return this.document.widthOfString(run.text, { features: features(run) })
  }

  /** Splits a line where the font file has to change, and where figures begin and end. */
  #runs(line: string, { weight = 400 }: TextStyle): Run[] {
    const runs: Run[] = []
    for (const character of typeable(line)) {
      const face = this.#faceOf(character, weight)
      const [text, path] = face ? [character, face] : ['?', facePaths(weight)[0]]
      const last = runs.at(-1)
      const isFigures = /[\d.,:−]/.test(text)
      if (last?.face === path && last.isFigures === isFigures) last.text += text
      else runs.push({ text, face: path, isFigures })
    }
    return runs
  }

  #faceOf(character: string, weight: Weight): string | null {
    const key = `${weight}${character}`
    const known = this.#faces.get(key)
    if (known !== undefined) return known
    const face = facePaths(weight).find((path) => this.#hasGlyph(path, character)) ?? null
    this.#faces.set(key, face)
    return face
  }

  #useFace(path: string): PDFKit.PDFDocument {
    return this.document.registerFont(path, unpackedFont(path)).font(path)
  }

  #hasGlyph(path: string, character: string): boolean {
    this.#useFace(path)
    // PDF/A forbids the missing-glyph box, and only the opened font knows what it has.
    const opened = this.document as unknown as OpenedFont
    return opened._font.font.hasGlyphForCodePoint(character.codePointAt(0)!)
  }
}

interface OpenedFont {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

/** Figures are of equal width everywhere, so that amounts and dates stand in columns. */
function features({ isFigures }: Run): PDFKit.Mixins.OpenTypeFeatures[] | undefined {
  return isFigures ? ['tnum'] : undefined
}

/** Invisible format characters have no glyph; a few spaces and hyphens have a plain twin. */
function typeable(text: string): string {
  return printable(text)
    .replaceAll('\u2011', '-')
    .replace(/[\u2000-\u200a\u202f\u205f]/g, '\u00a0')
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, '')
}

/** An empty document that keeps its pages open until the end. */
export function blankDocument(options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // None to begin with: left out, pdfkit refers to Helvetica without embedding it, which is no PDF/A.
    font: '',
    ...options,
  })
}

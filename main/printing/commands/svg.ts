import receiptline from 'receiptline'
import { encodeLetter } from '../cp949.ts'
import { letterCells, lettersOf, textCells } from '../letters.ts'
import { qrModules } from '../qr.ts'

type CommandSet = NonNullable<typeof base>

/** What receiptline's picture keeps while it is drawn. */
interface Drawing {
  charWidth: number
  receiptId: string
  svgWidth: number
  svgHeight: number
  svgContent: string
  textElement: string
  textAttributes: Record<string, string>
  textPosition: number
  textScale: number
  lineMargin: number
  lineWidth: number
  lineAlign: number
}

type Qr = Parameters<CommandSet['qrcode']>[0]

const base = receiptline.commands.svg

/**
 * Fonts of the reader's machine in which Hangul is as wide as two digits; every letter has its own place anyway.
 * Behind them those that have Hangul at all; the last one is the screens' own, for a picture that stands in their page.
 */
const FONTS =
  "D2Coding,NanumGothicCoding,'Nanum Gothic Coding','Noto Sans Mono CJK KR',Menlo,Consolas,monospace,'Malgun Gothic','Apple SD Gothic Neo','Pretendard Variable'"
const FONT_DOTS = 22
const MARGIN_DOTS = 24

/**
 * The picture of a receipt: white paper, no script, nothing loaded from elsewhere, the same text the same picture.
 * Each letter is centred in its own cells, so that columns are straight whatever font the reader has.
 */
export const svgCommands: CommandSet = {
  ...base,
  arrayFrom: lettersOf,
  measureText: textCells,
  text(this: CommandSet & Drawing, text) {
    const letters = lettersOf(text).map((letter) => this.letter(letter))
    const attributes = Object.entries(this.textAttributes).map(([name, value]) => ` ${name}="${value}"`)
    this.textElement += `<text${attributes.join('')}>${letters.join('')}</text>`
    return ''
  },
  /** One letter at the present place, which then moves on by the letter's cells. */
  letter(this: Drawing, letter: string) {
    const cells = letterCells(letter)
    const centreDots = ((this.textPosition + (cells * this.textScale) / 2) * this.charWidth) / this.textScale
    this.textPosition += cells * this.textScale
    // A letter the printer does not know may come from any font in any width, and is fitted into its cells.
    const fitted = encodeLetter(letter) === undefined
    const fit = fitted ? ` textLength="${cells * this.charWidth}" lengthAdjust="spacingAndGlyphs"` : ''
    return `<tspan x="${Math.round(centreDots * 100) / 100}"${fit}>${escapeXml(letter)}</tspan>`
  },
  em(this: Drawing) {
    this.textAttributes['font-weight'] = '700'
    return ''
  },
  /** The same modules as on paper; neighbours in a row are one bar, so that a long order's picture stays small. */
  qrcode(this: Drawing, { data, cell }: Qr) {
    const rows = qrModules(data)
    const bars = rows.flatMap((row, y) =>
      darkRuns(row).map(({ from, to }) => `M${from * cell},${y * cell}h${(to - from) * cell}v${cell}H${from * cell}z`),
    )
    const sizeDots = rows.length * cell
    const restDots = this.lineWidth * this.charWidth - sizeDots
    const left = Math.floor(this.lineMargin * this.charWidth + (restDots * this.lineAlign) / 2)
    const path = `<path d="${bars.join('')}" shape-rendering="crispEdges"/>`
    this.svgContent += `<g transform="translate(${left},${this.svgHeight})">${path}</g>`
    this.svgHeight += sizeDots
    return ''
  },
  close(this: Drawing) {
    const width = this.svgWidth + 2 * MARGIN_DOTS
    const height = this.svgHeight + 2 * MARGIN_DOTS
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
      `<rect width="${width}" height="${height}" fill="#fff"/>`,
      `<g transform="translate(${MARGIN_DOTS},${MARGIN_DOTS})" fill="#000" font-family="${FONTS}" font-size="${FONT_DOTS}"`,
      ` dominant-baseline="text-after-edge" text-anchor="middle" lang="ko">${this.svgContent}</g></svg>\n`,
    ].join('')
  },
}

/** Where dark modules stand beside each other: from the first of them to the one behind the last. */
function darkRuns(row: readonly boolean[]): { readonly from: number; readonly to: number }[] {
  const edges = [...row, false].flatMap((isDark, x) => (isDark === (row[x - 1] ?? false) ? [] : [x]))
  return edges.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: edges[i + 1]! }] : []))
}

const ENTITIES: Readonly<Record<string, string>> = { ' ': '&#xa0;', '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escapeXml(text: string): string {
  return text.replace(/[ &<>]/g, (sign) => ENTITIES[sign]!)
}

import { textCells, wrapText } from './letters.ts'
import { qrModuleDots } from './qr.ts'

/** The paper's width; what stands in the settings. */
export type Paper = '58' | '80'

/** At 203 to the inch. */
export const PAPER_DOTS: Readonly<Record<Paper, number>> = { '58': 384, '80': 576 }

/** Cells in a line, of 12 dots each. */
export const COLUMNS: Readonly<Record<Paper, number>> = { '58': 32, '80': 48 }

/**
 * Lines of receiptline's markup (receiptline.org). Every function takes clean text, escapes it, and returns whole
 * lines; text that is too long is wrapped here, so that the layout never depends on what a name contains.
 */

/** Twice or three times as wide and high. */
export type Size = 2 | 3
const SCALE: Readonly<Record<Size, string>> = { 2: '^^^', 3: '^^^^' }

export const RULE = '-'
export const EMPTY = '|~ |'

/** Lets nothing in the text be read as markup: no column, property, rule, cut, size or emphasis. */
export function escapeMarkup(text: string): string {
  const escaped = text.replace(/[\\|{}"`~_^]/g, '\\$&')
  return /^-+$|^=+$/.test(escaped) ? escaped.replace(/[-=]/g, '\\$&') : escaped
}

export function centred(text: string, columns: number): string[] {
  return wrapText(text, columns).map((line) => (line === '' ? EMPTY : escapeMarkup(line)))
}

export function centredBold(text: string, columns: number): string[] {
  return wrapText(text, columns).map((line) => `"${escapeMarkup(line)}"`)
}

/** In the largest of the sizes that fits the line; in bold where none does. */
export function centredLarge(text: string, columns: number, sizes: readonly Size[]): string[] {
  const size = sizes.find((candidate) => textCells(text) * candidate <= columns)
  if (size === undefined || text === '') return centredBold(text, columns)
  return [`${SCALE[size]}${escapeMarkup(text)}`]
}

export function leftAligned(text: string, columns: number): string[] {
  return wrapText(text, columns).map((line) => `|${escapeMarkup(line)} |`)
}

export interface PairStyle {
  /** Spaces before the left text. */
  readonly indent?: number
  readonly bold?: boolean
}

/** One text at the left edge and one at the right; on two lines where they do not fit beside each other. */
export function pair(left: string, right: string, columns: number, style: PairStyle = {}): string[] {
  const { indent = 0, bold = false } = style
  const quote = bold ? '"' : ''
  const rightCells = textCells(right)
  const leftCells = columns - rightCells - 1
  if (indent + textCells(left) <= leftCells) {
    const cells = `${'~'.repeat(indent)}${quote}${escapeMarkup(left)}${quote}`
    return columnsLine(cells, `${quote}${escapeMarkup(right)}${quote}`, leftCells, rightCells)
  }
  return [
    ...wrapText(left, columns - indent).map((line) => `|${'~'.repeat(indent)}${quote}${escapeMarkup(line)}${quote} |`),
    ...wrapText(right, columns).map((line) => `| ${quote}${escapeMarkup(line)}${quote}|`),
  ]
}

/** As `pair`, with the right text in double size where that fits. */
export function pairLarge(left: string, right: string, columns: number): string[] {
  const rightCells = textCells(right) * 2
  const large = `${SCALE[2]}${escapeMarkup(right)}`
  if (rightCells > columns) return pair(left, right, columns, { bold: true })
  const leftCells = columns - rightCells - 1
  if (textCells(left) <= leftCells) return columnsLine(`"${escapeMarkup(left)}"`, large, leftCells, rightCells)
  return [...wrapText(left, columns).map((line) => `|"${escapeMarkup(line)}" |`), `| ${large}|`]
}

/** Two columns for this line only. */
function columnsLine(left: string, right: string, leftCells: number, rightCells: number): string[] {
  return [`{width:${leftCells},${rightCells}}`, `|${left} | ${right}|`, '{width:auto}']
}

/** Letters, digits and the signs that mean nothing in markup: a code's data that needs no escaping. */
const PLAIN_DATA = /^[A-Za-z0-9 ./-]{1,64}$/
const PLAIN_QR_DATA = /^[A-Za-z0-9$+./:-]{1,734}$/

/** Large enough for any phone, and no larger: paper costs money. */
const MAX_QR_MODULE_DOTS: Readonly<Record<Paper, number>> = { '58': 4, '80': 5 }

export function code128(data: string, moduleDots: number, heightDots: number): string[] {
  return PLAIN_DATA.test(data) ? [`{code:${data};option:code128,${moduleDots},${heightDots}}`] : []
}

/** None where the data could be read as markup, or where the code would not fit on the paper. */
export function qrCode(data: string, paper: Paper): string[] {
  const dots = PLAIN_QR_DATA.test(data) ? qrModuleDots(data, PAPER_DOTS[paper], MAX_QR_MODULE_DOTS[paper]) : undefined
  return dots === undefined ? [] : [`{code:${data};option:qrcode,${dots},m}`]
}

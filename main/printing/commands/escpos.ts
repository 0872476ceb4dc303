import receiptline from 'receiptline'
import { lettersOf, printerBytes, textCells } from '../letters.ts'
import { qrModules, type QrModules } from '../qr.ts'

type CommandSet = NonNullable<typeof base>
type Qr = Parameters<CommandSet['qrcode']>[0]
type PrinterOptions = Parameters<CommandSet['open']>[0]

/** Receiptline's plain ESC/POS: numeric parameters throughout, which both Epson's printers and the others take. */
const base = receiptline.commands.generic

const ESC = '\x1b'
const FS = '\x1c'
const GS = '\x1d'
/** Paper is fed by hand past the tear bar where there is no cutter; printers of 58 mm seldom have one. */
const FEED_LINES_BY_COLUMNS: Readonly<Record<number, number>> = { 32: 3 }

/**
 * The ESC/POS of Korean printers: CP949 text (FS &), letters measured as they are printed, rules of hyphens since not
 * every printer has the page of line elements, QR codes as pictures, and no status asked of a printer
 * that may be a file: whoever has a connection asks for itself.
 */
export const escposCommands: CommandSet = {
  ...base,
  feedLines: 0,
  arrayFrom: lettersOf,
  measureText: textCells,
  open(printer: PrinterOptions) {
    this.feedLines = FEED_LINES_BY_COLUMNS[printer.cpl ?? 0] ?? 0
    // Page 0 and the American set keep ASCII as it is; the Korean set would print a backslash as the won sign.
    return `${base.open.call(this, printer)}${ESC}t\0${ESC}R\0${FS}&`
  },
  close() {
    const feed = this.feedLines > 0 ? `${ESC}d${String.fromCharCode(this.feedLines)}` : ''
    return `${feed}${this.cut()}`
  },
  text: (text) => binaryString(printerBytes(text)),
  hr: (width) => '-'.repeat(width),
  qrcode: ({ data, cell }: Qr) => raster(qrModules(data), cell),
}

/** GS v 0: rows of dots, eight to a byte, from the left. */
function raster(modules: QrModules, moduleDots: number): string {
  const sizeDots = modules.length * moduleDots
  const rowBytes = Math.ceil(sizeDots / 8)
  const rows = modules.map((row) => {
    const bytes = new Uint8Array(rowBytes)
    for (let x = 0; x < sizeDots; x++) if (row[Math.floor(x / moduleDots)]) bytes[x >> 3]! |= 0x80 >> (x & 7)
    return binaryString(bytes).repeat(moduleDots)
  })
  const size = [rowBytes & 255, rowBytes >> 8, sizeDots & 255, sizeDots >> 8]
  return `${GS}v0\0${String.fromCharCode(...size)}${rows.join('')}`
}

function binaryString(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

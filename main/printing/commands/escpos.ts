import receiptline from 'receiptline'
import { lettersOf, printerBytes, textCells } from '../letters.ts'

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
 * every printer has the page of line elements, QR codes drawn by the printer itself, and no status asked of a printer
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
  qrcode: ({ data, cell, level }: Qr) =>
    [
      qrFunction(65, '2\0'),
      qrFunction(67, String.fromCharCode(cell)),
      qrFunction(69, String.fromCharCode(48 + 'lmqh'.indexOf(level))),
      qrFunction(80, `0${data}`),
      qrFunction(81, '0'),
    ].join(''),
}

/** GS ( k of symbol type 49, QR code. */
function qrFunction(number: number, parameters: string): string {
  const length = parameters.length + 2
  return `${GS}(k${String.fromCharCode(length & 255, length >> 8, 49, number)}${parameters}`
}

function binaryString(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

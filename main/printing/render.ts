import receiptline from 'receiptline'
import type { ReceiptDocument } from '../../domain/receipt.ts'
import { escposCommands } from './commands/escpos.ts'
import { svgCommands } from './commands/svg.ts'
import { COLUMNS, type Paper } from './markup.ts'
import { receiptMarkup } from './receipt-markup.ts'

/** ESC/POS commands with text in CP949, for one sheet, cut off at its end. */
export function renderBytes(markup: string, paper: Paper): Uint8Array {
  return Buffer.from(transform(markup, paper, escposCommands), 'latin1')
}

/** An SVG document of the same lines, safe to show as an image: it holds no script and loads nothing. */
export function renderSvg(markup: string, paper: Paper): string {
  return transform(markup, paper, svgCommands)
}

export function receiptBytes(receipt: ReceiptDocument, paper: Paper): Uint8Array {
  return renderBytes(receiptMarkup(receipt, paper), paper)
}

export function receiptSvg(receipt: ReceiptDocument, paper: Paper): string {
  return renderSvg(receiptMarkup(receipt, paper), paper)
}

function transform(markup: string, paper: Paper, command: typeof escposCommands): string {
  return receiptline.transform(markup, { cpl: COLUMNS[paper], encoding: 'ksc5601', spacing: true, command })
}

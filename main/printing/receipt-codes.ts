import type { ReceiptDocument } from '../../domain/receipt.ts'
import type { Paper } from './markup.ts'

/** What the QR code of a receipt says: the number for people's eyes, the id for whoever looks the order up. */
export function orderQrText(receipt: Pick<ReceiptDocument, 'number' | 'orderId'>): string {
  return `${receipt.number}/${receipt.orderId}`
}

/** Blank modules that a scanner needs on each side. */
const QUIET_MODULES = 10
const DOTS: Readonly<Record<Paper, number>> = { '58': 384, '80': 576 }

/**
 * How wide the bars of a number can be on a paper.
 * @returns dots for one module; undefined where the bars would not fit at all, so that none are printed.
 */
export function code128ModuleDots(data: string, paper: Paper): 2 | 3 | undefined {
  // Every character as one symbol of 11 modules is the widest it gets: runs of digits take less.
  const modules = (data.length + 2) * 11 + 13 + 2 * QUIET_MODULES
  if (modules * 3 <= DOTS[paper]) return 3
  return modules * 2 <= DOTS[paper] ? 2 : undefined
}

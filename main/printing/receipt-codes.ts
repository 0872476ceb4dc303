import { rebuildOrder, type PaperPlace } from '../../domain/compact-order.ts'
import { decodeCompactOrder } from '../../domain/compact-read.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import type { Order } from '../../domain/order.ts'
import type { ReceiptDocument, ReceiptProof } from '../../domain/receipt.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { signPaperOrder } from '../../trust/paper-order.ts'
import type { SigningKey } from '../../trust/signing.ts'
import { PAPER_DOTS, type Paper } from './markup.ts'

/** Enough of a chain's head to tell it from any other that someone might show. */
const HEAD_DIGITS = 12

/**
 * What of the journal goes on an order's receipt, and on every copy of it.
 * @param place of the order's fact, with the chain's head after it.
 */
export function receiptProof(
  order: Order,
  place: PaperPlace & { readonly chainHead: string },
  key: SigningKey,
): ReceiptProof {
  const compact = encodeCompactOrder(order, place)
  const codes = compact && comesBack(compact, order) ? signPaperOrder(key, compact) : []
  return { codes, journalHead: place.chainHead.slice(0, HEAD_DIGITS) }
}

/** Whether the very bytes that were hashed can be had from the code again. One that cannot help is not printed. */
function comesBack(compact: Uint8Array, order: Order): boolean {
  const decoded = decodeCompactOrder(compact)
  if (!decoded.ok) return false
  const key = (sku: string, catalogueVersion: number) => `${catalogueVersion} ${sku}`
  const goods = new Map(order.lines.map((line) => [key(line.sku, line.catalogueVersion), line]))
  const rebuilt = rebuildOrder(decoded.value, (sku, catalogueVersion) => goods.get(key(sku, catalogueVersion)))
  return rebuilt.ok && sha256Hex(JSON.stringify(rebuilt.value)) === decoded.value.place.bodyHash
}

/** What the QR code of a receipt says where it carries no order: the number for people, the id for whoever looks it up. */
export function orderQrText(receipt: Pick<ReceiptDocument, 'number' | 'orderId'>): string {
  return `${receipt.number}/${receipt.orderId}`
}

/** Blank modules that a scanner needs on each side. */
const QUIET_MODULES = 10

/**
 * How wide the bars of a number can be on a paper.
 * @returns dots for one module; undefined where the bars would not fit at all, so that none are printed.
 */
export function code128ModuleDots(data: string, paper: Paper): 2 | 3 | undefined {
  // Every character as one symbol of 11 modules is the widest it gets: runs of digits take less.
  const modules = (data.length + 2) * 11 + 13 + 2 * QUIET_MODULES
  if (modules * 3 <= PAPER_DOTS[paper]) return 3
  return modules * 2 <= PAPER_DOTS[paper] ? 2 : undefined
}

import { itemCount } from './cart.ts'
import { formatMinor, type Currency, type Minor } from './money.ts'
import type { Order } from './order.ts'
import type { Payment } from './payment.ts'
import { formatQuantity, type Unit } from './quantity.ts'

/** The language of whoever reads. */
export type Language = 'ko' | 'en'

/** What a receipt says, before any printer or picture: each side renders this one document. */
export interface ReceiptDocument {
  readonly language: Language
  readonly shopName: string
  readonly number: string
  readonly orderId: string
  readonly placedAtMs: number
  readonly zoneOffsetMin: number
  readonly currency: Currency
  readonly items: readonly ReceiptItem[]
  readonly itemCount: number
  readonly totalMinor: Minor
  readonly payments: readonly Payment[]
  /** A copy printed later says so. */
  readonly copy: boolean
  /** Goods and money are pretended. */
  readonly demonstration: boolean
  /** The texts of the codes that carry the signed order; none where it is too long or its place is not known. */
  readonly codes: readonly string[]
  /** The first digits of the journal's chain head after this order; null where its place is not known. */
  readonly journalHead: string | null
}

/** What of the journal stands on a receipt. */
export type ReceiptProof = Pick<ReceiptDocument, 'codes' | 'journalHead'>

export const NO_PROOF: ReceiptProof = { codes: [], journalHead: null }

export interface ReceiptItem {
  readonly name: string
  /** Size and colour, or empty. */
  readonly variant: string
  /** As people read it: 2, or 1.25. */
  readonly quantity: string
  readonly unit: Unit
  readonly price: string
  readonly total: string
}

export interface ReceiptSettings {
  readonly language: Language
  readonly shopName: string
  readonly zoneOffsetMin: number
  readonly demonstration: boolean
  readonly copy: boolean
}

export function receiptOf(order: Order, settings: ReceiptSettings, proof: ReceiptProof = NO_PROOF): ReceiptDocument {
  const { language } = settings
  return {
    ...settings,
    number: order.number,
    orderId: order.orderId,
    placedAtMs: order.placedAtMs,
    currency: order.currency,
    items: order.lines.map((line) => ({
      name: line.name[language],
      variant: [line.variant?.colour?.[language], line.variant?.size].filter(Boolean).join(' '),
      quantity: formatQuantity(line.quantity, line.unit),
      unit: line.unit,
      price: formatMinor(line.priceMinor, order.currency),
      total: formatMinor(line.totalMinor, order.currency),
    })),
    itemCount: itemCount(order.lines),
    totalMinor: order.totalMinor,
    payments: order.payments,
    ...proof,
  }
}

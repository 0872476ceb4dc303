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
}

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

export function receiptOf(order: Order, settings: ReceiptSettings): ReceiptDocument {
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
  }
}

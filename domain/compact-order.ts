import type { DoneBy, FactBody } from './fact.ts'
import { orderDocument, type Order, type OrderLine } from './order.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * An order in as few bytes as its receipt has room for. Left out is what whoever reads it knows already: names and
 * variants stand in the catalogue of the version that each line names, and sums follow from the rest. The hash of the
 * fact's body tells whether what was put together again is, byte for byte, what the terminal wrote.
 */
export interface CompactOrder extends Omit<Order, 'lines'> {
  readonly place: PaperPlace
  readonly doneBy: DoneBy
  readonly lines: readonly CompactLine[]
}

/** Where the order stands among its terminal's facts. */
export interface PaperPlace {
  readonly epoch: number
  readonly seq: number
  /** SHA-256 of the body of the `order.placed` fact, lower-case hex. */
  readonly bodyHash: string
}

export interface CompactLine extends Omit<OrderLine, 'name' | 'variant'> {
  /** What the clerk wrote, of goods that no catalogue has. */
  readonly requestName?: string
}

export type LookUp = (sku: string, catalogueVersion: number) => Pick<OrderLine, 'name' | 'variant'> | undefined

/**
 * What the order's fact says, as its terminal wrote it.
 * @param lookUp finds a product in the catalogue of a version; a name that has changed since makes another body.
 */
export function rebuildOrder(
  compact: CompactOrder,
  lookUp: LookUp,
): Result<Extract<FactBody, { kind: 'order.placed' }>, 'order.product_unknown'> {
  const lines: OrderLine[] = []
  for (const { requestName, ...line } of compact.lines) {
    const product = requestName === undefined ? lookUp(line.sku, line.catalogueVersion) : requested(requestName)
    if (!product) return fail('order.product_unknown', { sku: line.sku, catalogueVersion: line.catalogueVersion })
    lines.push({ ...line, name: product.name, variant: product.variant })
  }
  const { place: _, doneBy, ...order } = compact
  return ok({ kind: 'order.placed', ...doneBy, order: orderDocument({ ...order, lines }) })
}

function requested(text: string): Pick<OrderLine, 'name' | 'variant'> {
  return { name: { ko: text, en: text }, variant: null }
}

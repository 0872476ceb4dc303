import { REQUEST_SKU } from '../../domain/cart.ts'
import type { Currency } from '../../domain/money.ts'
import { checkOrderSums, type Order, type OrderLine } from '../../domain/order.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import type { LostVersions } from '../store/version-gaps.ts'
import { ACCEPTED, refused, type Judgement } from './judgement.ts'

/** What a product cost from a catalogue version on, and before another. */
export interface PriceSpan {
  readonly fromVersion: number
  readonly untilVersion: number | null
  readonly priceMinor: number
  readonly unit: string
  /** It stood in no catalogue then. */
  readonly removed: boolean
}

export interface OrderTerms {
  readonly currency: Currency
  /** The terminal's present number, then those that its earlier orders may bear. */
  readonly numbers: readonly number[]
  /** Everything a sku ever cost; empty where it was never known. */
  pricesOf(sku: string): readonly PriceSpan[]
  /** A version that this store cannot have given out, unless it was put back since: its prices hold as they are. */
  readonly isLost: LostVersions
}

/** Judges a new order of the terminal that sent it: by its own sums, then by what the store knows. */
export function judgeOrder(order: Order, terms: OrderTerms): Judgement {
  const number = parseOrderNumber(order.number)
  if (!number.ok) return refused('order.number_wrong', { number: order.number })
  const [present = 0] = terms.numbers
  if (!terms.numbers.includes(number.value.terminal))
    return refused('order.number_wrong', { number: order.number, terminal: present })
  const { currency } = terms
  if (order.currency.code !== currency.code || order.currency.digits !== currency.digits)
    return refused('order.currency_wrong', { expected: currency.code, found: order.currency.code })
  const twice = repeatedLineId(order.lines)
  if (twice !== undefined) return refused('fact.body_malformed', { where: 'order.lines', lineId: twice })
  const sums = checkOrderSums(order)
  if (!sums.ok) return refused(sums.code, sums.details)
  for (const line of order.lines) {
    const judgement = judgePrice(line, terms)
    if (judgement.outcome === 'refused') return judgement
  }
  return ACCEPTED
}

function repeatedLineId(lines: readonly OrderLine[]): string | undefined {
  const seen = new Set<string>()
  return lines.find(({ lineId }) => seen.size === seen.add(lineId).size)?.lineId
}

/**
 * The price, or the one that somebody changed for a reason, has to be what the product cost in the catalogue that the
 * line names. A version of which this store
 * knows nothing shows that it was put back from a copy: the price cannot be proved, and the customer has paid.
 */
function judgePrice(line: OrderLine, { pricesOf, isLost }: OrderTerms): Judgement {
  // Nobody knows what goods cost that no catalogue has.
  if (line.isRequest) return line.sku === REQUEST_SKU ? ACCEPTED : refused('order.product_unknown', { sku: line.sku })
  if (isLost(line.catalogueVersion)) return ACCEPTED
  const priceMinor = line.priceChange?.catalogueMinor ?? line.priceMinor
  const prices = pricesOf(line.sku)
  if (prices.length === 0) return refused('order.product_unknown', { sku: line.sku })
  const then = prices.find(
    ({ fromVersion, untilVersion }) =>
      fromVersion <= line.catalogueVersion && (untilVersion === null || untilVersion > line.catalogueVersion),
  )
  if (then && !then.removed && then.priceMinor === priceMinor && then.unit === line.unit) return ACCEPTED
  return refused('order.price_wrong', {
    sku: line.sku,
    priceMinor,
    catalogueVersion: line.catalogueVersion,
    ...(then && !then.removed ? { expectedMinor: then.priceMinor } : {}),
  })
}

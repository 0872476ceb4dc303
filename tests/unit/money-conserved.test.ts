import { describe, expect, test } from 'vitest'
import type { CartLine } from '../../domain/cart.ts'
import { discountOf, spreadDiscount, type Discount } from '../../domain/discount.ts'
import { giveBack, isAllGivenBack, quantityLeft, type GivenBack } from '../../domain/give-back.ts'
import { checkOrderSums, orderLine, type Order } from '../../domain/order.ts'
import { cashPayment, paidMinor, type Payment } from '../../domain/payment.ts'
import { roundingOf, roundToStep } from '../../domain/rounding.ts'
import { distinctLines, testId } from '../support/arbitrary.ts'
import { fc } from '../support/property.ts'

const discounts: fc.Arbitrary<Discount> = fc.oneof(
  fc.record({
    kind: fc.constant('percent' as const),
    value: fc.integer({ min: 1, max: 10_000 }),
    reason: fc.constant('r'),
  }),
  fc.record({
    kind: fc.constant('amount' as const),
    value: fc.integer({ min: 1, max: 300_000 }),
    reason: fc.constant('r'),
  }),
)
const maybeDiscount = fc.option(discounts, { nil: undefined })

/** An order of any lines and discounts, some of it paid by up to three cards, the rest in cash rounded to coins. */
const orders: fc.Arbitrary<Order> = fc
  .record({
    lines: distinctLines({ minLength: 1, maxLength: 8 }),
    lineDiscounts: fc.array(maybeDiscount, { minLength: 8, maxLength: 8 }),
    discount: maybeDiscount,
    cards: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
    step: fc.constantFrom(1, 5, 10, 50, 100),
    tendered: fc.nat(10_000),
  })
  .map(({ lines, lineDiscounts, discount, cards, step, tendered }) => {
    const ordered = lines.map((line: CartLine, at: number) =>
      orderLine(lineDiscounts[at] ? { ...line, discount: lineDiscounts[at] } : line),
    )
    const sum = paidMinor(ordered.map(({ totalMinor }) => ({ amountMinor: totalMinor })))
    const offMinor = discountOf(sum, discount)
    const totalMinor = sum - offMinor
    let left = totalMinor
    const payments: Payment[] = cards.map((part, at) => {
      const amountMinor = Math.floor(left * part)
      left -= amountMinor
      return { tender: 'card', amountMinor, attemptId: testId(100 + at), authorisation: 'A', last4: '1234' }
    })
    const rounding = roundingOf(left, step)
    const cashMinor = rounding ? roundToStep(left, step) : left
    payments.push(cashPayment(cashMinor, cashMinor + tendered)!)
    return {
      orderId: testId(1),
      number: '1-0001-3',
      terminalId: testId(2),
      placedAtMs: 1_700_000_000_000,
      businessDay: '2023-11-14',
      currency: { code: 'KPW', digits: 0 },
      lines: ordered,
      totalMinor,
      payments,
      ...(discount ? { discount: { ...discount, amountMinor: offMinor } } : {}),
      ...(rounding ? { rounding } : {}),
    }
  })

const steps = fc.array(
  fc.array(fc.record({ line: fc.nat(), part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  { maxLength: 12 },
)

describe('a discount', () => {
  test('is never more than what it is taken off', () => {
    fc.assert(
      fc.property(fc.nat(300_000), maybeDiscount, (amount, discount) => {
        const off = discountOf(amount, discount)
        expect(off >= 0 && off <= amount).toBe(true)
      }),
    )
  })

  test('spread over amounts sums to itself, and takes from none more than it is', () => {
    const amounts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
        const sum = list.reduce((a, b) => a + b, 0)
        const discountMinor = Math.round(sum * part)
        const shares = spreadDiscount(list, discountMinor)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(discountMinor)
        for (const [at, share] of shares.entries()) expect(share >= 0 && share <= list[at]!).toBe(true)
      }),
    )
  })
})

describe('money is conserved', () => {
  test('in every order of lines, discounts, split payments and rounding', () => {
    fc.assert(fc.property(orders, (order) => void expect(checkOrderSums(order)).toEqual({ ok: true, value: true })))
  })

  test('through any sequence of goods given back: never more than was paid by any tender, and all of it at the end', () => {
    fc.assert(
      fc.property(orders, steps, (order, list) => {
        const done: Required<GivenBack>[] = []
        for (const step of list) {
          const wanted = new Map<string, number>()
          for (const { line: choice, part } of step) {
            const line = order.lines[choice % order.lines.length]!
            const quantity = Math.ceil(quantityLeft(line, done) * part)
            if (quantity > 0) wanted.set(line.lineId, quantity)
          }
          if (wanted.size > 0) take(order, done, wanted)
          expectWithin(order, done)
        }
        const rest = order.lines.map((line) => [line.lineId, quantityLeft(line, done)] as const)
        const left = new Map(rest.filter(([, quantity]) => quantity > 0))
        expect(isAllGivenBack(order, done)).toBe(left.size === 0)
        if (left.size > 0) take(order, done, left)
        expect(isAllGivenBack(order, done)).toBe(true)
        expect(back(done, 'cash')).toBe(paidBy(order, 'cash'))
        for (const payment of order.payments)
          if (payment.tender === 'card') expect(back(done, 'card', payment.attemptId)).toBe(payment.amountMinor)
      }),
      { numRuns: 1_000 },
    )
  })

  function take(order: Order, done: Required<GivenBack>[], wanted: ReadonlyMap<string, number>) {
    const given = giveBack(
      order,
      done,
      [...wanted].map(([lineId, quantity]) => ({ lineId, quantity })),
    )
    if (!given.ok) throw new Error(given.code)
    expect(given.value.refunds.every(({ amountMinor }) => amountMinor > 0)).toBe(true)
    done.push(given.value)
  }

  function expectWithin(order: Order, done: readonly Required<GivenBack>[]) {
    expect(back(done, 'cash')).toBeLessThanOrEqual(paidBy(order, 'cash'))
    for (const payment of order.payments)
      if (payment.tender === 'card')
        expect(back(done, 'card', payment.attemptId)).toBeLessThanOrEqual(payment.amountMinor)
  }

  function back(done: readonly Required<GivenBack>[], tender: string, attemptId?: string) {
    const refunds = done.flatMap((given) => given.refunds).filter((refund) => refund.tender === tender)
    return paidMinor(
      refunds.filter(
        (refund) => attemptId === undefined || (refund.tender === 'card' && refund.attemptId === attemptId),
      ),
    )
  }

  function paidBy(order: Order, tender: string) {
    return paidMinor(order.payments.filter((payment) => payment.tender === tender))
  }
})

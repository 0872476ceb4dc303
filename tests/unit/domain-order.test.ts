import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { lineTotal } from '../../domain/cart.ts'
import { giveBack, quantityLeft, type GivenBack } from '../../domain/give-back.ts'
import { canBecome, checkOrderSums, ORDER_STATES, orderLine, type Order, type OrderState } from '../../domain/order.ts'
import { cashPayment } from '../../domain/payment.ts'
import { priceOf } from '../../domain/quantity.ts'
import { receiptOf } from '../../domain/receipt.ts'
import { cartLines, distinctLines, testId } from '../support/arbitrary.ts'

const orderedLines = distinctLines({ minLength: 1, maxLength: 8 }).map((lines) => lines.map(orderLine))
const orders: fc.Arbitrary<Order> = orderedLines.map((lines) => {
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0)
  return {
    orderId: testId(1),
    number: '1-0001-3',
    terminalId: testId(2),
    placedAtMs: 1_700_000_000_000,
    businessDay: '2023-11-14',
    currency: { code: 'KPW', digits: 0 },
    lines,
    totalMinor,
    payments: [cashPayment(totalMinor, totalMinor + 500)!],
  }
})
const someIndex = fc.nat()

describe('an order’s sums', () => {
  test('agree as they are made', () => {
    fc.assert(fc.property(orders, (order) => void expect(checkOrderSums(order)).toEqual({ ok: true, value: true })))
  })

  test('any single wrong amount is found', () => {
    const error = fc.integer({ min: -500, max: 500 }).filter((amount) => amount !== 0)
    fc.assert(
      fc.property(orders, error, someIndex, (order, off, choice) => {
        const at = choice % order.lines.length
        const lines = order.lines.with(at, { ...order.lines[at]!, totalMinor: order.lines[at]!.totalMinor + off })
        expect(checkOrderSums({ ...order, lines })).toMatchObject({ ok: false, code: 'order.sum_wrong' })
        expect(checkOrderSums({ ...order, totalMinor: order.totalMinor + off })).toMatchObject({ ok: false })
        const [payment] = order.payments
        const wrong = { ...payment!, amountMinor: payment!.amountMinor + off }
        expect(checkOrderSums({ ...order, payments: [wrong] })).toMatchObject({ code: 'order.payment_wrong' })
      }),
    )
  })

  test('an empty order, wrong change, a missing and a second payment are found', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(checkOrderSums({ ...order, lines: [] })).toMatchObject({ code: 'order.empty' })
        const cash = cashPayment(order.totalMinor, order.totalMinor + 500)!
        for (const payments of [
          [{ ...cash, changeMinor: 499 }],
          [{ ...cash, tenderedMinor: order.totalMinor }],
          [cash, { ...cash, amountMinor: 1, tenderedMinor: 1, changeMinor: 0 }],
        ])
          expect(checkOrderSums({ ...order, payments })).toMatchObject({ code: 'order.payment_wrong' })
        expect(checkOrderSums({ ...order, payments: [] }).ok).toBe(order.totalMinor === 0)
      }),
    )
  })

  test('a line keeps everything of the cart’s but the picture, and its own total', () => {
    fc.assert(
      fc.property(cartLines, (line) => {
        const { pictureHash: _, ...kept } = line
        expect(orderLine(line)).toEqual({ ...kept, totalMinor: lineTotal(line) })
      }),
    )
  })
})

describe('cancelling', () => {
  const steps = fc.array(
    fc.array(fc.record({ line: someIndex, part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    { maxLength: 12 },
  )

  test('in any parts gives back exactly what was paid once nothing is left, and never more on the way', () => {
    fc.assert(
      fc.property(orders, steps, (order, list) => {
        const done: GivenBack[] = []
        let refundedMinor = 0
        const cancel = (wanted: { lineId: string; quantity: number }[]) => {
          const result = giveBack(order, done, wanted)
          if (!result.ok) throw new Error(result.code)
          expect(result.value.lines.every((line) => line.refundMinor >= 0)).toBe(true)
          refundedMinor += result.value.refundMinor
          expect(refundedMinor <= order.totalMinor).toBe(true)
          done.push(result.value)
          // What is left costs what the rest of the goods cost.
          const rest = order.lines.map((line) => priceOf(line.priceMinor, quantityLeft(line, done), line.unit))
          expect(order.totalMinor - refundedMinor).toBe(rest.reduce((a, b) => a + b, 0))
        }
        for (const step of list) {
          const wanted = new Map<string, number>()
          for (const { line: choice, part } of step) {
            const line = order.lines[choice % order.lines.length]!
            const quantity = Math.ceil(quantityLeft(line, done) * part)
            if (quantity > 0) wanted.set(line.lineId, quantity)
          }
          if (wanted.size > 0) cancel([...wanted].map(([lineId, quantity]) => ({ lineId, quantity })))
        }
        const rest = order.lines
          .map((line) => ({ lineId: line.lineId, quantity: quantityLeft(line, done) }))
          .filter(({ quantity }) => quantity > 0)
        if (rest.length > 0) cancel(rest)
        expect(refundedMinor).toBe(order.totalMinor)
        for (const { lineId } of order.lines)
          expect(giveBack(order, done, [{ lineId, quantity: 1 }])).toMatchObject({ code: 'cancel.more_than_left' })
      }),
      { numRuns: 400 },
    )
  })

  test('weighed goods gram by gram give back the whole, whatever each gram was rounded to', () => {
    const line = { ...orderLine(weighed(333, 33_333)) }
    const done: GivenBack[] = []
    let refundedMinor = 0
    for (let gram = 0; gram < 333; gram++) {
      const result = giveBack({ lines: [line], payments: [] }, done, [{ lineId: line.lineId, quantity: 1 }])
      if (!result.ok) throw new Error(result.code)
      refundedMinor += result.value.refundMinor
      done.push(result.value)
    }
    expect(refundedMinor).toBe(line.totalMinor)
    expect(refundedMinor).toBe(11_100)
  })

  test('nothing, unknown lines, a line twice, and more than is left are refused', () => {
    const lines = [orderLine(weighed(500, 4_000)), orderLine({ ...weighed(3, 100), lineId: testId(6), unit: 'piece' })]
    const [first, second] = lines.map((line) => line.lineId) as [string, string]
    const cancel = (...wanted: { lineId: string; quantity: number }[]) => giveBack({ lines, payments: [] }, [], wanted)
    expect(cancel()).toMatchObject({ code: 'cancel.empty' })
    expect(cancel({ lineId: testId(9), quantity: 1 })).toMatchObject({ code: 'cancel.line_unknown' })
    expect(cancel({ lineId: second, quantity: 1 }, { lineId: second, quantity: 1 })).toMatchObject({ ok: false })
    expect(cancel({ lineId: second, quantity: 4 })).toMatchObject({
      code: 'cancel.more_than_left',
      details: { lineId: second, left: 3, quantity: 4 },
    })
    for (const quantity of [0, -1, 0.5, Number.NaN, Infinity])
      expect(cancel({ lineId: first, quantity })).toMatchObject({ code: 'cancel.more_than_left' })
  })

  function weighed(quantity: number, priceMinor: number) {
    const name = { ko: '소고기', en: 'Beef' }
    const shape = { lineId: testId(5), sku: 'beef', name, variant: null, unit: 'gram' as const }
    return { ...shape, quantity, priceMinor, catalogueVersion: 1, pictureHash: null }
  }
})

describe('states', () => {
  const reachable = (from: OrderState): Set<OrderState> => {
    const found = new Set<OrderState>()
    const visit = (state: OrderState) => {
      for (const next of ORDER_STATES)
        if (canBecome(state, next) && !found.has(next)) {
          found.add(next)
          visit(next)
        }
    }
    visit(from)
    return found
  }

  test('a refused order can only be cancelled; cancelled and returned orders stay what they are', () => {
    expect([...reachable('refused')]).toEqual(['cancelled'])
    expect([...reachable('cancelled')]).toEqual([])
    expect([...reachable('returned')]).toEqual([])
  })

  test('no order goes back: from no state is it reached again, and nothing becomes placed', () => {
    for (const state of ORDER_STATES) {
      expect(reachable(state).has(state)).toBe(false)
      expect(canBecome(state, 'placed')).toBe(false)
    }
  })

  test('what the customer holds is returned, never cancelled', () => {
    for (const held of ['handed_over', 'delivered'] as const) expect([...reachable(held)]).toEqual(['returned'])
  })

  test('a paid order can reach every other state, and the central store’s no comes only before its yes', () => {
    expect([...reachable('placed')].sort()).toEqual(ORDER_STATES.filter((state) => state !== 'placed').toSorted())
    for (const later of reachable('accepted')) expect(canBecome(later, 'refused')).toBe(false)
    expect(canBecome('accepted', 'refused')).toBe(false)
  })
})

describe('a receipt', () => {
  const settings = { shopName: '옥류 매장', zoneOffsetMin: 540, demonstration: true, copy: false }

  test('says every line, the total and the payments of its order, in the language asked for', () => {
    fc.assert(
      fc.property(orders, fc.constantFrom('ko' as const, 'en' as const), (order, language) => {
        const receipt = receiptOf(order, { ...settings, language })
        expect(receipt).toMatchObject({ ...settings, language, number: order.number, totalMinor: order.totalMinor })
        expect(receipt.payments).toEqual(order.payments)
        expect(receipt.items.map((item) => item.name)).toEqual(order.lines.map((line) => line.name[language]))
        const totals = receipt.items.map((item) => Number(item.total.replaceAll(',', '')))
        expect(totals.reduce((a, b) => a + b, 0)).toBe(order.totalMinor)
      }),
    )
  })

  test('names size and colour where goods have them, weighs in kilograms, and says when it is a copy', () => {
    const name = { ko: '원피스', en: 'Dress' }
    const line = { lineId: testId(1), sku: 'dress', name, unit: 'piece', quantity: 2, priceMinor: 12_345 } as const
    const lines = [
      { ...line, variant: { style: 'dress', size: '90', colour: { ko: '남색', en: 'Navy' } } },
      { ...line, variant: { style: 'dress', size: null, colour: null } },
      { ...line, variant: null, unit: 'gram' as const, quantity: 1_250 },
    ].map((one) => orderLine({ ...one, catalogueVersion: 1, pictureHash: null }))
    const order = { ...fc.sample(orders, 1)[0]!, lines, currency: { code: 'USD', digits: 2 } }
    const receipt = receiptOf(order, { ...settings, language: 'ko', copy: true })
    expect(receipt.copy).toBe(true)
    expect(receipt.itemCount).toBe(5)
    expect(receipt.items).toMatchObject([
      { name: '원피스', variant: '남색 90', quantity: '2', price: '123.45', total: '246.90' },
      { variant: '' },
      { variant: '', quantity: '1.25', unit: 'gram', total: '154.31' },
    ])
  })
})

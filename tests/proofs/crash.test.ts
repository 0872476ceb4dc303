import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CardAttempted } from '../../domain/fact.ts'
import { wrongBeside } from '../../proofs/crash/beside.ts'
import { wrongCharges } from '../../proofs/crash/central-side.ts'
import { Ledger } from '../../proofs/crash/ledger.ts'
import type { Call } from '../../proofs/crash/words.ts'
import { newFolder } from '../support/folders.ts'
import { runProof } from '../support/run-proof.ts'

interface Crash {
  readonly kills: number
  readonly centralKills: number
  readonly orders: number
  readonly voidedLines: number
  readonly charges: number
  readonly sticks: number
  readonly facts: number
  readonly killsPerMinute: number
  readonly broken: readonly string[]
}

test('processes killed at random moments lose no order that was told as done, and double none', async () => {
  const { exitCode, result } = await runProof<Crash>('crash', '--kills', '26', '--from', '7', '--json')
  expect(result).toMatchObject({ kills: 26, centralKills: 1, broken: [] })
  expect(result.orders).toBeGreaterThan(10)
  expect(result.facts).toBeGreaterThanOrEqual(result.orders)
  for (const some of [result.voidedLines, result.charges, result.sticks]) expect(some).toBeGreaterThan(0)
  expect(exitCode).toBe(0)
}, 240_000)

test('an option that is none ends with a sentence and 2', async () => {
  const { exitCode, stderr } = await runProof('crash', '--kills', 'many')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--kills takes a whole number')
})

describe('what the harness notices', () => {
  const cart = (orderId: string, quantities: Record<string, number> = {}) => ({ orderId, quantities })
  const change = (quantity: number): Call => ({
    ...{ kind: 'apply', changeId: 'c', orderId: 'a' },
    changes: [
      { kind: 'add', lineId: 'l', sku: 'TEA', quantity },
      { kind: 'add', lineId: 'm', sku: 'SALT', quantity: 1 },
    ],
  })

  test('a cart that came back with half of a change', () => {
    const whole = new Ledger('one')
    whole.hear({ say: 'open', cart: cart('a') })
    whole.hear({ say: 'about', call: change(2) })
    whole.hear({ say: 'open', cart: cart('a', { TEA: 2, SALT: 1 }) })
    expect(whole.broken).toEqual([])
    const half = new Ledger('two')
    half.hear({ say: 'open', cart: cart('a') })
    half.hear({ say: 'about', call: change(2) })
    half.hear({ say: 'open', cart: cart('a', { TEA: 2 }) })
    expect(half.broken).toHaveLength(1)
  })

  test('a cart that was paid and is there again', () => {
    const told = new Ledger('one')
    told.hear({ say: 'open', cart: cart('a', { TEA: 2 }) })
    told.hear({ say: 'about', call: { kind: 'place', orderId: 'a', tenderedMinor: 5_000 } })
    told.hear({ say: 'placed', orderId: 'a', number: '1-0001-9', totalMinor: 2_400 })
    told.hear({ say: 'open', cart: cart('a', { TEA: 2 }) })
    expect(told.broken).toHaveLength(1)
  })

  test('an order whose total was told differently when it was asked for again', () => {
    const told = new Ledger('one')
    told.hear({ say: 'placed', orderId: 'a', number: '1-0001-9', totalMinor: 2_400 })
    told.hear({ say: 'placed', orderId: 'a', number: '1-0001-9', totalMinor: 2_500 })
    expect(told.broken).toHaveLength(1)
  })

  test('a cart that kept its id, since a card may have been charged for it, and was paid after all', () => {
    const told = new Ledger('one')
    for (let life = 0; life < 2; life++) {
      told.hear({ say: 'open', cart: cart('a', { TEA: 2 }) })
      told.hear({ say: 'about', call: { kind: 'charge', orderId: 'a', attemptId: 'x' } })
    }
    told.hear({ say: 'open', cart: cart('b') })
    expect(told.broken).toEqual([])
  })

  test('a charge of which the reader said something else later, and one that made no order', () => {
    const told = new Ledger('one')
    told.hear({ say: 'charged', attemptId: 'x', orderId: 'a', outcome: 'unknown' })
    told.hear({ say: 'charged', attemptId: 'x', orderId: 'a', outcome: 'declined' })
    expect(told.broken).toEqual([])
    told.hear({ say: 'placed', orderId: 'a', number: '1-0001-9', totalMinor: 2_400 })
    told.hear({ say: 'charged', attemptId: 'x', orderId: 'a', outcome: 'authorised' })
    expect(told.broken).toHaveLength(1)
    told.hear({ say: 'charged', attemptId: 'y', orderId: 'b', outcome: 'authorised' })
    expect(told.broken).toHaveLength(2)
  })

  test('an order that is charged anew before it is known what became of the charge before', () => {
    const charge = (attemptId: string, outcome: CardAttempted['outcome']): CardAttempted => ({
      ...{ kind: 'card.attempted', orderId: 'a', businessDay: '2026-11-21', attemptId, amountMinor: 100, outcome },
    })
    const wrong = (...told: CardAttempted[]) => [...wrongCharges(told)]
    expect(wrong(charge('x', 'intent'), charge('x', 'declined'), charge('y', 'intent'))).toEqual([])
    expect(wrong(charge('x', 'intent'), charge('x', 'unknown'), charge('y', 'intent'))).toHaveLength(1)
    expect(wrong(charge('x', 'intent'), charge('x', 'authorised'), charge('y', 'intent'))).toHaveLength(1)
    expect(wrong(charge('x', 'intent'), charge('x', 'declined'), charge('x', 'authorised'))).toHaveLength(1)
  })

  test('a receipt that was never printed, and a file that was copied by half', async () => {
    const folder = newFolder()
    const told = new Ledger('one')
    told.hear({ say: 'stick', files: 1 })
    told.hear({ say: 'placed', orderId: 'a', number: '1-0001-9', totalMinor: 2_400 })
    const places = { receipts: join(folder, 'receipts'), stick: folder }
    writeFileSync(places.receipts, 'No. 1-0001-9')
    expect(await wrongBeside('one', places, told)).toEqual([])
    writeFileSync(places.receipts, '')
    writeFileSync(join(folder, 'okryu-1-2026-11-21.courier'), 'okryu-cour')
    expect(await wrongBeside('one', places, told)).toEqual([
      'one: 1-0001-9 was never printed',
      'one: okryu-1-2026-11-21.courier on the stick is courier.half_copied',
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { Ledger } from '../../proofs/crash/ledger.ts'
import type { Call } from '../../proofs/crash/words.ts'
import { runProof } from '../support/run-proof.ts'

interface Crash {
  readonly kills: number
  readonly centralKills: number
  readonly orders: number
  readonly facts: number
  readonly killsPerMinute: number
  readonly broken: readonly string[]
}

test('processes killed at random moments lose no order that was told as done, and double none', async () => {
  const { exitCode, result } = await runProof<Crash>('crash', '--kills', '30', '--from', '7', '--json')
  expect(result).toMatchObject({ kills: 30, centralKills: 1, broken: [] })
  expect(result.orders).toBeGreaterThan(10)
  expect(result.facts).toBeGreaterThanOrEqual(result.orders)
  expect(exitCode).toBe(0)
}, 120_000)

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
})

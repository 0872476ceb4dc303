import { createRouterClient } from '@orpc/server'
import { newId, systemRandom } from '../../main/ports/random.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import type { Seeded } from '../support/seeded.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** A terminal in this process whose clerk is as fast as it is: real folder, real database, real handlers. */
export interface Counter {
  readonly service: TerminalService
  /** Copies are made in real time, beside whatever else is done: of a simulated month there are fewer than of a real one. */
  backups(): { readonly done: number; readonly failed: number }
  /** Takes an order of a few goods and times its commit. */
  sell(): Promise<Sale>
  unsent(): Promise<number>
  /** Asks for a sync, waits until it is over. @returns why it failed; null where it did not. */
  sync(): Promise<string | null>
  advance(byMs: number): Promise<void>
}

export interface Sale {
  readonly orderId: string
  readonly number: string
  readonly totalMinor: number
  /** From the tap on "paid" until the order is on the disk and everybody has been told. */
  readonly commitMs: number
}

export interface CounterOptions {
  readonly folder: string
  readonly time: SimulatedTime
  readonly chance: Seeded
  readonly centralUrl?: string
  readonly enrolmentCode?: string
}

const MOST_LINES = 6

export async function openCounter({ folder, time, chance, ...central }: CounterOptions): Promise<Counter> {
  let [backups, failedBackups] = [0, 0]
  const opened = openTerminalService({
    ...{ dataFolder: folder, version: '0.0.0', clock: time.clock, timer: time.timer, ...central },
    log: (event) => {
      if (event === 'backup.taken') backups += 1
      if (event === 'backup.failed') failedBackups += 1
    },
  })
  if (!opened.ok) throw new Error(`${folder} does not open: ${opened.code}`)
  const service = opened.value
  const { terminal } = service.context
  const client = createRouterClient(service.router, { context: service.context })
  const id = (): string => newId(time.clock, systemRandom)
  const settle = async (): Promise<void> => {
    while (terminal.live.sync.phase === 'syncing') await new Promise((resolve) => setImmediate(resolve))
  }
  await settle()
  const { products } = await client.catalogue.products({ afterSku: '' })
  const skus = products.map(({ sku, unit }) => ({ sku, most: unit === 'piece' ? 5 : 900 }))
  return {
    service,
    backups: () => ({ done: backups, failed: failedBackups }),
    async sell() {
      const { orderId } = await client.cart.get()
      const changes = Array.from({ length: 1 + chance.int(MOST_LINES) }, () => {
        const { sku, most } = chance.pick(skus)
        return { kind: 'add' as const, lineId: id(), sku, quantity: 1 + chance.int(most) }
      })
      const cart = await client.cart.apply({ changeId: id(), orderId, changes })
      const startedMs = performance.now()
      const placed = await client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 1_000_000_000 })
      const commitMs = performance.now() - startedMs
      return { orderId, number: placed.number, totalMinor: placed.totalMinor, commitMs }
    },
    unsent: async () => (await client.sync.status()).unsent,
    async sync() {
      await client.sync.now()
      await settle()
      return terminal.live.sync.lastError
    },
    advance: (byMs) => time.advance(byMs, settle),
  }
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Database } from 'better-sqlite3'
import { openDatabase } from '../../../db/open.ts'
import { newId } from '../../../main/ports/random.ts'
import type { Timer } from '../../../main/ports/timer.ts'
import { openTerminalService, type TerminalService } from '../../../main/service.ts'
import { centralClient } from '../../../main/sync/central-client.ts'
import type { Carrier } from '../../../main/sync/http.ts'
import { syncRound } from '../../../main/sync/round.ts'
import { fastFolder } from '../../support/fast-folder.ts'
import type { Seeded } from '../../support/seeded.ts'
import { NOW_MS } from '../store-site.ts'

/** A real terminal in this process that talks when it is told to, and a second look into its database. */
export interface TerminalSite {
  readonly service: TerminalService
  readonly beside: Database
  /** One talk with the central store. */
  round(url: string, carrier: Carrier | undefined, enrolmentCode: string): Promise<void>
  /** Takes an order, and sometimes cancels a part of an older one. */
  sell(): Promise<void>
  /** Asks for what the screens show; a stored value that cannot be shown makes it fail. */
  look(): Promise<void>
  /** Its data as somebody would copy them. */
  copy(): TerminalCopy
  close(): Promise<void>
}

export interface TerminalCopy {
  readonly database: Buffer
  readonly key: Buffer
}

/** Nothing happens by itself. */
const patientTimer: Timer = { after: () => ({ cancel() {} }) }
const DAY_MS = 86_400_000
const ORDERS_PER_DAY = 8
/** A spoilt price may be more than anybody can pay. */
const MOST_PRICE = 100_000_000

/** @param copy the data that it is put back to; without it, it begins as a new one. */
export function openTerminalSite(chance: Seeded, copy?: TerminalCopy): TerminalSite {
  const folder = mkdtempSync(join(fastFolder(), 'okryu-mutate-terminal-'))
  if (copy) {
    writeFileSync(join(folder, 'terminal.db'), copy.database)
    writeFileSync(join(folder, 'database.key'), copy.key, { mode: 0o600 })
  }
  let sold = 0
  // Days pass, so that there are days that are over to be compared.
  const nowMs = (): number => NOW_MS + Math.floor(sold / ORDERS_PER_DAY) * DAY_MS
  const clock = { nowMs, monotonicMs: () => sold * 1_000 }
  const random = { bytes: (count: number) => chance.bytes(count), fraction: () => chance.next() }
  const opened = openTerminalService({
    ...{ dataFolder: folder, version: '0.0.0', clock, random, timer: patientTimer, log: () => {} },
  })
  if (!opened.ok) throw new Error(opened.code)
  const service = opened.value
  const { terminal } = service.context
  const client = createRouterClient(service.router, { context: service.context })
  const key = Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
  const beside = openDatabase(join(folder, 'terminal.db'), key)
  if (!beside.ok) throw new Error(beside.code)
  const id = (): string => newId(clock, random)
  return {
    service,
    beside: beside.value,
    async round(url, carrier, enrolmentCode) {
      const { signal } = new AbortController()
      const talk = centralClient(url, () => terminal.settings.identity()?.token, signal, carrier)
      const snapshotFile = join(folder, 'catalogue.download')
      await syncRound(terminal, talk, { terminalName: 'Counter', enrolmentCode, snapshotFile, signal })
    },
    async sell() {
      const { products } = await client.catalogue.products({ afterSku: '' })
      const payable = products.filter(({ priceMinor }) => priceMinor <= MOST_PRICE)
      if (payable.length === 0) return
      const { orderId } = await client.cart.get()
      const { sku } = chance.pick(payable)
      const changes = [{ kind: 'add' as const, lineId: id(), sku, quantity: 1 + chance.int(5) }]
      const cart = await client.cart.apply({ changeId: id(), orderId, changes })
      await client.order.placeCash({ orderId, tenderedMinor: 10 * MOST_PRICE })
      sold += 1
      const { lineId } = cart.lines[0]!
      if (chance.chance(0.3))
        await client.order.cancel({ cancellationId: id(), orderId, lines: [{ lineId, quantity: 1 }] })
    },
    async look() {
      await client.info()
      await client.sync.status()
      await client.catalogue.products({ afterSku: '' })
      await client.catalogue.categories()
      await client.order.list({ query: '', olderThan: null })
      await client.sync.refused()
    },
    copy() {
      terminal.store.checkpoint()
      return {
        database: readFileSync(join(folder, 'terminal.db')),
        key: readFileSync(join(folder, 'database.key')),
      }
    },
    async close() {
      beside.value.close()
      await service.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import { createRouterClient, type RouterClient } from '@orpc/server'
import type { Shop } from '../../contract/central.ts'
import type { CartChange } from '../../domain/cart-change.ts'
import type { Product } from '../../domain/product.ts'
import type { Clock } from '../../main/ports/clock.ts'
import { noLog, type Log } from '../../main/ports/log.ts'
import { newId, type Random } from '../../main/ports/random.ts'
import { systemTimer, type Timer } from '../../main/ports/timer.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import type { Identity } from '../../main/settings.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Acknowledge } from './acknowledged.ts'

/** A clerk at a real terminal on real files, whose every act is decided by a seed. */

export const SHOP: Shop = {
  name: { ko: '옥류 매장', en: 'Okryu shop' },
  currency: { code: 'KPW', digits: 0 },
  zoneOffsetMin: 540,
  cutOffMin: 0,
  notesMinor: [100, 500, 1_000, 5_000],
  demonstration: true,
}

function product(sku: string, priceMinor: number, unit: 'piece' | 'gram' = 'piece'): Product {
  const name = { ko: `상품 ${sku}`, en: `Product ${sku}` }
  const rest = { barcodes: [], pictureHash: null, stock: null, variant: null, popularity: 0 }
  return { sku, name, producer: { ko: '공장', en: 'Factory' }, category: 'food', priceMinor, unit, ...rest }
}

export const PRODUCTS: readonly Product[] = [
  product('TEA', 1_200),
  product('BEEF', 33_333, 'gram'),
  product('SALT', 300),
]
export const CATEGORY = { id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }
const FIRST_MS = Date.UTC(2026, 2, 2, 0, 0)
const DAY_MS = 86_400_000

/** Nobody waits for a pretended card reader; what is done every so often is not done more often. */
const hurriedTimer: Timer = {
  after: (delayMs, run) => systemTimer.after(delayMs < 10_000 ? delayMs / 1_000 : delayMs, run),
}

export interface TillClock extends Clock {
  nextDay(): void
}

/** Goes on a little whenever it is looked at, so that no two things happen at once. */
export function tillClock(): TillClock {
  let passedMs = 0
  return {
    nowMs: () => FIRST_MS + (passedMs += 7),
    monotonicMs: () => (passedMs += 1),
    nextDay: () => void (passedMs += DAY_MS),
  }
}

export interface Till {
  readonly service: TerminalService
  newId(): string
  /** @param identity as the central store gave it; made up where there is none. */
  enrol(identity?: Identity): void
  sell(): Promise<void>
  sellByCard(): Promise<void>
  /** A cart that nobody pays for. */
  fillCart(): Promise<void>
  /** Asks the reader about a charge that was cut off. */
  settleCard(): Promise<void>
  cancel(): Promise<void>
  changeSettings(): Promise<void>
  reprint(): Promise<void>
  checkpoint(): void
  backUp(): Promise<void>
  close(): Promise<void>
}

export interface TillOptions {
  readonly folder: string
  readonly chance: Seeded
  readonly clock: TillClock
  readonly acknowledge: Acknowledge
  readonly log?: Log
}

export type OpenedTill = { readonly ok: true; readonly till: Till } | { readonly ok: false; readonly code: string }

export function openTill(options: TillOptions): OpenedTill {
  const { chance, clock } = options
  const random: Random = { bytes: (count) => chance.bytes(count), fraction: () => chance.next() }
  const opened = openTerminalService({
    dataFolder: options.folder,
    version: '0.0.0',
    simulatedReader: true,
    timer: hurriedTimer,
    log: options.log ?? noLog,
    // Whoever drives the till sees it in the log, and lives on.
    endProcess: () => {},
    clock,
    random,
  })
  if (!opened.ok) return { ok: false, code: opened.code }
  return { ok: true, till: tillOf(opened.value, () => newId(clock, random), options) }
}

interface Hands {
  readonly client: RouterClient<TerminalService['router']>
  readonly service: TerminalService
  readonly freshId: () => string
  readonly chance: Seeded
  readonly acknowledge: Acknowledge
}

function tillOf(service: TerminalService, freshId: () => string, { chance, acknowledge }: TillOptions): Till {
  const client = createRouterClient(service.router, { context: service.context })
  const hands: Hands = { client, service, freshId, chance, acknowledge }
  const madeUp = { terminalNumber: 12, epoch: 1, token: 'a'.repeat(64) }
  return {
    ...{ service, newId: freshId },
    enrol(identity = { ...madeUp, terminalId: freshId(), incarnation: freshId() }) {
      enrolTill(service, identity)
      acknowledge({ kind: 'enrolled', terminalId: identity.terminalId })
    },
    ...selling(hands),
    ...afterwards(hands),
    checkpoint: () => service.context.terminal.store.checkpoint(),
    async backUp() {
      await service.context.backups.now()
    },
    close: () => service.close(),
  }
}

function selling({ client, freshId, chance, acknowledge }: Hands) {
  async function fillCart(): Promise<string> {
    const { orderId } = await client.cart.get()
    for (let times = 1 + chance.int(2); times > 0; times--) {
      const changes: CartChange[] = Array.from({ length: 1 + chance.int(2) }, () => {
        const { sku, unit } = chance.pick(PRODUCTS)
        const quantity = 1 + chance.int(unit === 'gram' ? 900 : 4)
        return { kind: 'add', lineId: freshId(), sku, quantity }
      })
      const { revision } = await client.cart.apply({ changeId: freshId(), orderId, changes })
      acknowledge({ kind: 'cart', orderId, revision })
    }
    return orderId
  }
  return {
    async fillCart() {
      await fillCart()
    },
    async sell() {
      const orderId = await fillCart()
      const { number, totalMinor } = await client.order.placeCash({ orderId, tenderedMinor: 100_000_000 })
      acknowledge({ kind: 'order', orderId, number, totalMinor })
    },
    async sellByCard() {
      const orderId = await fillCart()
      const { placed } = await client.order.payByCard({ orderId, attemptId: freshId() })
      if (placed) acknowledge({ kind: 'order', orderId, number: placed.number, totalMinor: placed.totalMinor })
    },
    async settleCard() {
      const { outstandingCard } = await client.info()
      if (!outstandingCard) return
      const { orderId, placed } = await client.order.askCard({ attemptId: outstandingCard.attemptId })
      if (placed) acknowledge({ kind: 'order', orderId, number: placed.number, totalMinor: placed.totalMinor })
    },
  }
}

function afterwards({ client, service, freshId, chance, acknowledge }: Hands) {
  const settings = () => service.context.terminal.settings.settings()
  return {
    async cancel() {
      const orders = await client.order.list({ query: '', olderThan: null })
      const left = orders.filter(({ state }) => state !== 'cancelled')
      if (left.length === 0) return
      const { orderId } = chance.pick(left)
      const { order, cancellations } = await client.order.get({ orderId })
      const gone = new Set(cancellations.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)))
      const lines = order.lines.filter(({ lineId }) => !gone.has(lineId)).slice(0, 1)
      if (lines.length === 0) return
      const cancellationId = freshId()
      const wanted = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
      const { refundMinor } = await client.order.cancel({ orderId, cancellationId, lines: wanted })
      acknowledge({ kind: 'cancellation', cancellationId, refundMinor })
    },
    async changeSettings() {
      const { syncIntervalMs } = await client.settings.change({
        language: chance.pick(['ko', 'en']),
        syncIntervalMs: settings().syncIntervalMs + 1,
        printer: chance.chance(0.8) ? { kind: 'file', path: '/dev/null' } : { kind: 'none' },
      })
      acknowledge({ kind: 'settings', syncIntervalMs })
    },
    async reprint() {
      const [newest] = await client.order.list({ query: '', olderThan: null })
      if (newest && settings().printer.kind !== 'none') await client.order.reprint({ orderId: newest.orderId })
    },
  }
}

/** As if the terminal had enrolled and pulled its first catalogue. */
function enrolTill(service: TerminalService, identity: Identity): void {
  const { store, settings } = service.context.terminal
  store.transaction(() => {
    settings.saveIdentity(identity)
    settings.saveShop(SHOP)
    store.catalogue.upsert(PRODUCTS, [], [CATEGORY])
    settings.saveCatalogue({ version: 1, asOfMs: FIRST_MS, products: PRODUCTS.length })
  })
}

import { Readable } from 'node:stream'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { invariant, ok, type Result } from '../../domain/result.ts'
import { freshId } from '../../main/context.ts'
import { noLog } from '../../main/ports/log.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { openTerminalService, type StartError } from '../../main/service.ts'
import { centralClient } from '../../main/sync/central-client.ts'
import type { Carrier } from '../../main/sync/http.ts'
import { syncRound } from '../../main/sync/round.ts'
import { NOW_MS, openStoreSite, type StoreSite } from '../mutate/store-site.ts'
import { PRODUCTS } from '../support/shop.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Journal } from './changes.ts'

/** A real terminal whose time and chance are the seed's, and which talks to a real central store when it is told to. */
type Till = ReturnType<typeof tillOf>

/** Both sides go by it; the terminal's looks move it on. */
export interface Times {
  nowMs: number
}

const TICK_MS = 7
const DAY_MS = 24 * 3_600_000
const MOST_WAITING_MS = 30_000
/** The check of the journal goes on after short pauses; what waits for longer is not wanted here. */
const SHORT_PAUSE_MS = 1_000
const briefTimer: Timer = {
  after(delayMs, run) {
    if (delayMs > SHORT_PAUSE_MS) return { cancel() {} }
    const waiting = setImmediate(run)
    return { cancel: () => clearImmediate(waiting) }
  },
}

export function openTill(folder: string, times: Times, chance: Seeded): Result<Till, StartError> {
  const opened = openTerminalService({
    ...{ dataFolder: folder, version: '0.0.0', log: noLog, timer: briefTimer, keepsBackups: false },
    clock: { nowMs: () => (times.nowMs += TICK_MS), monotonicMs: () => times.nowMs - NOW_MS + DAY_MS },
    random: { bytes: (count) => chance.bytes(count), fraction: () => chance.next() },
  })
  return opened.ok ? ok(tillOf(opened.value, folder)) : opened
}

function tillOf(service: Extract<ReturnType<typeof openTerminalService>, { ok: true }>['value'], folder: string) {
  const { router, context, close } = service
  const { terminal } = context
  const client = createRouterClient(router, { context })
  return {
    ...{ client, terminal, close },
    /** What it says of itself, once all of its journal is checked or a break is found. */
    async checked() {
      for (const untilMs = performance.now() + MOST_WAITING_MS; ; await passing(1)) {
        const status = await client.safety.status()
        if (status.recovery || status.journal.broken || status.journal.complete) return status
        invariant(performance.now() < untilMs, 'a terminal checks a short journal in seconds')
      }
    },
    /** One talk with the central store. */
    async round(site: StoreSite, enrolmentCode?: string): Promise<void> {
      const { signal } = new AbortController()
      const talk = centralClient('http://store', () => terminal.settings.identity()?.token, signal, carrierTo(site))
      const snapshotFile = join(folder, 'catalogue.download')
      await syncRound(terminal, talk, { terminalName: 'Counter', enrolmentCode, snapshotFile, signal })
    },
  }
}

function carrierTo({ app }: StoreSite): Carrier {
  return async ({ method, url, token, json, bytes, protocol }) => {
    const payload = bytes ? Buffer.from(bytes) : json === undefined ? undefined : JSON.stringify(json)
    const answer = await app.inject({
      ...{ method, url: url.pathname + url.search },
      headers: {
        ...{ 'okryu-protocol': String(protocol), 'accept-encoding': 'identity' },
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload ? { 'content-type': bytes ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(payload ? { payload } : {}),
    })
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
    return { status: answer.statusCode, headers, body: Readable.from([answer.rawPayload]) }
  }
}

/** What is left of a terminal and its store after some days. */
export interface Sold {
  readonly journal: Omit<Journal, 'folder'>
  readonly storeFolder: string
  readonly endMs: number
}

/**
 * Orders, cancellations and emptied carts over three days, by the real service, told to a real central store; the last
 * quarter of the facts is not told yet. The store is stopped afterwards.
 */
export async function sellAndSync(folder: string, facts: number, chance: Seeded): Promise<Sold> {
  const site = await openStoreSite()
  const times = { nowMs: NOW_MS }
  const till = openTill(folder, times, chance.fork('terminal'))
  invariant(till.ok, 'a new folder opens')
  const { terminal, round, close } = till.value
  await round(site, await site.newCode())
  const identity = terminal.settings.identity()
  invariant(identity, 'a terminal with a code is enrolled')
  const { terminalId, epoch } = identity
  const count = (): number => terminal.store.journal.newest(epoch)?.seq ?? 0
  for (const part of [0.4, 0.75, 1]) {
    while (count() < facts * part) await sellOne(till.value, chance)
    if (part < 1) await round(site)
    times.nowMs += DAY_MS
  }
  const acknowledged = terminal.store.outbox.acknowledgedSeq(epoch)
  const length = count()
  terminal.store.checkpoint()
  await close()
  await site.stop()
  return { journal: { terminalId, epoch, length, acknowledged }, storeFolder: site.folder, endMs: times.nowMs }
}

async function sellOne({ client, terminal }: Till, chance: Seeded): Promise<void> {
  const id = (): string => freshId(terminal)
  const { orderId } = await client.cart.get()
  const lineId = id()
  const add = (line: string) => ({
    ...{ kind: 'add' as const, lineId: line, sku: chance.pick(PRODUCTS).sku, quantity: 2 + chance.int(900) },
  })
  await client.cart.apply({ changeId: id(), orderId, changes: [add(lineId)] })
  if (chance.chance(0.2)) {
    const gone = id()
    await client.cart.apply({ changeId: id(), orderId, changes: [add(gone)] })
    await client.cart.apply({ changeId: id(), orderId, changes: [{ kind: 'remove', lineId: gone }] })
  }
  await client.order.placeCash({ orderId, tenderedMinor: 9_000_000 })
  if (chance.chance(0.3)) await client.order.cancel({ orderId, cancellationId: id(), lines: [{ lineId, quantity: 1 }] })
}

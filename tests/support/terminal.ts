import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import type { TerminalContract } from '../../contract/terminal.ts'
import type { Shop } from '../../contract/central.ts'
import { openTerminalStore, type TerminalStore } from '../../db/store.ts'
import type { Product } from '../../domain/product.ts'
import { servePort } from '../../main/handlers/serve-port.ts'
import { servePages } from '../../main/headless/server.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { noLog } from '../../main/ports/log.ts'
import { newId, systemRandom } from '../../main/ports/random.ts'
import { systemTimer, type Timer } from '../../main/ports/timer.ts'
import { databaseKey } from '../../main/security/database-key.ts'
import { openTerminalService, type TerminalOptions, type TerminalService } from '../../main/service.ts'
import { terminalSettings } from '../../main/settings.ts'
import { testProduct } from './arbitrary.ts'

/** A terminal for tests: real files, the real service, and both of the carriers that screens talk over. */

export const SHOP: Shop = {
  name: { ko: '옥류 매장', en: 'Okryu shop' },
  currency: { code: 'KPW', digits: 0 },
  zoneOffsetMin: 540,
  cutOffMin: 0,
  notesMinor: [100, 500, 1_000, 5_000],
  demonstration: true,
}
export const PRODUCTS: readonly Product[] = [
  testProduct('TEA', { name: { ko: '강령록차', en: 'Green tea' }, priceMinor: 1_200 }),
  testProduct('BEEF', { name: { ko: '소고기', en: 'Beef' }, priceMinor: 33_333, unit: 'gram' }),
  testProduct('HOUSE', { name: { ko: '살림집', en: 'House' }, priceMinor: 9_000_000_000 }),
]
export const CATALOGUE_VERSION = 7

export function newTestId(): string {
  return newId(systemClock, systemRandom)
}

/** Opens a terminal's database behind its back, as no terminal is running there. */
export function openStore(folder: string): TerminalStore {
  const file = join(folder, 'terminal.db')
  const key = databaseKey(join(folder, 'database.key'), systemRandom, !existsSync(file))
  if (!key.ok) throw new Error(key.code)
  const store = openTerminalStore(file, key.value)
  if (!store.ok) throw new Error(store.code)
  return store.value
}

/** Makes a folder that of an enrolled terminal with a small catalogue, as if it had synced once. */
export function enrolFolder(folder: string, shop: Shop = SHOP): string {
  const store = openStore(folder)
  const settings = terminalSettings(store.settings)
  const [terminalId, incarnation] = [newTestId(), newTestId()]
  const token = randomBytes(32).toString('hex')
  store.transaction(() => {
    settings.saveIdentity({ terminalId, terminalNumber: 12, epoch: 1, token, incarnation })
    settings.saveShop(shop)
    store.catalogue.upsert(PRODUCTS, [], [{ id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }])
    settings.saveCatalogue({ version: CATALOGUE_VERSION, asOfMs: Date.now(), products: PRODUCTS.length })
  })
  store.close()
  return folder
}

/** Nobody waits for a pretended card reader. */
export const hurriedTimer: Timer = { after: (delayMs, run) => systemTimer.after(delayMs / 40, run) }

/** Opens the service without a central store, in this process. */
export function openService(folder: string, options: Partial<TerminalOptions> = {}): TerminalService {
  const opened = openTerminalService({
    dataFolder: folder,
    version: '0.0.0',
    simulatedReader: true,
    timer: hurriedTimer,
    log: noLog,
    ...options,
  })
  if (!opened.ok) throw new Error(opened.code)
  return opened.value
}

export type TerminalClient = ContractRouterClient<TerminalContract>

export interface Connection {
  readonly client: TerminalClient
  /** Sends something that no client would send. */
  sendRaw(message: unknown): void
  close(): Promise<void>
}

export interface Carrier {
  readonly name: string
  connect(service: TerminalService): Promise<Connection>
}

/** As in Electron: a port of a channel whose other end the service has. */
const messagePort: Carrier = {
  name: 'MessagePort',
  async connect(service) {
    const { port1, port2 } = new MessageChannel()
    servePort(service, {
      postMessage: (message) => port1.postMessage(message),
      onMessage: (hear) => port1.on('message', hear),
      onClose: (run) => port1.on('close', run),
    })
    const link = new MessagePortLink({ port: port2 })
    port2.start()
    return {
      client: createORPCClient(link),
      sendRaw: (message) => port2.postMessage(message),
      async close() {
        port1.close()
        port2.close()
      },
    }
  },
}

/** As in a browser: a socket of the server on loopback. */
const webSocket: Carrier = {
  name: 'WebSocket',
  async connect(service) {
    const token = randomBytes(32).toString('base64url')
    const served = await servePages(service, { port: 0, token, staticFolder: null })
    if (!served.ok) throw new Error(served.code)
    const connected = await connectSocket(`http://127.0.0.1:${served.value.port}`, token)
    return {
      ...connected,
      async close() {
        await connected.close()
        await served.value.close()
      },
    }
  },
}

export const CARRIERS: readonly Carrier[] = [webSocket, messagePort]

export async function connectSocket(url: string, token: string): Promise<Connection> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/terminal?token=${token}`)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // A connection that breaks off ends the calls over it; the socket itself has nothing more to say.
  socket.on('error', () => {})
  return {
    client: createORPCClient(new WebSocketLink({ websocket: socket as unknown as globalThis.WebSocket })),
    sendRaw: (message) => socket.send(message as string),
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.terminate()
      await closed
    },
  }
}

/** Asks again until something is as it should be, and says what it was where it never is. */
export async function eventually<Value>(
  ask: () => Value | Promise<Value>,
  isThere: (value: Value) => boolean,
  timeoutMs = 20_000,
): Promise<Value> {
  let last: Value | undefined
  await expect
    .poll(async () => isThere((last = await ask())), {
      timeout: timeoutMs,
      interval: 20,
      message: 'it never came to be',
    })
    .toBe(true)
    .catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; last: ${JSON.stringify(last)}`, { cause: error })
    })
  return last as Value
}

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shop } from '../contract/central.ts'
import { buildApp } from './app.ts'
import { judgeUnknownKinds } from './intake/judge-unknown.ts'
import { StartError } from './start-error.ts'
import { lockDataDir } from './store/lock.ts'
import { foundStore, markDemonstration, storeRow } from './store/identity.ts'
import { noticePutBack } from './store/incarnation.ts'
import { checkInBackground } from './store/background.ts'
import { isCheckedAtOnce, openStore, type OpenStore } from './store/open.ts'
import { keepBackups, type BackupPlan, type BackupTrouble } from './store/rolling-backups.ts'
import { makeEnrolmentCode } from './store/terminals.ts'
import { loadSample } from './sample-store.ts'

const STOCK_INTERVAL_MS = 5_000
const COMMIT_WINDOW_MS = 2
const TOKEN_BYTES = 32

export interface CentralOptions {
  readonly dataDir: string
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  /** Loads the sample catalogue where there is none yet. */
  readonly sample: boolean
  /** What a new store is; an old one stays what it is. */
  readonly shop: Shop
  /** The store must count in the currency of `shop`, also where it is an old one. */
  readonly currencyAsked: boolean
  /** Whoever starts it says that its data were put back from a copy. */
  readonly restored?: boolean
  readonly onFailure: (error: Error) => void
  /** Told once when the database is found damaged while the store works. */
  readonly onDamage?: (what: string) => void
  /** None are made where it is missing. */
  readonly backups?: BackupPlan | undefined
  readonly onBackupTrouble?: (trouble: BackupTrouble) => void
  readonly stockIntervalMs?: number
}

export interface Central {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
  readonly incarnation: string
  /** Its data were put back from a copy, so that it began another incarnation. */
  readonly putBack: boolean
  readonly store: OpenStore
  close(): Promise<void>
}

/**
 * Opens the store of a data folder and listens.
 * @throws StartError with what whoever started it can mend.
 */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const { dataDir, host, port, onFailure, stockIntervalMs = STOCK_INTERVAL_MS } = options
  const store = openStore(dataDir)
  let unlock: (() => void) | undefined
  try {
    unlock = lockDataDir(dataDir)
    const { incarnation, putBack } = await prepare(store, options)
    const adminToken = keptAdminToken(dataDir)
    const app = await buildApp({
      store,
      adminToken,
      now: Date.now,
      onFailure,
      stockIntervalMs,
      commitWindowMs: COMMIT_WINDOW_MS,
    })
    try {
      await app.listen({ host, port })
    } catch (error) {
      await app.close()
      throw asStartError(error, host, port)
    }
    const stopLooking = lookAfter(store, options)
    const address = app.server.address()
    const listeningPort = typeof address === 'object' && address !== null ? address.port : port
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${listeningPort}`,
      adminToken,
      enrolmentCode: await makeEnrolmentCode(store.db, Date.now()),
      incarnation,
      putBack,
      store,
      async close() {
        await Promise.all([app.close(), stopLooking()])
        await store.close()
        unlock?.()
      },
    }
  } catch (error) {
    await store.close()
    unlock?.()
    throw error
  }
}

/** @returns stops it. */
function lookAfter(store: OpenStore, options: CentralOptions): () => Promise<void> {
  const { backups: plan, onDamage = () => undefined, onBackupTrouble = () => undefined } = options
  store.damage.whenFound(onDamage)
  const check = isCheckedAtOnce(store.file) ? undefined : checkInBackground(store)
  const backups = plan && keepBackups(store, plan, onBackupTrouble)
  return async () => {
    await Promise.all([check?.stop(), backups?.stop()])
  }
}

async function prepare(store: OpenStore, options: CentralOptions): Promise<Pick<Central, 'incarnation' | 'putBack'>> {
  const { shop } = await foundStore(store.db, options.shop, Date.now())
  const { code, digits } = shop.currency
  const asked = options.shop.currency
  if (options.currencyAsked && (asked.code !== code || asked.digits !== digits))
    throw new StartError('data.currency_fixed', { dataDir: options.dataDir, code, digits })
  const putBack = await noticePutBack(store, options.restored ?? false, Date.now())
  await judgeUnknownKinds(store.db, Date.now())
  const { incarnation, catalogue_version: version } = await storeRow(store.db)
  if (options.sample && version === 0) {
    await markDemonstration(store.db)
    await loadSample(store.db)
  }
  return { incarnation, putBack }
}

/** The admin's token of a data folder, made with it; readable by its owner alone. */
function keptAdminToken(dataDir: string): string {
  const file = join(dataDir, 'admin.token')
  if (!existsSync(file)) {
    writeFileSync(`${file}.partial`, `${randomBytes(TOKEN_BYTES).toString('base64url')}\n`, { mode: 0o600 })
    renameSync(`${file}.partial`, file)
  }
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}

function asStartError(error: unknown, host: string, port: number): unknown {
  switch ((error as { code?: unknown }).code) {
    case 'EADDRINUSE':
      return new StartError('port.in_use', { host, port })
    case 'EACCES':
      return new StartError('port.not_allowed', { port })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError('host.unknown', { host })
    default:
      return error
  }
}

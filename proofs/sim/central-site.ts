import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import Sqlite from 'better-sqlite3'
import { addRoutes } from '../../central/app.ts'
import { createGuards } from '../../central/http/guards.ts'
import { importProducts } from '../../central/store/catalogue-write.ts'
import { foundStore } from '../../central/store/identity.ts'
import { noticePutBack } from '../../central/store/incarnation.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { createSnapshots } from '../../central/store/snapshot.ts'
import { makeEnrolmentCode } from '../../central/store/terminals.ts'
import { PATHS } from '../../contract/central.ts'
import type { Seeded } from '../support/seeded.ts'
import { changedProducts, SIM_CATEGORIES, SIM_PRODUCTS, SIM_SHOP } from './catalogue.ts'
import { connectionsIn, cutOff } from './environment.ts'
import { RouteTable, type CrossingAnswer, type CrossingRequest } from './route-table.ts'
import type { World } from './world.ts'

export const ADMIN_TOKEN = 'admin-of-the-simulated-store'
const COMMIT_WINDOW_MS = 2
const ALL_IDS = 'SELECT order_id FROM orders UNION SELECT cancellation_id FROM cancellations'

interface Life {
  readonly store: OpenStore
  readonly routes: RouteTable
}

export interface CentralTrouble {
  /** A failure of the store's own making, told as it would be to its log. */
  readonly failed: (error: Error) => void
}

/** The machine of the central store: its real program on real files, which can die, and be restored from a copy. */
export class CentralSite {
  readonly #world: World
  readonly folder: string
  readonly #copies: string
  readonly #random: Seeded
  readonly #trouble: CentralTrouble
  #life: Life | undefined
  /** Requests whose work goes on outside of simulated time: files that are read and written by the system. */
  #realWork = 0
  #offsetMs = 0
  #copyCount = 0
  readonly #early = new Set<number>()
  /** Of a store that was put back and goes on as it was: nothing at its machine showed it. */
  #unawareAs: string | undefined
  #changes = 0
  restores = 0

  constructor(world: World, folder: string, random: Seeded, trouble: CentralTrouble) {
    this.#world = world
    this.folder = join(folder, 'central')
    this.#copies = join(folder, 'copies')
    this.#random = random
    this.#trouble = trouble
    mkdirSync(this.#copies)
    world.restless(() => this.#realWork > 0)
  }

  get file(): string {
    return join(this.folder, 'central.db')
  }

  get isUp(): boolean {
    return this.#life !== undefined
  }

  /** @param byHand whoever put a copy back says so. */
  async open(byHand = false): Promise<void> {
    const store = openStore(this.folder)
    await foundStore(store.db, SIM_SHOP, this.now())
    await noticePutBack(store, byHand, this.now())
    const routes = new RouteTable((error) => this.#life?.store === store && this.#trouble.failed(error))
    addRoutes(routes.app(), {
      store,
      adminToken: ADMIN_TOKEN,
      now: () => this.now(),
      onFailure: this.#trouble.failed,
      stockIntervalMs: 6 * 3_600_000,
      commitWindowMs: COMMIT_WINDOW_MS,
      guards: createGuards(store.db, ADMIN_TOKEN),
      snapshots: createSnapshots(store),
    })
    this.#life = { store, routes }
  }

  async found(): Promise<void> {
    await this.open()
    await importProducts(this.#life!.store.db, { categories: SIM_CATEGORIES, products: SIM_PRODUCTS })
  }

  async newCode(): Promise<string> {
    return makeEnrolmentCode(this.#life!.store.db, this.now())
  }

  /** @returns the answer; undefined where the store died before it had one, or is down. */
  async answer(request: CrossingRequest): Promise<CrossingAnswer | undefined> {
    const life = this.#life
    if (!life) return undefined
    const real = request.path === PATHS.snapshot || request.path === PATHS.courier
    if (real) this.#realWork += 1
    try {
      const answer = await life.routes.answer(request)
      // Read to its end within this event: the file may be gone in the next one.
      const body = answer.body instanceof Readable ? await buffer(answer.body) : answer.body
      return this.#life === life ? { ...answer, body } : undefined
    } finally {
      if (real) this.#realWork -= 1
    }
  }

  async changeCatalogue(): Promise<void> {
    if (!this.isUp) return
    this.#changes += 1
    await importProducts(this.#life!.store.db, { products: changedProducts(this.#random, this.#changes) })
  }

  /** Ends at once, in the middle of whatever it does; a transaction that was not committed is gone. */
  kill(): void {
    this.#life = undefined
    cutOff(this.folder)
  }

  /**
   * As somebody's nightly copy: everything that is committed now.
   * @param early whether some terminal was not enrolled yet.
   */
  keepCopy(early: boolean): void {
    if (!this.isUp) return
    const connection = connectionsIn(this.folder).find(({ name }) => name === this.file)
    connection?.pragma('wal_checkpoint(TRUNCATE)')
    cpSync(this.folder, this.#copy(this.#copyCount), { recursive: true })
    if (early) this.#early.add(this.#copyCount)
    this.#copyCount += 1
  }

  /**
   * Puts an older copy back, as people do it: the database alone, or the whole folder, and with or without saying so.
   * @param stepsBack 0 is the newest copy.
   * @returns whether there was a copy that may be put back.
   */
  async restore(stepsBack: number, wholeFolder: boolean, byHand: boolean, mayForget: boolean): Promise<boolean> {
    const number = Math.max(0, this.#copyCount - 1 - stepsBack)
    const copy = this.#copy(number)
    if (!existsSync(copy) || (this.#early.has(number) && !mayForget)) return false
    const before = this.#incarnation()
    this.kill()
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true })
    if (wholeFolder) {
      rmSync(this.folder, { recursive: true })
      cpSync(copy, this.folder, { recursive: true })
    } else copyFileSync(join(copy, 'central.db'), this.file)
    this.restores += 1
    await this.open(byHand)
    this.#unawareAs = this.#incarnation() === before ? before : undefined
    return true
  }

  /** The incarnation of before, where it was put back and has not heard of it; undefined where there is no such thing. */
  get unawareAs(): string | undefined {
    return this.#unawareAs !== undefined && this.#incarnation() === this.#unawareAs ? this.#unawareAs : undefined
  }

  /** The ids of all orders and cancellations that it has now, also while it is down. */
  ids(): ReadonlySet<string> {
    return new Set(this.ask<string>(ALL_IDS))
  }

  /** Asks its database for one column, also while it is down. */
  ask<Value>(sql: string, ...given: readonly (string | number)[]): readonly Value[] {
    const open = connectionsIn(this.folder).find(({ name }) => name === this.file)
    const connection = open ?? new Sqlite(this.file, { readonly: true })
    try {
      return connection
        .prepare<unknown[], Value>(sql)
        .pluck()
        .all(...given)
    } finally {
      if (!open) connection.close()
    }
  }

  /** What time its machine has. */
  now(): number {
    return Math.floor(this.#world.nowMs + this.#offsetMs)
  }

  #incarnation(): string {
    return this.ask<string>('SELECT incarnation FROM store')[0]!
  }

  disturbClock(random: Seeded): void {
    this.#offsetMs = random.chance(0.3) ? 0 : (random.next() - 0.5) * 2 * random.pick([3_600_000, 86_400_000 * 365])
  }

  mendClock(): void {
    this.#offsetMs = 0
  }

  #copy(number: number): string {
    return join(this.#copies, String(number))
  }
}

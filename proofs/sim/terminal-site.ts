import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import type { router } from '../../main/handlers/router.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import type { HttpAnswer, HttpRequest } from '../../main/sync/http.ts'
import type { SyncState } from '../../main/sync/machine.ts'
import type { Seeded } from '../support/seeded.ts'
import { connectionsIn, cutOff } from './environment.ts'
import type { Network } from './network.ts'
import { TerminalClock } from './terminal-clock.ts'
import type { World } from './world.ts'

/** PRAGMA synchronous at which each commit is synced before it returns. */
const FULL = 2
const NO_PAGE_LIMIT = 2_000_000_000

export type TerminalClient = RouterClient<typeof router>

interface Life {
  readonly service: TerminalService
  readonly client: TerminalClient
}

export interface TerminalSiteOptions {
  readonly world: World
  readonly network: Network
  readonly random: Seeded
  readonly name: string
  readonly folder: string
  /** A database file at the newest schema, so that each terminal need not be migrated. */
  readonly template: { readonly database: string; readonly key: string }
  readonly enrolmentCode: string
  readonly syncIntervalMs: number
}

/** One terminal's machine: its real service on real files, with a clock, a disk and a plug. */
export class TerminalSite {
  readonly name: string
  readonly clock: TerminalClock
  readonly folder: string
  readonly #options: TerminalSiteOptions
  #life: Life | undefined
  /** Counts processes: what belongs to an earlier one is heard no more. */
  #lives = 0
  #calls = 0
  #diskIsFull = false
  #wasEnrolled = false
  #olderWitness: string | undefined
  #copiedWitness = ''
  hasRolledBack = false

  constructor(options: TerminalSiteOptions) {
    this.#options = options
    this.name = options.name
    this.folder = join(options.folder, options.name)
    this.clock = new TerminalClock(options.world, options.name)
    mkdirSync(this.folder)
    copyFileSync(options.template.database, this.file)
    copyFileSync(options.template.key, join(this.folder, 'database.key'))
    options.world.restless(() => this.#isWorking())
  }

  get file(): string {
    return join(this.folder, 'terminal.db')
  }

  get isOn(): boolean {
    return this.#life !== undefined
  }

  /** How the page talks to the service; undefined while it does not run. */
  get client(): TerminalClient | undefined {
    return this.#life?.client
  }

  get service(): TerminalService | undefined {
    return this.#life?.service
  }

  get sync(): SyncState | undefined {
    return this.#life?.service.context.terminal.live.sync
  }

  /** Whether this machine's program was ever seen enrolled. */
  get wasEnrolled(): boolean {
    this.#wasEnrolled ||= this.service?.context.terminal.settings.identity() !== undefined
    return this.#wasEnrolled
  }

  /** Starts the program, or wakes the machine where it sleeps. */
  start(): void {
    if (this.#life) return this.clock.wake()
    const { random, enrolmentCode, syncIntervalMs, world } = this.#options
    this.clock.boot()
    if (existsSync(this.#witness)) this.#olderWitness = readFileSync(this.#witness, 'utf8')
    const opened = openTerminalService({
      dataFolder: this.folder,
      version: '0.0.0',
      centralUrl: 'http://central.test',
      enrolmentCode,
      clock: this.clock,
      timer: this.clock,
      keepsBackups: false,
      random: { bytes: (count) => random.bytes(count), fraction: () => random.next() },
      carrier: (request) => this.#carry(request),
      log: (event, fields) => world.note(`${this.name} ${event} ${JSON.stringify(fields ?? {})}`),
    })
    if (!opened.ok) throw new Error(`${this.name} does not start: ${opened.code}`)
    const service = opened.value
    this.#life = { service, client: createRouterClient(service.router, { context: service.context }) }
    const { settings } = service.context.terminal
    if (settings.settings().syncIntervalMs !== syncIntervalMs)
      settings.saveSettings({ ...settings.settings(), syncIntervalMs })
    this.#limitPages()
  }

  /** As a person ends the program. */
  async close(): Promise<void> {
    await this.#life?.service.close()
    this.#halt()
  }

  /** The process ends at once; what it had written stays, since the system still has it. */
  kill(): void {
    this.#halt()
    cutOff(this.folder)
  }

  /** The machine ends at once: only what was synced is there afterwards. */
  powerCut(): void {
    const connection = connectionsIn(this.folder).find(({ name }) => name === this.file)
    if (!connection) return this.kill()
    const synced = Number(connection.pragma('synchronous', { simple: true })) >= FULL
    const wal = `${this.file}-wal`
    copyFileSync(this.file, `${this.file}.image`)
    const withLog = synced && existsSync(wal)
    if (withLog) copyFileSync(wal, `${wal}.image`)
    this.kill()
    for (const suffix of ['-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true })
    renameSync(`${this.file}.image`, this.file)
    if (withLog) renameSync(`${wal}.image`, wal)
    this.#loseWitness()
  }

  /** Somebody copies the terminal's files. @returns whether there was anything to copy. */
  keepCopy(): boolean {
    const connection = connectionsIn(this.folder).find(({ name }) => name === this.file)
    if (!connection || !this.wasEnrolled) return false
    // Goods in an open cart that is paid, then put back and paid again are two sales under one id: nobody can tell.
    if ((this.service?.context.terminal.store.cart.get()?.lines.length ?? 0) > 0) return false
    connection.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(this.file, `${this.folder}.copy.db`)
    this.#copiedWitness = existsSync(this.#witness) ? readFileSync(this.#witness, 'utf8') : ''
    return true
  }

  /** Puts that copy back, with the witness as it was then or as it is now. */
  rollBack(withWitness: boolean): void {
    this.kill()
    this.hasRolledBack = true
    for (const suffix of ['-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true })
    copyFileSync(`${this.folder}.copy.db`, this.file)
    if (withWitness) writeFileSync(this.#witness, this.#copiedWitness)
  }

  fillDisk(): void {
    this.#diskIsFull = true
    this.#limitPages()
  }

  makeRoom(): void {
    this.#diskIsFull = false
    this.#limitPages()
  }

  #limitPages(): void {
    const connection = connectionsIn(this.folder).find(({ name }) => name === this.file)
    if (!connection) return
    const used = Number(connection.pragma('page_count', { simple: true }))
    connection.pragma(`max_page_count = ${this.#diskIsFull ? used : NO_PAGE_LIMIT}`)
  }

  #halt(): void {
    this.#life = undefined
    this.#lives += 1
    this.#calls = 0
    this.clock.halt()
  }

  /** The witness is never synced: after a power cut it may say what it said before, or nothing. */
  #loseWitness(): void {
    const chance = this.#options.random.next()
    if (chance < 0.4) return
    if (chance < 0.7 && this.#olderWitness !== undefined) writeFileSync(this.#witness, this.#olderWitness)
    else if (existsSync(this.#witness)) writeFileSync(this.#witness, '')
  }

  get #witness(): string {
    return join(this.folder, 'journal.head')
  }

  async #carry(request: HttpRequest): Promise<HttpAnswer> {
    const life = this.#lives
    this.#calls += 1
    try {
      return await this.#options.network.carry(this.name, request, () => this.#lives === life)
    } finally {
      if (this.#lives === life) this.#calls -= 1
    }
  }

  /** A round is under way and waits for nothing that is simulated. */
  #isWorking(): boolean {
    return this.#calls === 0 && this.#life?.service.context.terminal.live.sync.phase === 'syncing'
  }
}

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import type { router } from '../../main/handlers/router.ts'
import { backupFolder, listBackups, outdatedBackups } from '../../main/recovery/backup-files.ts'
import { performTask } from '../../main/recovery/backup-task.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import type { HttpAnswer, HttpRequest } from '../../main/sync/http.ts'
import type { SyncState } from '../../main/sync/machine.ts'
import type { Seeded } from '../support/seeded.ts'
import { connectionsIn, cutOff } from './environment.ts'
import { harm } from './harm.ts'
import { look } from './look.ts'
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
  /** Told what its program logs, as it does. */
  readonly heed: (site: TerminalSite, event: string, fields: Readonly<Record<string, unknown>>) => void
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
  #hasCopy = false
  /** Whether its data was ever put back from a copy made behind the program's back. */
  hasRolledBack = false
  /** Whether it may ever have lost data, in that way or by damage. */
  hasLostData = false
  hasCarriedPaper = false
  /** Epochs that were begun when data was put back: what was told in them since may read in two ways. */
  readonly partedEpochs = new Set<number>()

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
      log: (event, fields = {}) => {
        world.note(`${this.name} ${event} ${JSON.stringify(fields)}`)
        this.#options.heed(this, event, fields)
      },
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
    connection.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(this.file, `${this.folder}.copy.db`)
    this.#hasCopy = true
    this.#copiedWitness = existsSync(this.#witness) ? readFileSync(this.#witness, 'utf8') : ''
    return true
  }

  /** Puts that copy back, with the witness as it was then or as it is now. @returns whether there is one. */
  rollBack(withWitness: boolean): boolean {
    if (!this.#hasCopy) return false
    for (const epoch of this.#look('SELECT DISTINCT epoch FROM journal')) this.partedEpochs.add(Number(epoch))
    this.kill()
    this.hasRolledBack = true
    this.hasLostData = true
    for (const suffix of ['-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true })
    copyFileSync(`${this.folder}.copy.db`, this.file)
    if (withWitness) writeFileSync(this.#witness, this.#copiedWitness)
    return true
  }

  /**
   * Makes a backup as the program does in a quiet moment, whose own threads and looks at the disk are not simulated.
   * @returns whether it was made.
   */
  backUp(): boolean {
    if (!this.isOn || !this.wasEnrolled) return false
    mkdirSync(backupFolder(this.folder), { recursive: true })
    const unfinished = join(backupFolder(this.folder), 'unfinished')
    const takenAtMs = this.clock.nowMs()
    const answer = performTask({ kind: 'backup', file: this.file, keyHex: this.#keyHex(), takenAtMs, unfinished })
    if (answer.outcome !== 'done') throw new Error(`${this.name} makes no backup: ${answer.detail}`)
    for (const { name } of outdatedBackups(listBackups(this.folder))) rmSync(join(backupFolder(this.folder), name))
    return true
  }

  /**
   * Its disk gives other bytes back than were written; the program is killed over it.
   * @returns what was damaged; undefined where there is no backup yet, without which a person has to enrol it again.
   */
  damage(random: Seeded): string | undefined {
    if (listBackups(this.folder).length === 0) return undefined
    this.kill()
    this.hasLostData = true
    return harm(this.folder, random)
  }

  /** Where each order and cancellation stands in its journal, as epoch and sequence. */
  places(): ReadonlyMap<string, { readonly epoch: number; readonly seq: number }> {
    const rows = this.#look<[string, number, number]>(
      "SELECT subject_id, epoch, seq FROM journal WHERE kind LIKE 'order.%'",
    )
    return new Map(rows.map(([id, epoch, seq]) => [id, { epoch, seq }]))
  }

  /** Whether its program has said that what stood there is missing. */
  saidMissing({ epoch, seq }: { readonly epoch: number; readonly seq: number }): boolean {
    const report = this.service && recoveryReport(this.service.context.terminal)
    return report?.missing.some((gap) => gap.epoch === epoch && gap.fromSeq <= seq && seq <= gap.toSeq) ?? false
  }

  /** The ids of all orders and cancellations that it has, also while it is off. */
  ids(): ReadonlySet<string> {
    const rows = this.#look<[string]>('SELECT order_id FROM orders UNION SELECT cancellation_id FROM cancellations')
    return new Set(rows.map(([id]) => id))
  }

  /** The ids of orders that it read from the paper of others, and has in its journal. */
  papers(): ReadonlySet<string> {
    const rows = this.#look<[string]>("SELECT subject_id FROM journal WHERE kind = 'paper.carried'")
    return new Set(rows.map(([id]) => id))
  }

  fillDisk(): void {
    this.#diskIsFull = true
    this.#limitPages()
  }

  makeRoom(): void {
    this.#diskIsFull = false
    this.#limitPages()
  }

  #look<Row extends unknown[]>(sql: string): Row[] {
    return look<Row>(this.folder, this.#options.template.key, sql)
  }

  #keyHex(): string {
    return readFileSync(this.#options.template.key, 'utf8').trim()
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

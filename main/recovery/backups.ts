import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import { businessDay } from '../../domain/business-day.ts'
import { publishSafety } from '../safety.ts'
import type { Disk } from '../ports/disk.ts'
import { makeFolder } from '../ports/make-folder.ts'
import type { Timer } from '../ports/timer.ts'
import { backupFolder, listBackups, outdatedBackups, type BackupFile } from './backup-files.ts'
import { DAMAGED } from './damaged-folders.ts'
import { recoveryReport } from './report.ts'
import { lookAtStorage } from './storage.ts'
import { newestPlace } from './soundness.ts'
import { runTask, type RunningTask, type WorkerAnswer } from './worker-task.ts'

const LOOK_EVERY_MS = 30_000
/** A busy counter waits for a quiet moment up to here, and no longer. */
const FACTS_BEFORE_BACKUP = 200
const MOST_FACTS_BEFORE_BACKUP = 300
const LOOKS_AFTER_FAILURE = 20
/** Folders of damaged files, newest first; those with facts that are nowhere else stay besides. */
const DAMAGED_KEPT = 3
const DAMAGED_KEPT_IN_NEED = 1
/** A backup must leave room for the orders that come while it is written. */
const ROOM_FACTOR = 2

export interface BackupKeeper {
  /** Makes a backup at once. */
  now(): Promise<WorkerAnswer>
  /** Something contradicts itself: the whole database is looked at before long, and restored where it is damaged. */
  doubt(): void
  stop(): Promise<void>
}

export interface BackupOptions {
  readonly dataFolder: string
  readonly key: Uint8Array
  readonly timer: Timer
  readonly disk: Disk
  /** Large databases are not checked before the start, but in this thread soon after it. */
  readonly checkFirst: boolean
}

/**
 * Keeps verified copies of the database beside it: soon after enrolment, soon after a repair, in the first quiet moment
 * of each business day, and after some 200 facts. None of it can fail an order; what goes wrong stands in the storage status.
 */
export function keepBackups(context: TerminalContext, options: BackupOptions): BackupKeeper {
  const keeper = new Keeper(context, options)
  keeper.start()
  return { now: () => keeper.backUp(), doubt: () => keeper.doubt(), stop: () => keeper.stop() }
}

class Keeper {
  readonly #context: TerminalContext
  readonly #options: BackupOptions
  #next: { cancel(): void } | undefined
  #running: RunningTask | undefined
  #looksToSkip = 0
  #lastPlace = ''
  #isStopped = false
  #isChecked: boolean

  constructor(context: TerminalContext, options: BackupOptions) {
    this.#context = context
    this.#options = options
    this.#isChecked = !options.checkFirst
  }

  start(): void {
    if (!this.#isStopped) this.#next = this.#options.timer.after(LOOK_EVERY_MS, () => void this.#look())
  }

  doubt(): void {
    this.#isChecked = false
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#next?.cancel()
    await this.#running?.stop()
  }

  async #look(): Promise<void> {
    try {
      await this.#lookAtDisk()
      if (!this.#isChecked) await this.#check()
      // The backup that found no room was due.
      const waitsForRoom = this.#context.live.storage.backupFault === 'low_space'
      if (waitsForRoom && this.#hasRoom()) await this.backUp()
      else if (this.#looksToSkip > 0) this.#looksToSkip -= 1
      else if (this.#isDue()) await this.backUp()
    } catch (error) {
      this.#context.log('backup.failed', { why: String(error) })
    }
    this.start()
  }

  async #lookAtDisk(): Promise<void> {
    const { dataFolder, disk } = this.#options
    const changed = await lookAtStorage(this.#context, dataFolder, disk)
    if (changed && !this.#isStopped) publishSafety(this.#context)
  }

  async #check(): Promise<void> {
    const answer = await this.#run({ kind: 'check', file: this.#file(), keyHex: this.#keyHex() })
    this.#isChecked = answer.outcome === 'done'
  }

  #isDue(): boolean {
    const { settings, store } = this.#context
    if (this.#isStopped || !settings.identity()) return false
    const place = newestPlace(store)
    const isQuiet = this.#lastPlace === `${place.epoch}/${place.seq}`
    this.#lastPlace = `${place.epoch}/${place.seq}`
    // Until there is a catalogue or a fact, nothing is there that an enrolment would not bring back.
    if (settings.catalogue().version === 0 && place.seq === 0) return false
    const newest = listBackups(this.#options.dataFolder)[0]
    if (!newest) return true
    // After a repair nothing that is kept has what was put together then. One without any fact names no epoch.
    if (newest.epoch > 0 && newest.epoch < place.epoch) return true
    const facts = store.journal
      .epochs()
      .filter(({ epoch }) => epoch >= newest.epoch)
      .reduce((sum, { epoch, seq }) => sum + seq - (epoch === newest.epoch ? newest.seq : 0), 0)
    if (facts >= MOST_FACTS_BEFORE_BACKUP) return true
    return isQuiet && (facts >= FACTS_BEFORE_BACKUP || dayOf(this.#context, newest) !== today(this.#context))
  }

  async backUp(): Promise<WorkerAnswer> {
    const { dataFolder } = this.#options
    const { log, clock } = this.#context
    await this.#prune()
    if (!this.#hasRoom()) return this.#failed('low_space', 'too little room on the disk')
    try {
      makeFolder(backupFolder(dataFolder))
    } catch (error) {
      return this.#failed('failed', String(error))
    }
    const answer = await this.#run({
      ...{ kind: 'backup', file: this.#file(), keyHex: this.#keyHex(), takenAtMs: clock.nowMs() },
      unfinished: join(backupFolder(dataFolder), 'unfinished'),
    })
    if (answer.outcome !== 'done') return this.#failed('failed', answer.detail)
    log('backup.taken', { name: answer.name, bytes: answer.bytes })
    for (const { name } of outdatedBackups(listBackups(dataFolder)))
      rmSync(join(backupFolder(dataFolder), name), { force: true })
    this.#tell(null)
    await this.#lookAtDisk()
    return answer
  }

  /** What recoveries left must not fill the disk for ever. */
  async #prune(): Promise<void> {
    const { dataFolder } = this.#options
    if (!existsSync(join(dataFolder, DAMAGED))) return
    const kept = this.#context.live.storage.lowSpace ? DAMAGED_KEPT_IN_NEED : DAMAGED_KEPT
    const spared = recoveryReport(this.#context)?.damagedFolder ?? null
    const answer = await this.#run({
      ...{ kind: 'prune', dataFolder, file: this.#file(), keyHex: this.#keyHex(), kept, spared },
    })
    if (answer.outcome === 'done' && answer.name !== '') this.#context.log('damaged.pruned', { names: answer.name })
    if (answer.outcome === 'failed') this.#context.log('damaged.not_pruned', { why: answer.detail })
  }

  #failed(fault: 'low_space' | 'failed', detail: string): WorkerAnswer {
    this.#looksToSkip = LOOKS_AFTER_FAILURE
    if (!this.#isStopped) this.#context.log('backup.failed', { why: detail })
    this.#tell(fault)
    return { outcome: 'failed', detail }
  }

  #tell(backupFault: 'low_space' | 'failed' | null): void {
    const { live } = this.#context
    const isNew = live.storage.backupFault !== backupFault
    live.storage = { ...live.storage, backupFault }
    if (isNew && !this.#isStopped) publishSafety(this.#context)
  }

  async #run(task: Parameters<typeof runTask>[0]): Promise<WorkerAnswer> {
    this.#running = runTask(task)
    const answer = await this.#running.answer
    await this.#running.stop()
    this.#running = undefined
    if (answer.outcome === 'damaged') this.#context.damaged(answer.detail)
    return answer
  }

  #hasRoom(): boolean {
    const { freeBytes, lowSpace } = this.#context.live.storage
    if (lowSpace) return false
    return freeBytes === null || freeBytes > ROOM_FACTOR * statSync(this.#file()).size
  }

  #file(): string {
    return join(this.#options.dataFolder, 'terminal.db')
  }

  #keyHex(): string {
    return Buffer.from(this.#options.key).toString('hex')
  }
}

function dayOf(context: TerminalContext, { takenAtMs }: BackupFile): string {
  const shop = context.settings.shop()
  return businessDay(takenAtMs, shop?.zoneOffsetMin ?? 0, shop?.cutOffMin ?? 0)
}

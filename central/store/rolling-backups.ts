import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runInBackground, type BackgroundAnswer, type Running } from './background.ts'
import { makeFolder } from './make-folder.ts'
import type { OpenStore } from './open.ts'

/** The backups that a store makes of itself while it works. */
export interface BackupPlan {
  readonly folder: string
  readonly everyMs: number
}

export type BackupTrouble =
  | { readonly why: 'low_space'; readonly folder: string; readonly freeMb: number; readonly neededMb: number }
  | { readonly why: 'failed'; readonly folder: string; readonly what: string }

export interface RollingBackups {
  /** The backup that is being made, if any, is over. */
  idle(): Promise<void>
  stop(): Promise<void>
}

const LEAST_FREE_BYTES = 200 * 1024 * 1024
const BYTES_PER_MB = 1024 * 1024
const ALWAYS_KEPT = 3
const DAYS_KEPT = 7
/** central-YYYYMMDDThhmmssmmmZ.db, in UTC. */
const NAME = /^central-(\d{8})T\d{9}Z\.db$/

/** Makes a backup at once and then one every so often, each checked before it counts; ends where damage was found. */
export function keepBackups(
  store: Pick<OpenStore, 'dataDir' | 'file' | 'damage'>,
  { folder, everyMs }: BackupPlan,
  onTrouble: (trouble: BackupTrouble) => void,
): RollingBackups {
  let running: Running<BackgroundAnswer> | undefined
  let stopped = false

  async function turn(): Promise<void> {
    if (stopped || store.damage.found() !== undefined) return
    try {
      makeFolder(folder)
      removeUnfinished(folder)
      const low = lowSpace(folder, store.file)
      if (low) return onTrouble(low)
      const name = backupName(Date.now())
      running = runInBackground({ kind: 'backup', dataDir: store.dataDir, file: join(folder, name) })
      const answer = await running.done
      if (stopped) return
      if (answer.outcome === 'done') prune(folder, name)
      else if (answer.outcome === 'damaged') store.damage.note(answer.what)
      else onTrouble({ why: 'failed', folder, what: answer.what })
    } catch (error) {
      onTrouble({ why: 'failed', folder, what: (error as Error).message })
    }
  }

  let current = turn()
  const timer = setInterval(() => (current = current.then(turn)), everyMs)
  return {
    idle: () => current,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running?.stop()
      await current
      if (running) removeUnfinished(folder)
    },
  }
}

function backupName(atMs: number): string {
  return `central-${new Date(atMs).toISOString().replaceAll(/[-:.]/g, '')}.db`
}

/** A store that was killed while it made a backup leaves a part of it. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^central-\w+\.db\.partial/.test(name)) rmSync(join(folder, name), { force: true })
}

function lowSpace(folder: string, file: string): BackupTrouble | undefined {
  const { bavail, bsize } = statfsSync(folder)
  const logBytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const neededBytes = Math.max(LEAST_FREE_BYTES, 2 * (statSync(file).size + logBytes))
  if (bavail * bsize >= neededBytes) return undefined
  const mb = (bytes: number) => Math.floor(bytes / BYTES_PER_MB)
  return { why: 'low_space', folder, freeMb: mb(bavail * bsize), neededMb: mb(neededBytes) }
}

/** The newest one stays even where the clock was set back, so that by its name it is not the newest. */
function prune(folder: string, newest: string): void {
  for (const name of outdatedBackups(readdirSync(folder)))
    if (name !== newest) rmSync(join(folder, name), { force: true })
}

/** All but the newest three and the newest of each of the last seven days that have one; other files are nobody's here. */
export function outdatedBackups(names: readonly string[]): string[] {
  const newestFirst = names.filter((name) => NAME.test(name)).toSorted((a, b) => (a < b ? 1 : -1))
  const dayOf = (name: string) => NAME.exec(name)?.[1]
  const days = [...new Set(newestFirst.map(dayOf))].slice(0, DAYS_KEPT)
  const ofDays = new Set(days.map((day) => newestFirst.find((name) => dayOf(name) === day)))
  return newestFirst.slice(ALWAYS_KEPT).filter((name) => !ofDays.has(name))
}

import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { salvage, type Salvaged } from '../../db/salvage.ts'
import { openTerminalStore, type TerminalStore } from '../../db/store.ts'
import { readWitness, WITNESS, witnessWriter } from '../journal/witness.ts'
import { makeFolder } from '../ports/make-folder.ts'
import { backupFolder, syncFile, syncFolder, timeName } from './backup-files.ts'
import { chooseBase, RESTORING, RestoreStopped, type Base } from './choose-base.ts'
import { readMarker, removeMarker, writeMarker } from './damage.ts'
import { DAMAGED } from './damaged-folders.ts'
import { DATABASE } from './inspect.ts'
import { inertContext, type Ports } from './inert-context.ts'
import { missingOfNobody, putBackFacts } from './put-back.ts'
import { putBackBesides } from './put-back-besides.ts'
import { saveRecoveryReport, type RecoveryReport } from './report.ts'

/** What belongs to a database. The log must never stand beside another database, so it goes before one is put there. */
const FILES = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, WITNESS]
const NO_FACTS = { salvagedOrders: 0, requeuedFacts: 0 }
/** What a person may have changed since the backup. */
const NEWER_SETTINGS = ['settings', 'shop']
/** What a terminal is; the rest of its settings is about things that have to be fetched again. */
const OWN_SETTINGS = ['identity', 'key-seeds', 'installation-id', 'shop', 'settings', 'simulated-answer']

/**
 * Sets a damaged database aside and puts a sound one in its place: the newest backup with everything that can still be
 * read. Nothing is deleted by it. A power cut in the midst of it only makes the next start go through with it.
 */
export function recover(dataFolder: string, key: Uint8Array, cause: RecoveryReport['cause'], ports: Ports): void {
  const damagedFolder = setAside(dataFolder, cause, ports.clock.nowMs())
  if (!existsSync(join(dataFolder, DATABASE))) {
    const { missing, ...report } = restore({ dataFolder, damagedFolder, cause, ports }, key)
    const restored = join(dataFolder, RESTORING)
    // Closing it moves its log into it, if the disk takes that; one that leaves its log behind is not whole.
    if (existsSync(`${restored}-wal`)) throw new RestoreStopped('start.not_writable')
    syncFile(restored)
    renameSync(restored, join(dataFolder, DATABASE))
    syncFolder(dataFolder)
    ports.log('recovery.done', { ...report, missing: missing.length })
  }
  removeMarker(dataFolder)
}

/** @returns the folder that the damaged files are in, below the data folder. */
function setAside(dataFolder: string, cause: RecoveryReport['cause'], nowMs: number): string {
  const marker = readMarker(dataFolder)
  if (marker?.phase === 'restoring' && marker.damagedFolder !== undefined) return marker.damagedFolder
  const damagedFolder = marker?.damagedFolder ?? join(DAMAGED, timeName(nowMs))
  writeMarker(dataFolder, { cause, damagedFolder, phase: 'setting-aside' })
  const target = join(dataFolder, damagedFolder)
  makeFolder(target)
  // What is moved into a folder that a power cut takes away is lost with it.
  for (const folder of [dirname(target), dataFolder]) syncFolder(folder)
  // A power cut may leave a file under both names: it is moved again then.
  for (const name of FILES)
    if (existsSync(join(dataFolder, name))) renameSync(join(dataFolder, name), join(target, name))
  for (const folder of [target, dataFolder]) syncFolder(folder)
  writeMarker(dataFolder, { cause, damagedFolder, phase: 'restoring' })
  return damagedFolder
}

interface Recovery {
  readonly dataFolder: string
  /** Below the data folder. */
  readonly damagedFolder: string
  readonly cause: RecoveryReport['cause']
  readonly ports: Ports
}

function restore(recovery: Recovery, key: Uint8Array): RecoveryReport {
  const { dataFolder, damagedFolder } = recovery
  const aside = join(dataFolder, damagedFolder)
  // One of a restoration that was cut off names facts that the next one does not have.
  rmSync(join(dataFolder, WITNESS), { force: true })
  const base = chooseBase(dataFolder, aside, key)
  for (const name of base.unsound) renameSync(join(backupFolder(dataFolder), name), join(aside, name))
  for (const folder of [aside, backupFolder(dataFolder), dataFolder]) if (existsSync(folder)) syncFolder(folder)
  const salvaged = salvage(join(aside, DATABASE), key)
  const file = join(dataFolder, RESTORING)
  const witness = witnessWriter(dataFolder, () => {})
  const opened = openTerminalStore(file, key, (newest) => witness.write(newest))
  if (!opened.ok) throw new RestoreStopped(opened.code)
  const store = opened.value
  try {
    const report = store.transaction(() => fill(store, recovery, base, salvaged))
    store.checkpoint()
    return report
  } finally {
    store.close()
    witness.close()
  }
}

/** Everything that is put into the restored database, with the report that tells of it. */
function fill(store: TerminalStore, recovery: Recovery, base: Base, salvaged: Salvaged): RecoveryReport {
  const { cause, damagedFolder, dataFolder, ports } = recovery
  for (const name of base.kind === 'nothing' ? OWN_SETTINGS : NEWER_SETTINGS) {
    const value = salvaged.settings.get(name)
    if (value !== undefined) store.settings.set(name, JSON.parse(value))
  }
  const context = inertContext(store, dataFolder, ports)
  putBackBesides(store, salvaged)
  // States of orders that the backup does not know are told again.
  context.settings.saveStatesCursor(0)
  context.settings.saveFetchedBack({})
  const isEnrolled = context.settings.identity() !== undefined
  const witness = readWitness(join(dataFolder, damagedFolder))
  const facts = isEnrolled
    ? putBackFacts(context, salvaged, witness)
    : { ...NO_FACTS, missing: missingOfNobody(salvaged, witness) }
  const restoredFrom = base.kind === 'nothing' && !isEnrolled ? 'anew' : base.kind
  const report: RecoveryReport = {
    ...{ atMs: ports.clock.nowMs(), cause, restoredFrom, backupTakenAtMs: base.takenAtMs, ...facts },
    ...{ fetchedBack: 0, damagedFolder, seenAtMs: null },
  }
  saveRecoveryReport(store.settings, report)
  return report
}

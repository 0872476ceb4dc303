import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { salvage } from '../../db/salvage.ts'
import { openTerminalStore, type TerminalStore } from '../../db/store.ts'
import { readWitness, WITNESS, witnessWriter } from '../journal/witness.ts'
import { makeFolder } from '../ports/make-folder.ts'
import { IDENTITY_COPY, readIdentityCopy } from '../security/identity-copy.ts'
import { backupFolder, syncFile, syncFolder, timeName } from './backup-files.ts'
import { chooseBase, RESTORING, RestoreStopped } from './choose-base.ts'
import { readMarker, removeMarker, writeMarker } from './damage.ts'
import { DAMAGED } from './damaged-folders.ts'
import { DATABASE } from './inspect.ts'
import { inertContext, type Ports } from './inert-context.ts'
import { missingOfNobody, putBackFacts } from './put-back.ts'
import { putBackBesides } from './put-back-besides.ts'
import { putBackSettings, replaySettings, type SettingsSources } from './put-back-settings.ts'
import { saveRecoveryReport, type RecoveryReport } from './report.ts'

/** What belongs to a database. The log must never stand beside another database, so it goes before one is put there. */
const FILES = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, WITNESS]
const NO_FACTS = { salvagedOrders: 0, requeuedFacts: 0 }

/**
 * Sets a damaged database aside and puts a sound one in its place: the newest backup with everything that can still be
 * read. Nothing is deleted by it. A power cut in the midst of it only makes the next start go through with it.
 */
export function recover(dataFolder: string, key: Uint8Array, cause: RecoveryReport['cause'], ports: Ports): void {
  const damagedFolder = setAside(dataFolder, key, cause, ports.clock.nowMs())
  if (!existsSync(join(dataFolder, DATABASE))) {
    const {
      missing,
      toSend = 0,
      uncounted = false,
      settingsUncertain = false,
      ...report
    } = restore({ dataFolder, damagedFolder, cause, ports }, key)
    const restored = join(dataFolder, RESTORING)
    // Closing it moves its log into it, if the disk takes that; one that leaves its log behind is not whole.
    if (existsSync(`${restored}-wal`)) throw new RestoreStopped('start.not_writable')
    // What a full disk kept SQLite from deleting says nothing without its log.
    rmSync(`${restored}-shm`, { force: true })
    syncFile(restored)
    renameSync(restored, join(dataFolder, DATABASE))
    syncFolder(dataFolder)
    ports.log('recovery.done', { ...report, toSend, uncounted, settingsUncertain, missing: missing.length })
  }
  removeMarker(dataFolder)
}

/** @returns the folder that the damaged files are in, below the data folder. */
function setAside(dataFolder: string, key: Uint8Array, cause: RecoveryReport['cause'], nowMs: number): string {
  const marker = readMarker(dataFolder)
  if (marker?.phase === 'restoring' && marker.damagedFolder !== undefined) return marker.damagedFolder
  const damagedFolder = marker?.damagedFolder ?? join(DAMAGED, timeName(nowMs))
  writeMarker(dataFolder, { cause, damagedFolder, phase: 'setting-aside' })
  const target = join(dataFolder, damagedFolder)
  makeFolder(target)
  // What is moved into a folder that a power cut takes away is lost with it.
  for (const folder of [dirname(target), dataFolder]) syncFolder(folder)
  // A power cut may leave a file under both names: it is moved again then.
  const isUseless = readIdentityCopy(dataFolder, key) === undefined
  for (const name of [...FILES, ...(isUseless ? [IDENTITY_COPY] : [])])
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
    const copy = readIdentityCopy(dataFolder, key)
    const report = store.transaction(() => fill(store, recovery, { base, salvaged, copy }))
    store.checkpoint()
    return report
  } finally {
    store.close()
    witness.close()
  }
}

/** Everything that is put into the restored database, with the report that tells of it. */
function fill(store: TerminalStore, recovery: Recovery, sources: SettingsSources): RecoveryReport {
  const { cause, damagedFolder, dataFolder, ports } = recovery
  const { base, salvaged, copy } = sources
  putBackSettings(store, sources)
  const context = inertContext(store, dataFolder, ports)
  putBackBesides(store, salvaged)
  // States of orders that the backup does not know are told again.
  context.settings.saveStatesCursor(0)
  context.settings.forgetFetchedBack()
  const isEnrolled = context.settings.identity() !== undefined
  const witness = readWitness(join(dataFolder, damagedFolder))
  const uncounted = witness === undefined && base.kind !== 'own' && UNCOUNTED.includes(cause)
  const facts = isEnrolled
    ? putBackFacts(context, salvaged, { witness, uncounted })
    : { ...NO_FACTS, missing: missingOfNobody(salvaged, witness) }
  if (isEnrolled) replaySettings(context)
  const central = context.settings.central()
  if (central && base.kind === 'nothing') context.settings.saveCentral({ ...central, isKept: true })
  const settingsUncertain = !copy && !salvaged.settings.has('settings') && (uncounted || facts.missing.length > 0)
  const report: RecoveryReport = {
    ...{ atMs: ports.clock.nowMs(), cause, restoredFrom: restoredFrom(sources, isEnrolled) },
    ...{ backupTakenAtMs: base.takenAtMs, ...facts, toSend: store.outbox.countWaitingOrders() },
    ...{ fetchedBack: 0, uncounted, settingsUncertain, damagedFolder, seenAtMs: null },
  }
  saveRecoveryReport(store.settings, report)
  return report
}

/** Without a witness of the newest fact nobody knows then how many there were. */
const UNCOUNTED: readonly RecoveryReport['cause'][] = ['missing', 'unreadable', 'pages']

function restoredFrom({ base, salvaged }: SettingsSources, isEnrolled: boolean): RecoveryReport['restoredFrom'] {
  if (base.kind !== 'nothing') return base.kind
  if (!isEnrolled) return 'anew'
  return salvaged.settings.has('identity') ? 'nothing' : 'identity'
}

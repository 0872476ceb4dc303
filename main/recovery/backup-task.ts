import { renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeBackup } from '../../db/backup.ts'
import { isDamage, lookInto } from '../../db/check.ts'
import { backupName, syncFile, syncFolder } from './backup-files.ts'
import { pruneDamaged } from './damaged-folders.ts'
import { soundnessOf, type Soundness } from './soundness.ts'
import type { WorkerAnswer, WorkerTask } from './worker-task.ts'

/** Copies or checks a database over connections of its own; it takes as long as that takes. */
export function performTask(task: WorkerTask): WorkerAnswer {
  const key = Buffer.from(task.keyHex, 'hex')
  try {
    if (task.kind === 'prune') return { outcome: 'done', name: pruneDamaged(task, key).join(' '), bytes: 0 }
    return task.kind === 'check' ? check(task.file, key) : backUp(task, key)
  } catch (error) {
    return { outcome: isDamage(error) ? 'damaged' : 'failed', detail: String(error) }
  }
}

function check(file: string, key: Uint8Array): WorkerAnswer {
  return answerOf(soundnessOf(file, key, { pages: 'quick', rows: true }))
}

function answerOf({ fault }: Soundness): WorkerAnswer {
  if (!fault) return { outcome: 'done', name: '', bytes: 0 }
  return { outcome: fault.what === 'other' ? 'failed' : 'damaged', detail: `${fault.what}: ${fault.detail}` }
}

function backUp(
  { file, unfinished, takenAtMs }: Extract<WorkerTask, { kind: 'backup' }>,
  key: Uint8Array,
): WorkerAnswer {
  rmSync(unfinished, { force: true })
  // Copying rows reads no index, and a page that nothing reads may be damaged for months.
  const source = soundnessOf(file, key, { pages: 'quick', rows: false })
  if (source.fault) return answerOf(source)
  try {
    writeBackup(file, unfinished, key)
    syncFile(unfinished)
    const copy = soundnessOf(unfinished, key, { pages: 'quick', rows: true })
    if (copy.fault?.what === 'journal' || copy.fault?.what === 'rows') return answerOf(copy)
    if (copy.fault || !copy.newest) return { outcome: 'failed', detail: `not what was written: ${copy.fault?.detail}` }
    if (!agrees(file, unfinished, key)) return { outcome: 'failed', detail: 'its newest fact is not the journal’s' }
    const name = backupName(takenAtMs, copy.newest)
    const { size } = statSync(unfinished)
    renameSync(unfinished, join(dirname(unfinished), name))
    syncFolder(dirname(unfinished))
    return { outcome: 'done', name, bytes: size }
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Whether the newest fact of a copy is that of the database at the same place. */
function agrees(file: string, copy: string, key: Uint8Array): boolean {
  const newest = lookInto(copy, key, ({ journal }) => journal.newest(journal.epochs().at(-1)?.epoch ?? 0))
  if (!newest.ok) return false
  const entry = newest.value
  if (!entry) return true
  const there = lookInto(file, key, ({ journal }) => journal.get(entry.epoch, entry.seq))
  return there.ok && there.value?.bodyHash === entry.bodyHash && there.value.previousHash === entry.previousHash
}

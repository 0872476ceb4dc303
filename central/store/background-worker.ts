import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { StartError } from '../start-error.ts'
import { backUp } from './backup.ts'
import type { BackgroundAnswer, BackgroundTask } from './background.ts'
import { faultIn } from './damage.ts'

/** Copies and checks databases over connections of its own. */

// On Linux this is the thread's own; elsewhere it would be the whole program's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const tell = parentPort?.postMessage.bind(parentPort)
tell?.(perform(workerData as BackgroundTask))

function perform(task: BackgroundTask): BackgroundAnswer {
  try {
    const fault = task.kind === 'check' ? faultIn(task.file) : undefined
    if (fault !== undefined) return { outcome: 'damaged', what: fault }
    if (task.kind === 'backup') backUp(task.dataDir, task.file)
    return { outcome: 'done' }
  } catch (error) {
    const damaged = error instanceof StartError && error.code === 'backup.damaged'
    return { outcome: damaged ? 'damaged' : 'failed', what: damaged ? String(error.details['what']) : String(error) }
  }
}

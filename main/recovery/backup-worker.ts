import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { performTask } from './backup-task.ts'
import type { WorkerTask } from './worker-task.ts'

/** Copies and checks databases in a thread of its own, so that no order waits for it. */

// On Linux this is the thread's own; elsewhere it would be the whole program's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const tell = parentPort?.postMessage.bind(parentPort)
tell?.(performTask(workerData as WorkerTask))

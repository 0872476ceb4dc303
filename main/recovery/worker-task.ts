import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Pruning } from './damaged-folders.ts'

export type WorkerTask =
  | {
      readonly kind: 'backup'
      readonly file: string
      readonly keyHex: string
      /** Written under this name, in the folder of the backups, until it has been verified. */
      readonly unfinished: string
      readonly takenAtMs: number
    }
  | { readonly kind: 'check'; readonly file: string; readonly keyHex: string }
  | ({ readonly kind: 'prune'; readonly keyHex: string } & Pruning)

export type WorkerAnswer =
  /** The name of the backup, or the names of what was deleted. */
  | { readonly outcome: 'done'; readonly name: string; readonly bytes: number }
  /** `damaged`: the database itself no longer gives back what was written. */
  | { readonly outcome: 'damaged' | 'failed'; readonly detail: string }

export interface RunningTask {
  readonly answer: Promise<WorkerAnswer>
  stop(): Promise<void>
}

/** Beside this file, in the sources as in the program that was made of them. */
function workerFile(): string {
  return join(import.meta.dirname, `backup-worker${extname(import.meta.filename)}`)
}

export function runTask(task: WorkerTask): RunningTask {
  const worker = new Worker(workerFile(), { workerData: task })
  const answer = new Promise<WorkerAnswer>((resolve) => {
    worker.once('message', resolve)
    worker.once('error', (error) => resolve({ outcome: 'failed', detail: String(error) }))
    worker.once('exit', () => resolve({ outcome: 'failed', detail: 'it was ended' }))
  })
  return {
    answer,
    async stop() {
      await worker.terminate()
    },
  }
}

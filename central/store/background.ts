import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { OpenStore } from './open.ts'

export type BackgroundTask =
  | { readonly kind: 'check'; readonly file: string }
  | { readonly kind: 'backup'; readonly dataDir: string; readonly file: string }

export type BackgroundAnswer =
  | { readonly outcome: 'done' }
  /** `damaged`: the database itself no longer gives back what was written. */
  | { readonly outcome: 'damaged' | 'failed'; readonly what: string }

export interface Running<Value> {
  readonly done: Promise<Value>
  stop(): Promise<void>
}

/** Has a database copied or checked in a thread of its own, so that no request waits for it. */
export function runInBackground(task: BackgroundTask): Running<BackgroundAnswer> {
  const file = join(import.meta.dirname, `background-worker${extname(import.meta.filename)}`)
  const worker = new Worker(file, { workerData: task })
  const done = new Promise<BackgroundAnswer>((resolve) => {
    worker.once('message', resolve)
    worker.once('error', (error) => resolve({ outcome: 'failed', what: String(error) }))
    worker.once('exit', () => resolve({ outcome: 'failed', what: 'it was ended' }))
  })
  return { done, stop: async () => void (await worker.terminate()) }
}

/** Looks through a whole store while it works; what is found is remembered as its damage. */
export function checkInBackground({ file, damage }: Pick<OpenStore, 'file' | 'damage'>): Running<void> {
  const { done, stop } = runInBackground({ kind: 'check', file })
  const noted = done.then((answer) => (answer.outcome === 'damaged' ? damage.note(answer.what) : undefined))
  return { done: noted, stop }
}

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach } from 'vitest'

/** A terminal that runs in a process of its own, to be killed or to have its disk spoilt. */
export interface TerminalProcess {
  /** The answer, or a rejection with an Error whose message is the code. */
  call<Value = unknown>(path: string, input?: unknown): Promise<Value>
  /** SIGKILL, as a power cut does it to a process; resolves when it is gone. */
  kill(): Promise<void>
  /** Ends in order. */
  close(): Promise<void>
}

/** Many are started, all the same: what was compiled for the first serves the others. */
const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/test-processes')

const running = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  await Promise.all([...running].map((child) => once(child, 'exit')))
})

type Answer = { readonly id: number; readonly value?: unknown; readonly code?: string }

/** @throws an Error whose message is the code where the terminal does not start. */
export async function startTerminal(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<TerminalProcess> {
  const child = fork(join(import.meta.dirname, 'terminal-child.ts'), [folder], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.add(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => running.delete(child))
  const waiting = new Map<number, (answer: Answer) => void>()
  const ready = await new Promise<string>((resolve) => {
    child.once('message', (message) => resolve((message as { ready: string }).ready))
    child.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`))
  })
  if (ready !== 'ready') {
    await ended
    throw new Error(ready)
  }
  child.on('message', (message) => waiting.get((message as Answer).id)?.(message as Answer))
  let last = 0
  const call = async <Value>(path: string, input?: unknown): Promise<Value> => {
    const id = ++last
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      void ended.then(() => resolve({ id, code: 'process.ended' }))
      child.send({ id, path, input })
    })
    if (answer.code !== undefined) throw new Error(answer.code)
    return answer.value as Value
  }
  return {
    call,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      await call('close')
      await ended
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { CommandError, ROOT } from '../console.ts'

/** A process that ends when this one does, and says on its first line of output that it is ready, or why not. */
export interface Child<Ready> {
  readonly ready: Ready
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>
  /** Asks it to end, and makes it end after a while. */
  stop(): Promise<void>
}

const STOP_LIMIT_MS = 6_000
const END_WITH_PARENT = pathToFileURL(join(ROOT, 'scripts', 'end-with-parent.ts')).href

/**
 * Starts `entry` (relative to the top) under this Node and waits for its first JSON line.
 * @param what the words for it in a sentence, such as "the central store".
 * @throws CommandError with the child's own code and sentence, or `child.failed` if it ended without a word.
 */
export async function startChild<Ready>(what: string, entry: string, args: readonly string[]): Promise<Child<Ready>> {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, join(ROOT, entry), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(() => undefined)
  const first = await firstJsonLine(child)
  if (first === undefined)
    throw new CommandError(
      'child.failed',
      `${what} ended before it was ready (exit code ${child.exitCode}); its own words are above.`,
    )
  if (isFailure(first)) throw new CommandError(first.error.code, first.error.sentence)
  return { ready: first as Ready, ended, stop: () => stopChild(child) }
}

/** The first line of the child's output that is JSON; undefined if it ends without one. Later output is let go. */
async function firstJsonLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) return undefined
  const lines = createInterface({ input: child.stdout })
  return await new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line))
    })
    child.once('exit', () => lines.once('close', () => resolve(undefined)))
    child.once('error', () => resolve(undefined))
  })
}

function isFailure(message: unknown): message is { error: { code: string; sentence: string } } {
  return typeof message === 'object' && message !== null && 'error' in message
}

/** Lets go of the channel, which ends the child on every platform; kills it when it does not come to an end. */
async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  if (child.connected) child.disconnect()
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await once(child, 'exit')
  clearTimeout(limit)
}

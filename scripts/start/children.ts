import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CommandError, ROOT } from '../console.ts'
import { message } from './messages.ts'

export interface Stoppable {
  /** Asks it to end, makes it end after a while, and resolves when it is gone. */
  stop(): Promise<void>
}

/** A process that has said on its first line of output that it is ready, and what for. */
export interface Child<Ready> extends Stoppable {
  readonly ready: Ready
  /** Resolves when the process is gone. */
  readonly ended: Promise<unknown>
}

interface SpawnOptions {
  readonly stdout: 'pipe' | 'ignore'
  /** A file descriptor in place of this process's own standard error. */
  readonly stderr?: number
  readonly env?: NodeJS.ProcessEnv
}

const STOP_LIMIT_MS = 6_000
const END_WITH_PARENT = join(ROOT, 'scripts', 'end-with-parent.ts')

/** Starts `entry` (relative to the top) under this Node, in a process that ends when this one does. */
export function spawnScript(entry: string, args: readonly string[], options: SpawnOptions) {
  const child = spawn(process.execPath, [END_WITH_PARENT, join(ROOT, entry), ...args], {
    cwd: ROOT,
    stdio: ['ignore', options.stdout, options.stderr ?? 'inherit', 'ipc'],
    ...(options.env === undefined ? {} : { env: options.env }),
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  return { child, ended, stop: () => stopChild(child) }
}

/**
 * Starts `entry` and waits for its first JSON line.
 * @param part what to call it in a sentence.
 * @throws CommandError with the child's own code and sentence, or `start.part_failed` if it ended without a word.
 */
export async function startChild<Ready>(part: string, entry: string, args: readonly string[]): Promise<Child<Ready>> {
  const { child, ended, stop } = spawnScript(entry, args, { stdout: 'pipe' })
  const first = await firstJsonLine(child)
  if (first === undefined)
    throw new CommandError('start.part_failed', message('start.part_failed', { part, exitCode: child.exitCode ?? '–' }))
  if (isFailure(first)) throw new CommandError(first.error.code, first.error.sentence)
  return { ready: first as Ready, ended, stop }
}

/** The first line of the child's output that is JSON; undefined if it ends without one. Later output is let go. */
async function firstJsonLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) return undefined
  const lines = createInterface({ input: child.stdout })
  return await new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line))
    })
    // The last lines may arrive after the exit.
    child.once('close', () => resolve(undefined))
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

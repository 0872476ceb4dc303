import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../scripts/console.ts'
import type { Task, Word } from './words.ts'

/** Real processes that may be killed at any moment. */

/** What was compiled for the first serves all the others; they are started by the thousand. */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'proofs')
const READY_LIMIT_MS = 30_000

export interface TerminalLife {
  /** Resolves when the terminal has said that it is open, or when it has ended without. */
  readonly open: Promise<unknown>
  /** Resolves with its exit code when everything it said has been heard; null where it was killed. */
  readonly over: Promise<number | null>
  kill(): void
}

export function startTerminal(task: Task, hear: (word: Word) => void): TerminalLife {
  const child = start('proofs/crash/terminal-child.ts', [JSON.stringify(task)])
  let opened = (): void => {}
  const open = new Promise<void>((resolve) => (opened = resolve))
  const lines = createInterface({ input: child.stdout! })
  lines.on('line', (line) => {
    const word = wordOf(line)
    if (word === undefined) return
    hear(word)
    if (word.say === 'open') opened()
  })
  const over = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(([[code]]) => code as number | null)
  void over.then(opened)
  return { open, over, kill: () => void child.kill('SIGKILL') }
}

/** The last line of a process that was killed may have been cut off: it was not said. */
function wordOf(line: string): Word | undefined {
  try {
    return JSON.parse(line) as Word
  } catch {
    return undefined
  }
}

export interface CentralProcess {
  readonly port: number
  readonly url: string
  readonly adminToken: string
  kill(): Promise<void>
  close(): Promise<void>
}

/** Starts the central store's own program on a folder. @throws where it does not say that it is ready. */
export async function startCentral(dataDir: string): Promise<CentralProcess> {
  const child = start('central/cli.ts', ['--data', dataDir, '--port', '0', '--json', '--with-parent'])
  const ended = once(child, 'exit')
  const limit = setTimeout(() => child.kill('SIGKILL'), READY_LIMIT_MS)
  for await (const line of createInterface({ input: child.stdout! })) {
    clearTimeout(limit)
    child.stdout!.resume()
    const { url, adminToken } = JSON.parse(line) as { url: string; adminToken: string }
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal)
      await ended
    }
    return { url, adminToken, port: Number(new URL(url).port), kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
  }
  throw new Error('the central store ended before it was ready')
}

function start(entry: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(ROOT, entry), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
    // Standard input stays open as long as this process lives, and tells its children when it is gone.
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

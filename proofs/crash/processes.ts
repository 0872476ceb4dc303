import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startProcess } from '../support/central-process.ts'
import type { Task, Word } from './words.ts'

/** A terminal's process from its start to its end, which is mostly a violent one. */
export interface TerminalLife {
  /** Resolves when the terminal has said that it is open, or when it has ended without. */
  readonly open: Promise<unknown>
  /** Resolves with its exit code when everything it said has been heard; null where it was killed. */
  readonly over: Promise<number | null>
  kill(): void
}

export function startTerminal(task: Task, hear: (word: Word) => void): TerminalLife {
  const child = startProcess('proofs/crash/terminal-child.ts', [JSON.stringify(task)])
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

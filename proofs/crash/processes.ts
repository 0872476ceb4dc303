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
  /** Resolves when it has said so many things; on a busy machine that takes longer than on an idle one. */
  said(words: number): Promise<void>
  kill(): void
}

export function startTerminal(task: Task, hear: (word: Word) => void): TerminalLife {
  const child = startProcess('proofs/crash/terminal-child.ts', [JSON.stringify(task)])
  let opened = (): void => {}
  let heard = 0
  let awaited = Infinity
  let enough = (): void => {}
  const open = new Promise<void>((resolve) => (opened = resolve))
  const lines = createInterface({ input: child.stdout! })
  lines.on('line', (line) => {
    const word = wordOf(line)
    if (word === undefined) return
    hear(word)
    heard += 1
    if (word.say === 'open') opened()
    if (heard >= awaited) enough()
  })
  const over = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(([[code]]) => code as number | null)
  void over.then(opened)
  return {
    open,
    over,
    said: (words) =>
      new Promise((resolve) => {
        awaited = words
        enough = resolve
        if (heard >= words) resolve()
      }),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** The last line of a process that was killed may have been cut off: it was not said. */
function wordOf(line: string): Word | undefined {
  try {
    return JSON.parse(line) as Word
  } catch {
    return undefined
  }
}

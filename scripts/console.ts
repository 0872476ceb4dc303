import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's top folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Says a line to the person at the console. Standard output is left to results that programs read. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A failure that the person who typed the command can mend: what, where and what to do, in one or two sentences. */
export class CommandError extends Error {
  /** Stable; scripts may rely on it. */
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.code = code
  }
}

/** Ends the process with exit code 2 after saying what is wrong; with `json`, also as a line on standard output. */
export function failWith(error: CommandError, json: boolean): never {
  say(error.message)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: error.code, sentence: error.message } })}\n`)
  process.exit(2)
}

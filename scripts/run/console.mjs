import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's top folder, and what is installed in it. */
export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
export const MODULES = path.join(ROOT, 'node_modules')
export const PLATFORM = `${process.platform}-${process.arch}`

/** Standard output is left to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Says why nothing can be run, and ends. */
export function fail(sentence) {
  say(sentence)
  process.exit(1)
}

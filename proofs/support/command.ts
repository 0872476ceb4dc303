import { parseArgs } from 'node:util'

/** A proof's command line: whole numbers by name, and `--json`, which leaves nothing but the result to be said. */

interface Limits {
  readonly otherwise: number
  readonly least: number
  readonly most: number
}

export interface ProofOptions<Name extends string> {
  readonly numbers: Readonly<Record<Name, number>>
  /** Says a line of progress to the person at the console. */
  readonly say: (line: string) => void
}

const WRONG_OPTIONS = 2

/** Reads the options of `npm run COMMAND`; says what is wrong and ends with 2 where they cannot be read. */
export function readProofOptions<Name extends string>(
  command: string,
  limits: Readonly<Record<Name, Limits>>,
): ProofOptions<Name> {
  const names = Object.keys(limits) as Name[]
  try {
    const given = valuesOf(names)
    const numbers = Object.fromEntries(names.map((name) => [name, wholeNumber(name, given[name], limits[name])]))
    const quiet = given['json'] === true
    const say = (line: string): void => void (quiet || process.stderr.write(`${line}\n`))
    return { numbers: numbers as Record<Name, number>, say }
  } catch (error) {
    const options = names.map((name) => `[--${name} N]`).join(' ')
    process.stderr.write(`${(error as Error).message}\nnpm run ${command} -- ${options} [--json]\n`)
    process.exit(WRONG_OPTIONS)
  }
}

function valuesOf(names: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const numbers = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  return parseArgs({ options: { ...numbers, json: { type: 'boolean' as const } } }).values as Record<string, string>
}

function wholeNumber(name: string, text: string | boolean | undefined, { otherwise, least, most }: Limits): number {
  if (text === undefined) return otherwise
  const number = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${String(text)}".`)
}

/** Prints the result as one line of JSON; a promise that is broken makes the command fail. */
export function finishProof<Result extends { readonly broken: readonly string[] }>(result: Result): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exitCode = result.broken.length === 0 ? 0 : 1
}

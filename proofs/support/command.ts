import { parseArgs } from 'node:util'

/** A proof's command line: whole numbers by name, and `--json`, which leaves nothing but the result to be said. */

interface Limits {
  /** What the number is of, as `--help` says it. */
  readonly what: string
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

/** Reads the options of `npm run COMMAND`; says what is wrong and ends with 2 where they cannot be read, with 0 after help. */
export function readProofOptions<Name extends string>(
  command: string,
  limits: Readonly<Record<Name, Limits>>,
): ProofOptions<Name> {
  const names = Object.keys(limits) as Name[]
  try {
    const given = valuesOf(names)
    if (given['help'] === true) {
      process.stdout.write(helpOf(command, limits))
      process.exit(0)
    }
    const numbers = Object.fromEntries(names.map((name) => [name, wholeNumber(name, given[name], limits[name])]))
    const quiet = given['json'] === true
    const say = (line: string): void => void (quiet || process.stderr.write(`${line}\n`))
    return { numbers: numbers as Record<Name, number>, say }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${helpOf(command, limits)}`)
    process.exit(WRONG_OPTIONS)
  }
}

function valuesOf(names: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const numbers = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  const flag = { type: 'boolean' as const }
  const args = withNegatives(process.argv.slice(2), names)
  return parseArgs({ args, options: { ...numbers, json: flag, help: flag } }).values as Record<string, string>
}

/** A number below nothing is no option of its own: it is read as the value before it is told that it is too small. */
export function withNegatives(args: readonly string[], names: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    const isValue = /^-\d/.test(arg) && before !== undefined && names.some((name) => before === `--${name}`)
    if (isValue) joined[joined.length - 1] = `${before}=${arg}`
    else joined.push(arg)
  }
  return joined
}

function helpOf(command: string, limits: Readonly<Record<string, Limits>>): string {
  const all = Object.entries(limits)
  const usage = all.map(([name]) => `[--${name} N]`).join(' ')
  const lines = all.map(
    ([name, { what, otherwise, least, most }]) =>
      `  --${name.padEnd(10)} ${what}: ${least} to ${most}, else ${otherwise}`,
  )
  const json = `  --${'json'.padEnd(10)} nothing but the result, as one line of JSON`
  return `npm run ${command} -- ${usage} [--json]\n${[...lines, json].join('\n')}\n`
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

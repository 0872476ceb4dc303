import { parseArgs } from 'node:util'
import { withNegatives } from '../support/command.ts'

export interface SimOptions {
  readonly seeds: number
  readonly from: number
  readonly days: number
  readonly terminals: number
  readonly workers: number
  readonly json: boolean
  readonly trace: boolean
  readonly planted: boolean
  readonly bug: string | undefined
}

const USAGE = `npm run sim -- [--seeds N] [--from S] [--days D] [--terminals T] [--workers W] [--json] [--trace]
npm run sim -- --planted [--seeds N] [--from S] [--workers W] [--json]
npm run sim -- --bug NAME [--seeds N] …   runs with one planted bug until it is found
  --seeds      how many shops are simulated
  --from       the seed of the first
  --days       how many days each of them lasts
  --terminals  how many terminals each has
  --workers    how many run at the same time
  --planted    plants each of the known bugs in turn; every one must be found
  --json       nothing but the result, as one line of JSON
  --trace      every event and message, too`

/**
 * @returns undefined where help was asked for.
 * @throws Error with a sentence where an option is unknown or is not what it can be.
 */
export function simOptions(given: readonly string[]): SimOptions | undefined {
  const { values } = parseArgs({
    args: withNegatives(given, ['seeds', 'from', 'days', 'terminals', 'workers']),
    options: {
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      days: { type: 'string' },
      terminals: { type: 'string' },
      workers: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      planted: { type: 'boolean', default: false },
      bug: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  // Bugs are looked for in small shops: what they break, they break there too, and sooner.
  const small = values.planted || values.bug !== undefined
  return {
    seeds: whole('seeds', values.seeds ?? (small ? '1000' : '20'), 1, 10_000_000),
    from: whole('from', values.from, 0, 2 ** 40),
    days: whole('days', values.days ?? (small ? '5' : '30'), 1, 400),
    terminals: whole('terminals', values.terminals ?? (small ? '3' : '20'), 1, 200),
    workers: whole('workers', values.workers, 1, 64),
    json: values.json,
    trace: values.trace,
    planted: values.planted,
    bug: values.bug,
  }
}

export function usage(): string {
  return USAGE
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(value >= least && value <= most)) throw new Error(`--${name} takes a whole number from ${least} to ${most}`)
  return value
}

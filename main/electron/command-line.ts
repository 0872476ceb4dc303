import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface CommandLine {
  /** Absolute. */
  readonly dataFolder?: string
  readonly centralUrl?: string
  readonly enrolmentCode?: string
  readonly kiosk: boolean
  readonly demonstration: boolean
}

export type CommandLineReading =
  { readonly ok: true; readonly value: CommandLine } | { readonly ok: false; readonly sentence: string }

const USAGE = 'Options: --data DIR, --central URL, --enrol CODE, --kiosk, --demo.'
const OPTIONS = {
  data: { type: 'string' },
  central: { type: 'string' },
  enrol: { type: 'string' },
  kiosk: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const

/**
 * Reads what follows the program's name. Switches of Chromium (`--no-sandbox`, `--lang=ko`) stand among ours and are
 * not looked at; a word that belongs to no option is refused, which also catches most misspelt names of options.
 */
export function readCommandLine(args: readonly string[], workingFolder: string): CommandLineReading {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
  })
  if (positionals.length > 0) return refuse(`"${positionals[0]}" belongs to no option.`)
  for (const name of ['data', 'central', 'enrol'] as const) {
    const value = values[name]
    // A following option would otherwise be taken for the value.
    if (value !== undefined && (typeof value !== 'string' || value === '' || value.startsWith('--'))) {
      return refuse(`--${name} needs a value.`)
    }
  }
  const { data, central, enrol } = values as { data?: string; central?: string; enrol?: string }
  if (central !== undefined && !isHttpAddress(central)) {
    return refuse(`--central needs an address such as http://192.168.0.10:7400, not "${central}".`)
  }
  if (enrol !== undefined && (enrol.length < 4 || enrol.length > 64)) {
    return refuse('--enrol needs the code from the central store, 4 to 64 characters.')
  }
  return {
    ok: true,
    value: {
      ...(data === undefined ? {} : { dataFolder: resolve(workingFolder, data) }),
      ...(central === undefined ? {} : { centralUrl: central }),
      ...(enrol === undefined ? {} : { enrolmentCode: enrol }),
      kiosk: values.kiosk === true,
      demonstration: values.demo === true,
    },
  }
}

function refuse(sentence: string): CommandLineReading {
  return { ok: false, sentence: `${sentence} ${USAGE}` }
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

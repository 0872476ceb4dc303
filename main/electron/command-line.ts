import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { LocalText } from '../../domain/product.ts'

export interface CommandLine {
  /** Absolute. */
  readonly dataFolder?: string
  readonly centralUrl?: string
  readonly enrolmentCode?: string
  readonly kiosk: boolean
  readonly demonstration: boolean
}

export type CommandLineReading =
  { readonly ok: true; readonly value: CommandLine } | { readonly ok: false; readonly sentence: LocalText }

const OPTION_LIST = '--data DIR, --central URL, --enrol CODE, --kiosk, --demo.'
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
  if (positionals.length > 0)
    return refuse({
      ko: `"${positionals[0]}"은(는) 어느 옵션에도 속하지 않아요.`,
      en: `"${positionals[0]}" belongs to no option.`,
    })
  for (const name of ['data', 'central', 'enrol'] as const) {
    const value = values[name]
    // A following option would otherwise be taken for the value.
    if (value !== undefined && (typeof value !== 'string' || value === '' || value.startsWith('--'))) {
      return refuse({ ko: `--${name} 뒤에 값을 적어 주세요.`, en: `--${name} needs a value.` })
    }
  }
  const { data, central, enrol } = values as { data?: string; central?: string; enrol?: string }
  if (central !== undefined && !isHttpAddress(central)) {
    return refuse({
      ko: `--central 뒤에는 http://192.168.0.10:7400 같은 주소를 적어 주세요. 받은 값: "${central}"`,
      en: `--central needs an address such as http://192.168.0.10:7400, not "${central}".`,
    })
  }
  if (enrol !== undefined && (enrol.length < 4 || enrol.length > 64)) {
    return refuse({
      ko: '--enrol 뒤에는 중앙 상점에서 받은 등록 코드(4~64자)를 적어 주세요.',
      en: '--enrol needs the code from the central store, 4 to 64 characters.',
    })
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

function refuse({ ko, en }: LocalText): CommandLineReading {
  return { ok: false, sentence: { ko: `${ko} 옵션: ${OPTION_LIST}`, en: `${en} Options: ${OPTION_LIST}` } }
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

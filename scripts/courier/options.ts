import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CommandError } from '../console.ts'

export const HELP = `npm run courier -- write --data DIR --stick DIR
npm run courier -- read --data DIR --stick DIR [--central URL]
npm run courier -- read --store DIR --stick DIR
npm run courier -- read --central URL --admin-token FILE --stick DIR
  --data         the data folder of a terminal that is not running
  --store        the data folder of a central store that is not running
  --stick        the stick's folder
  --central      the address of a running central store, such as http://192.168.0.10:7400
  --admin-token  the file that its admin's token stands in
  --json         one line of JSON in place of sentences
`

export type CourierCommand =
  | { readonly what: 'write'; readonly data: string; readonly stick: string }
  | { readonly what: 'read-here'; readonly data: string; readonly stick: string; readonly central: string | undefined }
  | { readonly what: 'take-in'; readonly store: string; readonly stick: string }
  | { readonly what: 'hand-over'; readonly central: string; readonly tokenFile: string; readonly stick: string }

/** @returns undefined where help was asked for. @throws CommandError naming what is wrong. */
export function readCommand(args: readonly string[]): CourierCommand | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [verb, surplus] = positionals
  if (surplus !== undefined) throw wrong(`"${surplus}"?`)
  if (verb !== 'write' && verb !== 'read') throw wrong(verb === undefined ? 'write or read?' : `"${verb}"?`)
  const stick = folder('--stick', values.stick)
  const { central, data, store } = values
  if (central !== undefined && !/^https?:$/.test(URL.parse(central)?.protocol ?? ''))
    throw wrong(`--central "${central}"?`)
  if (verb === 'write') {
    if (store !== undefined || central !== undefined) throw wrong('write takes --data and --stick.')
    return { what: 'write', data: folder('--data', data), stick }
  }
  if (data !== undefined && store !== undefined) throw wrong('--data or --store?')
  if (store !== undefined) return { what: 'take-in', store: folder('--store', store), stick }
  if (data !== undefined) return { what: 'read-here', data: folder('--data', data), stick, central }
  if (central === undefined) throw wrong('--data, --store or --central is missing.')
  return { what: 'hand-over', central, tokenFile: folder('--admin-token', values['admin-token']), stick }
}

function folder(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw wrong(`${option} is missing.`)
  return resolve(value)
}

function wrong(why: string): CommandError {
  return new CommandError('options.invalid', `${why}\n${HELP}`)
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ data: text, store: text, stick: text, central: text, 'admin-token': text },
        ...{ json: flag, help: flag },
      },
    })
  } catch (error) {
    throw wrong((error as Error).message)
  }
}

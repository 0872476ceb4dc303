import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { problemSentence } from '../problems.ts'
import { FromServer, type ToServer } from './messages.ts'

/**
 * The headless cabinet: keeps a terminal service running under plain Node and says where a browser finds it.
 *   node main/headless/main.ts --data DIR [--port P] [--central URL] [--enrol CODE] [--static DIR] [--demo] [--json]
 */

const RESTART_DELAYS_MS = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]
const HEALTHY_AFTER_MS = 60_000
/** A service that never came up is not brought up by trying for ever. */
const MOST_EARLY_DEATHS = 3

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string', default: '0' },
  central: { type: 'string' },
  enrol: { type: 'string' },
  static: { type: 'string' },
  demo: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

interface CommandLine {
  readonly start: Omit<ToServer, 'port'>
  readonly port: number
  readonly json: boolean
}

const root = join(import.meta.dirname, '..', '..')
const wantsJson = process.argv.includes('--json')
const commandLine = readCommandLine()
let child: ChildProcess | undefined
let deaths = 0
let isEnding = false
let port = commandLine.port
let announced = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
run()

function run(): void {
  const startedAtMs = performance.now()
  const started = fork(join(import.meta.dirname, 'serve.ts'), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child = started
  started.on('message', (message) => hear(FromServer.parse(message)))
  started.on('exit', (code) => {
    if (isEnding) return process.exit(0)
    // Refused starts end with 2 and have said why; starting again would not help.
    if (code === 2) return process.exit(2)
    deaths = performance.now() - startedAtMs > HEALTHY_AFTER_MS ? 1 : deaths + 1
    if (!announced && deaths > MOST_EARLY_DEATHS) {
      say('start.program_incomplete', problemSentence('start.program_incomplete', root))
      process.exit(2)
    }
    const delayMs = RESTART_DELAYS_MS[Math.min(deaths - 1, RESTART_DELAYS_MS.length - 1)]!
    setTimeout(() => !isEnding && run(), delayMs)
  })
  started.send({ ...commandLine.start, port } satisfies ToServer)
}

function hear(message: FromServer): void {
  if (message.type === 'refused') return say(message.code, problemSentence(message.code, message.place))
  // Whoever has the page open must find the service again under the same address.
  port = message.port
  if (announced) return
  announced = true
  const url = `http://127.0.0.1:${port}`
  const { token } = commandLine.start
  const line = commandLine.json
    ? JSON.stringify({ ready: true, url, token, pid: message.pid })
    : `${url}/?token=${token}`
  process.stdout.write(`${line}\n`)
}

function end(): void {
  isEnding = true
  if (!child || child.exitCode !== null) process.exit(0)
  child.kill('SIGTERM')
}

function readCommandLine(): CommandLine {
  let values
  try {
    values = parseArgs({ options: OPTIONS }).values
  } catch (error) {
    return usage((error as Error).message)
  }
  const given = Number(values.port)
  if (values.data === undefined) return usage('--data DIR is missing.')
  if (!Number.isInteger(given) || given < 0 || given > 65_535) return usage(`--port ${values.port} is no port.`)
  if (values.central !== undefined && !/^https?:$/.test(URL.parse(values.central)?.protocol ?? ''))
    return usage(`--central needs an address such as http://192.168.0.10:7400, not "${values.central}".`)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    port: given,
    json: values.json,
    start: {
      dataFolder: resolve(values.data),
      token: randomBytes(32).toString('base64url'),
      staticFolder: values.static === undefined ? null : resolve(values.static),
      centralUrl: values.central ?? null,
      enrolmentCode: values.enrol ?? null,
      version,
      demonstration: values.demo,
    },
  }
}

function usage(why: string): never {
  say(
    'start.option_wrong',
    `${why} Options: --data DIR, --port P, --central URL, --enrol CODE, --static DIR, --demo, --json.`,
  )
  process.exit(2)
}

function say(code: string, sentence: string): void {
  const line = wantsJson ? JSON.stringify({ error: { code, sentence } }) : sentence
  const stream = wantsJson ? process.stdout : process.stderr
  stream.write(`${line}\n`)
}

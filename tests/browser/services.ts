import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A terminal and a central store as processes of their own, on free ports, with folders of their own. */

const ROOT = join(import.meta.dirname, '..', '..')
/** The built screens; another build can be named, so that one under test is not replaced meanwhile. */
const PAGES = process.env['OKRYU_TEST_PAGES'] ?? join(ROOT, 'dist', 'renderer')

export interface CentralReady {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
}
interface TerminalReady {
  readonly url: string
  readonly token: string
  /** The process that holds the database; the one that started it starts it again when it dies. */
  readonly pid: number
}

export interface Services {
  readonly central: CentralReady
  readonly terminal: TerminalReady
  readonly folder: string
  /** Takes the central store off the network, and puts it back under the same address. */
  stopCentral(): Promise<void>
  startCentral(): Promise<void>
  close(): Promise<void>
}

export interface ServiceOptions {
  /** Whether the terminal is enrolled with the central store; without, it knows of none. */
  readonly enrolled?: boolean
  /** Fills the central store before the terminal is enrolled; without, it has the sample catalogue. */
  readonly fill?: (central: CentralReady) => Promise<void>
}

export async function startServices({ enrolled = true, fill }: ServiceOptions = {}): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'okryu-browser-'))
  const centralArgs = (port: string) => [
    '--data',
    join(folder, 'central'),
    '--port',
    port,
    ...(fill ? [] : ['--sample']),
    '--json',
  ]
  let central = await run<CentralReady>('central/cli.ts', centralArgs('0'))
  const ready = central.ready
  await fill?.(ready)
  const belongs = enrolled ? ['--central', ready.url, '--enrol', ready.enrolmentCode] : []
  const terminal = await run<TerminalReady>('main/headless/main.ts', [
    ...['--data', join(folder, 'terminal'), '--port', '0', '--static', PAGES, '--demo', '--json'],
    ...belongs,
  ])
  return {
    central: ready,
    terminal: terminal.ready,
    folder,
    stopCentral: () => stop(central.child),
    startCentral: async () => {
      central = await run<CentralReady>('central/cli.ts', centralArgs(new URL(ready.url).port))
    },
    close: async () => {
      await Promise.all([stop(terminal.child), stop(central.child)])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function run<Ready>(entry: string, args: readonly string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [join(ROOT, entry), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', (code) => reject(new Error(`${entry} ended with ${code} before it was ready`)))
  })
  return { child, ready: JSON.parse(line) as Ready }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

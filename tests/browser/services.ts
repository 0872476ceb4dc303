import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { PATHS } from '../../contract/central.ts'

/** A terminal and a central store as processes of their own, on free ports, with folders of their own. */

const ROOT = join(import.meta.dirname, '..', '..')
/** The built screens; another build can be named, so that one under test is not replaced meanwhile. */
const PAGES = process.env['OKRYU_TEST_PAGES'] ?? join(ROOT, 'dist', 'renderer')
const TOLD_MACHINE = pathToFileURL(join(ROOT, 'tests', 'support', 'told-machine-child.ts')).href

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
  /** Under another address after each start. */
  readonly terminal: TerminalReady
  readonly folder: string
  /** A stick that is plugged in while this folder exists; it does not at first. */
  readonly stick: string
  plugIn(): void
  /** What the terminal's machine says of itself from now on; see tests/support/told-machine-child.ts. */
  tellMachine(machine: ToldMachine): void
  pullOut(): void
  /** Ends the terminal, so that something may happen to its folder, and starts it again. */
  stopTerminal(): Promise<void>
  startTerminal(): Promise<void>
  /** Another terminal of the same central store. */
  addTerminal(): Promise<OtherTerminal>
  /** Takes the central store off the network, and puts it back under the same address. */
  stopCentral(): Promise<void>
  startCentral(): Promise<void>
  close(): Promise<void>
}

export interface ToldMachine {
  readonly clockAheadMs?: number
  readonly freeBytes?: number
}

export interface OtherTerminal extends Pick<Services, 'terminal'> {
  stop(): Promise<void>
}

export interface ServiceOptions {
  /** Whether the terminal is enrolled with the central store; without, it knows of none. */
  readonly enrolled?: boolean
  /** Fills the central store before the terminal is enrolled; without, it has the sample catalogue. */
  readonly fill?: (central: CentralReady) => Promise<void>
  /** Whether there is a card reader, a pretended one. */
  readonly reader?: boolean
  /** A machine that has a wrong clock or little room when the terminal starts. */
  readonly machine?: ToldMachine
}

export async function startServices({
  enrolled = true,
  fill,
  machine,
  reader = true,
}: ServiceOptions = {}): Promise<Services> {
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
  const enrolment = (code: string) => (enrolled ? ['--central', ready.url, '--enrol', code] : [])
  const stick = join(folder, 'stick')
  const machineFile = join(folder, 'machine.json')
  function tellMachine(wanted: ToldMachine): void {
    // In one step: the terminal may be reading it.
    writeFileSync(`${machineFile}.next`, JSON.stringify(wanted))
    renameSync(`${machineFile}.next`, machineFile)
  }
  if (machine) tellMachine(machine)
  const machineEnv = machine && { NODE_OPTIONS: `--import ${TOLD_MACHINE}`, TOLD_MACHINE: machineFile }
  const runTerminal = (name: string, code: string) =>
    run<TerminalReady>(
      'main/headless/main.ts',
      [
        ...['--data', join(folder, name), '--port', '0', '--static', PAGES, ...(reader ? ['--demo'] : []), '--json'],
        ...enrolment(code),
      ],
      { OKRYU_STICKS: stick, ...machineEnv },
    )
  let terminal = await runTerminal('terminal', ready.enrolmentCode)
  const others: ChildProcess[] = []
  return {
    central: ready,
    get terminal() {
      return terminal.ready
    },
    folder,
    stick,
    tellMachine,
    plugIn: () => void mkdirSync(stick, { recursive: true }),
    pullOut: () => rmSync(stick, { recursive: true, force: true }),
    stopTerminal: () => stop(terminal.child),
    startTerminal: async () => {
      terminal = await runTerminal('terminal', ready.enrolmentCode)
    },
    addTerminal: async () => {
      const other = await runTerminal(`terminal-${others.length + 2}`, await newEnrolmentCode(ready))
      others.push(other.child)
      return { terminal: other.ready, stop: () => stop(other.child) }
    },
    stopCentral: () => stop(central.child),
    startCentral: async () => {
      central = await run<CentralReady>('central/cli.ts', centralArgs(new URL(ready.url).port))
    },
    close: async () => {
      await Promise.all([terminal.child, central.child, ...others].map(stop))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function newEnrolmentCode({ url, adminToken }: CentralReady): Promise<string> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(url + PATHS.enrolmentCodes, { method: 'POST', headers, body: '{}' })
  return ((await answer.json()) as { code: string }).code
}

async function run<Ready>(
  entry: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [join(ROOT, entry), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
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

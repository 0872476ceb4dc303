import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'

/** The headless cabinet as `npm start` runs it: a process that keeps the terminal's service running in another. */
export interface Headless {
  readonly url: string
  readonly token: string
  /** The service's process; the cabinet starts another where it dies. */
  readonly pid: number
  readonly cabinetPid: number
  /** SIGKILL of the cabinet; its service ends by itself. */
  kill(): Promise<void>
  close(): Promise<void>
}

const running = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all([...running].map((child) => once(child, 'exit')))
})

/** Starts a program under this Node and reads the line that says it is ready. */
export async function startProgram<Ready>(
  program: string,
  args: readonly string[],
): Promise<{ readonly ready: Ready; readonly child: ChildProcess; readonly ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../..', program), ...args, '--json'], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/test-processes') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'exit').then(() => running.delete(child))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  for await (const line of createInterface({ input: child.stdout }))
    return { ready: JSON.parse(line) as Ready, child, ended }
  throw new Error(`${program} ended before it was ready: ${said}`)
}

export async function startHeadless(args: readonly string[]): Promise<Headless> {
  type Ready = { url: string; token: string; pid: number }
  const { ready, child, ended } = await startProgram<Ready>('main/headless/main.ts', args)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { ...ready, cabinetPid: child.pid!, kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
}

export interface CentralProcess {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
  readonly incarnation: string
  kill(): Promise<void>
  close(): Promise<void>
}

export async function startCentralProcess(args: readonly string[]): Promise<CentralProcess> {
  const { ready, child, ended } = await startProgram<CentralProcess>('central/cli.ts', args)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { ...ready, kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
}

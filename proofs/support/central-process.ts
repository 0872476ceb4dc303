import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../scripts/console.ts'

/** The central store's own program in a process of its own, which may be killed at any moment. */
export interface CentralProcess {
  readonly port: number
  readonly url: string
  readonly adminToken: string
  /** For the first terminal; others need codes of their own. */
  readonly enrolmentCode: string
  kill(): Promise<void>
  close(): Promise<void>
}

/** What was compiled for the first process serves all the others; they are started by the thousand. */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'proofs')
const READY_LIMIT_MS = 30_000

/**
 * @param port 0 takes any that is free.
 * @throws where it does not say that it is ready.
 */
export async function startCentral(
  dataDir: string,
  port = 0,
  options: readonly string[] = [],
): Promise<CentralProcess> {
  const given = [
    '--data',
    dataDir,
    '--port',
    String(port),
    '--json',
    '--with-parent',
    '--backup-hours',
    '0',
    ...options,
  ]
  const child = startProcess('central/cli.ts', given)
  const ended = once(child, 'exit')
  const limit = setTimeout(() => child.kill('SIGKILL'), READY_LIMIT_MS)
  for await (const line of createInterface({ input: child.stdout! })) {
    clearTimeout(limit)
    child.stdout!.resume()
    const ready = JSON.parse(line) as Pick<CentralProcess, 'url' | 'adminToken' | 'enrolmentCode'>
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal)
      await ended
    }
    return { ...ready, port: Number(new URL(ready.url).port), kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
  }
  throw new Error('the central store ended before it was ready')
}

/** Starts one of the project's programs under this Node; it hears the end of this process on its standard input. */
export function startProcess(entry: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(ROOT, entry), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../console.ts'
import { killGroup } from '../processes.ts'

export interface Finished {
  /** Null where it was killed or could not be started. */
  readonly code: number | null
  /** Everything it said, both streams in the order of arrival. */
  readonly output: string
  /** Standard output alone. */
  readonly stdout: string
}

export interface RunOptions {
  readonly limitMs: number
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

let running: ChildProcess | undefined

/** Runs a program to its end, or kills it with all it has started when `limitMs` has passed. */
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  running = child
  let output = ''
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  return await new Promise((resolve) => {
    const limit = setTimeout(() => {
      output += `\nEnded: it took longer than ${options.limitMs / 1000} s.\n`
      killGroup(child)
    }, options.limitMs)
    const finish = (code: number | null) => {
      clearTimeout(limit)
      running = undefined
      resolve({ code, output, stdout })
    }
    child.once('error', (error) => {
      output += `${error.message}\n`
      finish(null)
    })
    child.once('close', finish)
  })
}

/** Kills the program that is running now, if any, with all it has started. */
export function killRunning(): void {
  if (running !== undefined) killGroup(running)
}

/** The script that an installed package runs as the command `bin`, to be run under this Node on any platform. */
export function toolScript(packageName: string, bin: string = packageName): string {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin: bins } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const script = typeof bins === 'string' ? bins : bins[bin]
  if (script === undefined) throw new Error(`${packageName} has no command ${bin}`)
  return join(folder, script)
}

/** Runs a command of an installed package under this Node. */
export async function runTool(
  tool: readonly [packageName: string, bin?: string],
  args: readonly string[],
  options: RunOptions,
): Promise<Finished> {
  return await run(process.execPath, [toolScript(...tool), ...args], options)
}

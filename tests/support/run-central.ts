import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../../scripts/console.ts'

export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts one of the central store's programs as a process of its own. */
export function spawnCentral(program: 'cli' | 'import', args: readonly string[], language = 'en_US.UTF-8') {
  const entry = join(ROOT, 'central', `${program}.ts`)
  const { LC_ALL: _all, LC_MESSAGES: _messages, ...environment } = process.env
  return spawn(process.execPath, [entry, ...args], { env: { ...environment, LANG: language } })
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, stdout, stderr }
}

export async function runCentral(
  program: 'cli' | 'import',
  args: readonly string[],
  language?: string,
): Promise<Finished> {
  return finished(spawnCentral(program, args, language))
}

/** The first line that a program says. */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk as string
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'))
  }
  throw new Error(`the program ended before it said a line: ${text}`)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../../scripts/console.ts'

/** What a proof's command came to: its exit code and the JSON of its last line. */
export interface ProofRun<Result> {
  readonly exitCode: number | null
  readonly result: Result
  readonly stderr: string
}

export async function runProof<Result>(name: string, ...options: string[]): Promise<ProofRun<Result>> {
  const child = spawn(process.execPath, [join(ROOT, 'proofs', `${name}.ts`), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  const last = stdout.trim().split('\n').at(-1) ?? ''
  return { exitCode, result: (last === '' ? undefined : JSON.parse(last)) as Result, stderr }
}

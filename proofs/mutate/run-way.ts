import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Portion, PortionResult, Way } from './portion.ts'

/** What came of all messages one way. */
export interface WayResult {
  readonly messages: number
  readonly changes: number
  readonly perSecond: number
  readonly broken: readonly string[]
}

export interface WayOptions {
  readonly from: number
  readonly messages: number
  readonly say: (line: string) => void
}

const PER_PORTION = 2_500

export async function runWay(way: Way, { from, messages, say }: WayOptions): Promise<WayResult> {
  const startedMs = performance.now()
  const child = fork(join(import.meta.dirname, 'portions-child.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const sums = { messages: 0, changes: 0 }
  const broken: string[] = []
  const perSecond = (): number => Math.round((sums.messages / (performance.now() - startedMs)) * 1_000)
  for (let seed = from; sums.messages < messages && broken.length === 0; seed++) {
    const portion = { way, seed, messages: Math.min(PER_PORTION, messages - sums.messages) }
    const result = await workedOff(child, portion)
    sums.messages += result.messages
    sums.changes += result.changes
    const again = `npm run mutate -- --messages ${portion.messages} --from ${seed}`
    broken.push(...result.broken.map((what) => `${way}: ${what} (${again})`))
    say(`${way}: ${sums.messages} of ${messages} messages, ${perSecond()} a second`)
  }
  child.disconnect()
  return { ...sums, perSecond: perSecond(), broken }
}

async function workedOff(child: ChildProcess, portion: Portion): Promise<PortionResult> {
  child.send(portion)
  const ended = once(child, 'exit').then(([code, signal]): PortionResult => {
    return { messages: 0, changes: 0, broken: [`the process ended with ${code ?? signal}`] }
  })
  const result = once(child, 'message').then(([message]) => message as PortionResult)
  return Promise.race([result, ended])
}

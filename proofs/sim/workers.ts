import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Figures } from './figures.ts'

const ENTRY = fileURLToPath(new URL('../sim.ts', import.meta.url))

/** Runs this program once more in a process of its own, and reads the figures on its last line. */
export function runApart(given: readonly string[]): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', reject)
    child.on('close', (code) => {
      const last = said.trimEnd().split('\n').at(-1) ?? ''
      if ((code === 0 || code === 1) && last.startsWith('{')) resolve(JSON.parse(last) as Figures)
      else reject(new Error(`a process of the simulation ended with ${code}`))
    })
  })
}

/** Does all of the work, so much of it at the same time. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!)
  }
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker))
  return results
}

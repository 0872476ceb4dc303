import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAYS, type DayKind, type FaultOrder } from './disk/fault-words.ts'
import { spoiltProcess } from './disk/faults.ts'
import { buildShim, NO_SHIM } from './disk/shim.ts'
import { finishProof, readProofOptions } from './support/command.ts'

/**
 * A short day at a real terminal, the recovery of one whose files were damaged, and a day of a real central store, over
 * and over, in which one call to the disk after the other fails: once, or from then on, for want of space or for good.
 * Whatever was told to be done stays, whatever was not is refused in words, and once the disk is well all of it goes on.
 */

const MOST_SHOWN = 20
const REFUSED = 2
/** A day takes a fraction of a second; a machine that is busy with other things gets its time. */
const PATIENCE_MS = 60_000
const FAULTS = (['ENOSPC', 'EIO'] as const).flatMap((error) => [false, true].map((forever) => ({ error, forever })))

const { numbers, say } = readProofOptions('diskfault', {
  every: { what: 'fails only every Nth write and sync', otherwise: 1, least: 1, most: 100_000 },
  first: { what: 'the first of them', otherwise: 1, least: 1, most: 100_000 },
  from: { what: 'the seed', otherwise: 1, least: 0, most: 2 ** 32 },
})

const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'okryu-diskfault-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const library = buildShim(place)
if (library === null) {
  process.stderr.write(`${NO_SHIM}\n`)
  process.exit(REFUSED)
}
mkdirSync(join(place, 'runs'))

const startedMs = performance.now()
const spoilt = spoiltProcess(library, place, PATIENCE_MS)
const sums = { runs: 0, faults: 0, acknowledged: 0 }
const told: Record<string, number> = {}
/** Each fault with the run that found it first. */
const found = new Map<string, { readonly first: string; runs: number }>()
const calls: Record<string, number> = {}
for (const day of DAYS) await proveDay(day)
spoilt.end()
const seconds = Math.round((performance.now() - startedMs) / 100) / 10
const broken = [...found].map(([what, { first, runs }]) => `${what} (in ${runs} runs; first ${first})`)
finishProof({ ...{ proof: 'diskfault', from: numbers.from, calls, ...sums, seconds, told }, broken })

async function proveDay(day: DayKind): Promise<void> {
  const all = await countCalls(day)
  calls[day] = all
  for (let at = numbers.first; at <= all && found.size < MOST_SHOWN; at += numbers.every) {
    for (const fault of FAULTS) await prove({ ...fault, day, at })
    if (sums.runs % 100 < FAULTS.length) say(`${day}, call ${at} of ${all}; ${sums.runs} runs, ${found.size} broken`)
  }
}

/** How many calls a day makes when nothing fails. */
async function countCalls(day: DayKind): Promise<number> {
  const report = await run({ day, at: 0, error: 'EIO', forever: false })
  if (typeof report === 'string' || report.broken.length > 0)
    throw new Error(`A day on a sound disk is broken: ${JSON.stringify(report)}`)
  return report.calls
}

type Fault = Pick<FaultOrder, 'day' | 'at' | 'error' | 'forever'>

async function run(fault: Fault) {
  const backstage = join(place, 'backstage')
  return spoilt.run({ ...fault, backstage, folder: join(place, 'runs', `${sums.runs}`), seed: numbers.from })
}

async function prove(fault: Fault): Promise<void> {
  const report = await run(fault)
  sums.runs += 1
  const name = `${fault.day}, ${fault.error} at call ${fault.at}${fault.forever ? ' and after' : ''}`
  const again = `npm run diskfault -- --from ${numbers.from} --first ${fault.at} --every ${calls[fault.day]}`
  for (const what of new Set(typeof report === 'string' ? [report] : report.broken)) {
    const known = found.get(what)
    if (known) known.runs += 1
    else {
      found.set(what, { first: `${name}: ${again}`, runs: 1 })
      say(`${name}: ${what} (${again})`)
    }
  }
  if (typeof report === 'string') return
  sums.faults += report.failed
  sums.acknowledged += report.acknowledged.length
  for (const { outcome } of report.outcomes) told[outcome] = (told[outcome] ?? 0) + 1
}

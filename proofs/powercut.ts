import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkCentral } from './disk/central-checks.ts'
import { checkComplete } from './disk/disk-model.ts'
import { cutPower } from './disk/images.ts'
import { recordProgram } from './disk/recording.ts'
import { buildShim, NO_SHIM } from './disk/shim.ts'
import { cutRecovery, type Cut } from './disk/recovery-images.ts'
import { checkTerminal } from './disk/terminal-images.ts'
import { finishProof, readProofOptions } from './support/command.ts'
import { seeded } from './support/seeded.ts'

/**
 * Records what a real terminal and a real central store do to their disks, and a terminal that restores itself, cuts the power at random moments, makes
 * each disk that could be left, and opens it: what was told to be done must be there. As a control, the same with
 * commits that are synced less must lose something, or this proof could not fail.
 */

const MOST_SHOWN = 20
const FEWEST_RECORDINGS = 3
const IMAGES_PER_RECORDING = 1_000
/** Of so many images, one is of the control. */
const CONTROL_SHARE = 20
const CONTROL_LEVELS = ['NORMAL', 'OFF'] as const
const REFUSED = 2
const SIDES = {
  terminal: { program: 'terminal-child.ts', check: checkTerminal },
  central: { program: 'central-child.ts', check: checkCentral },
} as const

const { numbers, say } = readProofOptions('powercut', {
  images: { what: 'how many disks are made and opened', otherwise: 10_000, least: 1, most: 10_000_000 },
  from: { what: 'the seed of the first', otherwise: 1, least: 0, most: 2 ** 32 },
})

// Thousands of small files are made and thrown away: where there is one, on a disk that is only memory.
const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'okryu-powercut-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const library = buildShim(place)
if (library === null) {
  process.stderr.write(`${NO_SHIM}\n`)
  process.exit(REFUSED)
}

const startedMs = performance.now()
const sums = { images: 0, recoveryImages: 0, recordings: 0, steps: 0, acknowledged: 0, brokenImages: 0 }
const broken: string[] = []
const recordings = Math.max(FEWEST_RECORDINGS, Math.ceil(numbers.images / IMAGES_PER_RECORDING))
for (let index = 0; index < recordings && broken.length < MOST_SHOWN; index++) {
  const left = numbers.images - sums.images
  await prove(numbers.from + index, Math.ceil(left / (recordings - index)))
  say(`${sums.images} of ${numbers.images} images, ${imagesPerSecond()} a second; ${sums.brokenImages} broken`)
}
const cpu = process.cpuUsage()
const imagesPerCpuSecond = Math.round((sums.images / (cpu.user + cpu.system)) * 1e6)
const proved = { ...sums, seconds: seconds(), imagesPerSecond: imagesPerSecond(), imagesPerCpuSecond }
const control = await runControl()
finishProof({ ...{ proof: 'powercut', from: numbers.from, ...proved, control }, broken: broken.slice(0, MOST_SHOWN) })
// A program that could not even be closed, in the control, must not keep this one from its end.
process.exit()

async function prove(seed: number, images: number): Promise<void> {
  const side = seed % 5 === 4 ? 'recovery' : seed % 3 === 2 ? 'central' : 'terminal'
  const found = side === 'recovery' ? await cutRestoring(seed, images) : await cutRecording(side, { seed, images })
  sums.recordings += 1
  sums.images += images
  if (side === 'recovery') sums.recoveryImages += images
  sums.steps += found.steps
  sums.acknowledged += found.acknowledged
  sums.brokenImages += found.broken.length
  for (const { image, cutAt, what } of found.broken) {
    // The first recording of a run has a third of its images at least.
    const again = `npm run powercut -- --from ${seed} --images ${FEWEST_RECORDINGS * (image + 1)}`
    broken.push(`${side}, cut after step ${cutAt}: ${what.join('; ')} (${again})`)
  }
}

interface Recording {
  readonly seed: number
  readonly images: number
  readonly options?: readonly string[]
}

async function cutRecording(side: keyof typeof SIDES, { seed, images, options = [] }: Recording): Promise<Cut> {
  const { program, check } = SIDES[side]
  const args = ['--seed', `${seed}`, ...options]
  const recorded = await recordProgram(join(place, 'recorded'), library!, { name: program, args })
  checkComplete(recorded)
  const chance = seeded(seed).fork('cuts')
  const { steps } = recorded
  return {
    steps: steps.length,
    acknowledged: steps.filter(({ kind }) => kind === 'acknowledged').length,
    broken: await cutPower(recorded, { images, chance, check, place: join(place, 'image') }),
  }
}

function cutRestoring(seed: number, images: number): Promise<Cut> {
  return cutRecovery({ seed, images, chance: seeded(seed).fork('cuts'), place, library: library! })
}

async function runControl() {
  const images = Math.min(500, Math.max(30, Math.ceil(numbers.images / CONTROL_SHARE)))
  const control: Record<string, { images: number; broken: number }> = {}
  for (const side of ['terminal', 'central'] as const)
    for (const level of CONTROL_LEVELS) {
      const found = await cutRecording(side, { seed: numbers.from, images, options: ['--synchronous', level] })
      control[`${side} ${level}`] = { images, broken: found.broken.length }
      say(`control, ${side} with synchronous = ${level}: ${found.broken.length} of ${images} images broken`)
      if (found.broken.length === 0) broken.push(`the control lost nothing: ${side} with synchronous = ${level}`)
    }
  return control
}

function seconds(): number {
  return Math.round((performance.now() - startedMs) / 100) / 10
}

function imagesPerSecond(): number {
  return Math.round((sums.images / (performance.now() - startedMs)) * 1_000)
}

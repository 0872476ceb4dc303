import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'
import { emptyDisk } from './disk-model.ts'
import type { Recorded } from './recording.ts'

/** Opens what a power cut left in a folder, as its program would, and says what is not as it was promised. */
export type CheckFolder = (
  folder: string,
  acknowledged: readonly Acknowledged[],
  sellsOn: boolean,
) => Promise<readonly string[]>

export interface BrokenImage {
  /** Counted from 0 within its recording; another number of images leaves it the same. */
  readonly image: number
  /** The number of steps before the cut. */
  readonly cutAt: number
  readonly what: readonly string[]
}

interface Cuts {
  readonly images: number
  readonly chance: Seeded
  readonly check: CheckFolder
  /** A folder to build each image in. */
  readonly place: string
  /** Cuts evenly among all steps instead of at random. */
  readonly everyStep?: boolean
}

const SELLS_ON_EVERY = 10
const EARLY = 0.7
/** Its multiples, taken modulo 1, leave no gap that is much wider than others. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2
/** Shared memory that a program left behind may hold anything. */
const GARBAGE = Buffer.alloc(32_768, 0xa5)

/** Cuts the power at random moments of a recording, in the order of time, and checks what each leaves. */
export async function cutPower(recorded: Recorded, cuts: Cuts): Promise<BrokenImage[]> {
  const { images, chance, check, place, everyStep = false } = cuts
  const turns = turningPoints(recorded)
  const planned = Array.from({ length: images }, (_, image) => {
    const own = chance.fork(`image ${image}`)
    return { image, own, cutAt: everyStep ? nextMoment(recorded, image) : momentOf(own, recorded, turns) }
  }).toSorted((a, b) => a.cutAt - b.cutAt)
  const disk = emptyDisk()
  const acknowledged: Acknowledged[] = []
  const broken: BrokenImage[] = []
  let at = 0
  for (const { image, own, cutAt } of planned) {
    for (; at < cutAt; at++) {
      const step = recorded.steps[at]!
      if (step.kind === 'acknowledged') acknowledged.push(step.done)
      else disk.perform(step)
    }
    const files = disk.cut(own)
    writeImage(place, files)
    const what = await check(place, acknowledged, image % SELLS_ON_EVERY === 0)
    if (what.length === 0) continue
    broken.push({ image, cutAt, what })
  }
  rmSync(place, { recursive: true, force: true })
  return broken
}

/** Right behind what is not a plain write: names, lengths and syncs are few, and most can go wrong there. */
function turningPoints({ steps }: Recorded): number[] {
  return steps.flatMap(({ kind }, index) => (kind === 'write' || kind === 'acknowledged' ? [] : [index + 1]))
}

function momentOf(chance: Seeded, { steps }: Recorded, turns: readonly number[]): number {
  return chance.chance(0.25) ? chance.pick(turns) : chance.int(steps.length + 1)
}

/** Of what the program itself did, all moments alike, however many images there are. */
function nextMoment({ steps, found }: Recorded, image: number): number {
  const share = (image * GOLDEN_RATIO) % 1
  return found + Math.floor(share * (steps.length - found + 1))
}

/** Builds what a cut at some moment left: early enough for the program to have had more to do. */
export function leaveImage({ steps, found }: Recorded, chance: Seeded, place: string): void {
  const disk = emptyDisk()
  const own = steps.length - found
  for (const step of steps.slice(0, found + chance.int(Math.ceil(own * EARLY)))) disk.perform(step)
  writeImage(place, disk.cut(chance))
}

function writeImage(place: string, files: ReadonlyMap<string, Uint8Array>): void {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true })
    writeFileSync(join(place, name), bytes)
    if (name.endsWith('-wal')) writeFileSync(join(place, name.replace(/wal$/, 'shm')), GARBAGE)
  }
}

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Seeded } from '../support/seeded.ts'
import { checkComplete } from './disk-model.ts'
import { cutPower, leaveImage, type BrokenImage, type CheckFolder } from './images.ts'
import { recordProgram } from './recording.ts'
import { checkRecovered, makeRecoveryScene } from './recovery-scene.ts'

/** Power cuts in the midst of a recovery. */

/** What cuts at many moments of a recording came to. */
export interface Cut {
  readonly steps: number
  readonly acknowledged: number
  readonly broken: readonly BrokenImage[]
}

interface RecoveryCuts {
  readonly seed: number
  readonly images: number
  readonly chance: Seeded
  readonly place: string
  readonly library: string
}

/** Records a recovery and cuts the power at each of its steps; then that of one that a cut had ended before. */
export async function cutRecovery({ seed, images, chance, place, library }: RecoveryCuts): Promise<Cut> {
  const scene = await makeRecoveryScene(join(place, 'scene'), seed)
  const again = join(place, 'again')
  const broken: BrokenImage[] = []
  let [steps, acknowledged] = [0, 0]
  try {
    for (const [turn, finds] of [scene.damaged, again].entries()) {
      const args = ['--seed', `${seed + turn}`]
      const recorded = await recordProgram(join(place, 'recorded'), library, { name: 'recovery-child.ts', args, finds })
      checkComplete(recorded)
      steps += recorded.steps.length - recorded.found
      acknowledged += recorded.steps.filter(({ kind }) => kind === 'acknowledged').length
      const share = turn === 0 ? Math.ceil(images / 2) : Math.floor(images / 2)
      const check: CheckFolder = (folder, done) => checkRecovered(folder, scene, done)
      const cuts = { images: share, chance: chance.fork(`turn ${turn}`), everyStep: true, check }
      const found = await cutPower(recorded, { ...cuts, place: join(place, 'image') })
      broken.push(...found.map(({ image, cutAt, what }) => ({ image: 2 * image + turn, cutAt, what: what.map((one) => `${scene.name}: ${one}`) }))) // prettier-ignore
      if (turn === 0) leaveImage(recorded, chance.fork('again'), again)
    }
  } finally {
    for (const used of ['scene', 'again']) rmSync(join(place, used), { recursive: true, force: true })
  }
  return { steps, acknowledged, broken }
}

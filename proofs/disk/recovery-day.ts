import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { PROBLEM_CODES } from '../../main/problems.ts'
import { openTerminalService } from '../../main/service.ts'
import { portsOf } from '../flip/shop-folder.ts'
import { seeded } from '../support/seeded.ts'
import { described, type FaultDay, type FaultOrder, type Outcome } from './fault-words.ts'
import { checkRecovered, makeRecoveryScene, type RecoveryScene } from './recovery-scene.ts'

/** A person who is told why a terminal does not start tries again. */
const STARTS = 2
const scenes = new Map<number, Promise<RecoveryScene>>()

/** A terminal that finds its files damaged and restores itself. */
export async function recoveryDay({ folder, backstage, seed }: FaultOrder): Promise<FaultDay> {
  const making = scenes.get(seed) ?? makeRecoveryScene(join(backstage, `scene-${seed}`), seed)
  scenes.set(seed, making)
  const scene = await making
  cpSync(scene.damaged, folder, { recursive: true })
  const outcomes: Outcome[] = []
  const broken: string[] = []

  async function start(attempt: number): Promise<string> {
    try {
      const ports = portsOf(seeded(seed).fork(`start ${attempt}`))
      const opened = openTerminalService({ ...ports, dataFolder: folder, endProcess: () => {} })
      if (opened.ok) await opened.value.close()
      const code = opened.ok ? 'done' : opened.code
      if (code !== 'done' && !(PROBLEM_CODES as readonly string[]).includes(code)) broken.push(`start: told ${code}`)
      return code
    } catch (error) {
      broken.push(`start: not told in words: ${described(error)}`)
      return 'thrown'
    }
  }

  return {
    ...{ outcomes, broken, acknowledged: [] },
    async work() {
      for (let attempt = 0; attempt < STARTS && outcomes.at(-1)?.outcome !== 'done'; attempt++)
        outcomes.push({ act: 'restore', outcome: await start(attempt) })
    },
    async goOn() {},
    check: async () => (await checkRecovered(folder, scene, [])).map((what) => `${scene.name}: ${what}`),
  }
}

import { openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { invariant } from '../../domain/result.ts'
import { openTerminalService } from '../../main/service.ts'
import { clerk, portsOf } from '../flip/shop-folder.ts'
import { seeded } from '../support/seeded.ts'

/** A terminal's start over damaged files, whose calls to the disk are recorded, and its first order after that. */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    marks: { type: 'string', default: '' },
    seed: { type: 'string', default: '0' },
  },
})

const marks = openSync(values.marks, 'w')
const chance = seeded(Number(values.seed)).fork('recovering')
const opened = openTerminalService({ ...portsOf(chance), dataFolder: values.folder, endProcess: () => {} })
invariant(opened.ok, 'a damaged terminal restores itself')
const number = await clerk(opened.value, chance.fork('clerk'))()
writeSync(marks, JSON.stringify({ kind: 'recovered', number }))
process.kill(process.pid, 'SIGKILL')

import { openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Database } from 'better-sqlite3'
import SqliteDatabase from 'better-sqlite3'
import { invariant } from '../../domain/result.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'
import { openTill, tillClock, type Till } from './till.ts'

/**
 * A day or two at a terminal, from the first start on an empty folder, whose calls to the disk are recorded.
 * With --synchronous, commits are synced less than the product has them synced.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    marks: { type: 'string', default: '' },
    seed: { type: 'string', default: '0' },
    acts: { type: 'string', default: '60' },
    synchronous: { type: 'string', default: 'FULL' },
  },
})

const marks = openSync(values.marks, 'w')
const chance = seeded(Number(values.seed)).fork('terminal')
const clock = tillClock()
const acknowledge = (done: Acknowledged) => void writeSync(marks, JSON.stringify(done))
/** The store does not hand out its connection, and must not: nobody but this may weaken or force it. */
const connections = new Set<Database>()
const { pragma } = SqliteDatabase.prototype
SqliteDatabase.prototype.pragma = function (this: Database, ...asked) {
  connections.add(this)
  return pragma.apply(this, asked)
}

let till = open()
till.enrol()
await till.changeSettings()
for (let act = Number(values.acts); act > 0; act--) await next()
// Nothing is put in order: the last images are of a terminal that was just selling.
process.kill(process.pid, 'SIGKILL')

function open(): Till {
  const opened = openTill({ folder: values.folder, chance, clock, acknowledge })
  invariant(opened.ok, 'the terminal opens while nothing is spoilt')
  if (values.synchronous !== 'FULL') onDatabase((database) => database.pragma(`synchronous = ${values.synchronous}`))
  return opened.till
}

function onDatabase(run: (database: Database) => void): void {
  for (const database of connections) if (database.open && database.name.endsWith('terminal.db')) run(database)
}

async function next(): Promise<void> {
  const drawn = chance.int(100)
  if (drawn < 50) await till.sell()
  else if (drawn < 58) await till.sellByCard()
  else if (drawn < 65) await till.fillCart()
  else if (drawn < 75) await till.cancel()
  else if (drawn < 80) await till.changeSettings()
  else if (drawn < 84) await till.reprint()
  else if (drawn < 90) till.checkpoint()
  else if (drawn < 94) onDatabase((database) => database.pragma('wal_checkpoint(TRUNCATE)'))
  else if (drawn < 96) clock.nextDay()
  else if (drawn < 97) await till.backUp()
  else {
    await till.close()
    connections.clear()
    till = open()
  }
}

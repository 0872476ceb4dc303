import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { takeIn } from '../../central/intake/take-in.ts'
import { importProducts } from '../../central/store/catalogue-write.ts'
import { foundStore } from '../../central/store/identity.ts'
import { lockDataDir } from '../../central/store/lock.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { enrol, makeEnrolmentCode } from '../../central/store/terminals.ts'
import { invariant } from '../../domain/result.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged, OrderSum } from './acknowledged.ts'
import { CATEGORY, openTill, PRODUCTS, SHOP, tillClock, type Till } from './till.ts'

/**
 * A central store, from its first start on an empty folder, that takes in what two real terminals beside it sell. Its
 * calls to the disk are recorded, the terminals' are not. With --synchronous, commits are synced less than they should be.
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
const chance = seeded(Number(values.seed)).fork('central')
const clock = tillClock()
const acknowledge = (done: Acknowledged) => void writeSync(marks, JSON.stringify(done))

let unlock = lockDataDir(values.folder)
let store = await open()
const { incarnation } = await foundStore(store.db, SHOP, clock.nowMs())
await importProducts(store.db, {
  categories: [CATEGORY],
  products: PRODUCTS.map((each) => ({ ...each, stock: 1_000 })),
})
const tills = [await openSupplier(0), await openSupplier(1)]
for (let act = Number(values.acts); act > 0; act--) await next()
process.kill(process.pid, 'SIGKILL')

async function open(): Promise<OpenStore> {
  const opened = openStore(values.folder)
  if (values.synchronous !== 'FULL') await sql.raw(`PRAGMA synchronous = ${values.synchronous}`).execute(opened.db)
  return opened
}

async function openSupplier(index: number): Promise<Till> {
  const folder = join(values.folder, '..', `terminal-${index}`)
  const opened = openTill({ folder, chance: chance.fork(`till ${index}`), clock, acknowledge: () => {} })
  invariant(opened.ok, 'the terminal opens while nothing is spoilt')
  const code = await makeEnrolmentCode(store.db, clock.nowMs())
  const installationId = opened.till.newId()
  const enrolled = await enrol(store.db, { code, name: `Counter ${index}`, installationId }, clock.nowMs())
  invariant(enrolled.ok, 'a fresh code enrols')
  opened.till.enrol({ ...enrolled.value, incarnation })
  return opened.till
}

async function next(): Promise<void> {
  const drawn = chance.int(100)
  if (drawn < 45) await sellAndPush([chance.pick(tills)])
  else if (drawn < 70) await sellAndPush(tills)
  else if (drawn < 85) await chance.pick(tills).cancel()
  else if (drawn < 92) await changePrice()
  else if (drawn < 95) clock.nextDay()
  else {
    await store.close()
    unlock()
    unlock = lockDataDir(values.folder)
    store = await open()
  }
}

/** A price that terminals have not heard of: their orders of the older version stand. */
async function changePrice(): Promise<void> {
  const [first] = PRODUCTS
  await importProducts(store.db, { products: [{ ...first!, priceMinor: 1_000 + chance.int(1_000) }] })
}

/** What is pushed together is committed together, and answered after that. */
async function sellAndPush(selling: readonly Till[]): Promise<void> {
  for (const till of selling) for (let orders = 1 + chance.int(3); orders > 0; orders--) await till.sell()
  const pushes = selling.map((till) => ({ till, push: pushOf(till) }))
  const outcomes = await takeIn(
    store.db,
    pushes.map(({ push }) => push),
    clock.nowMs(),
  )
  for (const [index, { till, push }] of pushes.entries()) {
    const outcome = outcomes[index]!
    invariant(outcome.ok, 'a push without gap is taken in')
    const { acknowledgedSeq, verdicts } = outcome.value
    const refused = verdicts.find((verdict) => verdict.outcome === 'refused')
    invariant(refused === undefined, `a real terminal's facts are accepted, not ${JSON.stringify(refused)}`)
    acknowledge({ kind: 'facts', terminalId: push.terminalId, acknowledgedSeq, orders: push.facts.flatMap(orderOf) })
    for (const { seq } of push.facts)
      till.service.context.terminal.store.outbox.acknowledge(push.epoch, seq, 'accepted', clock.nowMs())
  }
}

function pushOf(till: Till) {
  const { store: own, settings } = till.service.context.terminal
  const identity = settings.identity()
  invariant(identity, 'the terminal is enrolled')
  return { terminalId: identity.terminalId, epoch: identity.epoch, facts: own.outbox.waiting(100, 1_000_000) }
}

function orderOf({ body }: { readonly body: string }): OrderSum[] {
  const fact = JSON.parse(body) as { readonly kind: string; readonly order: OrderSum }
  return fact.kind === 'order.placed' ? [{ orderId: fact.order.orderId, totalMinor: fact.order.totalMinor }] : []
}

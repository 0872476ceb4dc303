import { writeSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import type { CartView } from '../../contract/cart.ts'
import type { CardStatus } from '../../contract/terminal.ts'
import type { CartChange } from '../../domain/cart-change.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { newId, systemRandom } from '../../main/ports/random.ts'
import { systemTimer, type Timer } from '../../main/ports/timer.ts'
import { openTerminalService } from '../../main/service.ts'
import { seeded } from '../support/seeded.ts'
import type { Call, SeenCart, Task, Word } from './words.ts'

/**
 * A terminal in a process of its own, to be killed: sells, cancels and syncs as fast as it can, and says a thing is
 * done only after the call has returned. Real folder, real database, real sync on a hurried timer.
 */

const STANDARD_OUTPUT = 1
const PIPE_FULL_MS = 2
const HURRY = 200
const SHORTEST_INTERVAL_MS = 10_000
const STICK_LIMIT_MS = 5_000
/** What a stick's own files must never be, whenever the process that wrote them was killed. */
const SPOILT = new Set(['courier.half_copied', 'courier.altered', 'courier.not_a_bundle', 'courier.too_large'])

const task = JSON.parse(process.argv[2]!) as Task
const chance = seeded(task.seed)
// Whoever started it is gone: nobody hears what is done here.
process.stdin.on('end', () => process.exit(0)).resume()

const hurriedTimer: Timer = { after: (delayMs, run) => systemTimer.after(delayMs / HURRY, run) }

const opened = openTerminalService({
  dataFolder: task.folder,
  version: '0.0.0',
  centralUrl: task.centralUrl,
  enrolmentCode: task.enrolmentCode,
  simulatedReader: true,
  timer: hurriedTimer,
  log: () => {},
})
if (!opened.ok) {
  say({ say: 'failed', why: opened.code })
  process.exit(1)
}
const service = opened.value
const client = createRouterClient(service.router, { context: service.context })
try {
  await work()
} catch (error) {
  say({ say: 'failed', why: `${(error as Error).stack}` })
  process.exit(1)
}

async function work(): Promise<void> {
  const cart = await client.cart.get()
  say({ say: 'open', cart: seen(cart) })
  if (task.repeat) await perform(task.repeat)
  await askOutstanding()
  if (task.drain) return await drain()
  await catalogueThere()
  for (;;) {
    await sell()
    if (chance.chance(0.25)) await cancelSomething()
    if (chance.chance(0.1)) await carryByStick()
    if (chance.chance(0.1)) await client.sync.now()
    // The sync gets its turn, as it does between two customers.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function catalogueThere(): Promise<void> {
  const { settings } = await client.info()
  if (settings.syncIntervalMs !== SHORTEST_INTERVAL_MS)
    await client.settings.change({ syncIntervalMs: SHORTEST_INTERVAL_MS })
  if (settings.printer.kind === 'none') await client.settings.change({ printer: { kind: 'file', path: task.receipts } })
  while ((await client.sync.status()).products === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function sell(): Promise<void> {
  let { orderId } = await client.cart.get()
  for (let more = chance.int(3); more >= 0; more--) {
    const changes = Array.from({ length: 1 + chance.int(4) }, () => ({
      ...{ kind: 'add' as const, lineId: freshId(), sku: chance.pick(['TEA', 'RICE', 'SALT']) },
      quantity: 1 + chance.int(60),
    }))
    await perform({ kind: 'apply', changeId: freshId(), orderId, changes })
    if (chance.chance(0.2)) await takeOut(orderId)
    const cart = await client.cart.get()
    orderId = cart.orderId
    if (cart.lines.length === 0) more = Math.max(more, 1)
  }
  if (chance.chance(0.3) && (await payByCard(orderId))) return
  await perform({ kind: 'place', orderId, tenderedMinor: 10_000_000 })
}

/** Some of what the customer does not want after all, or all of it. */
async function takeOut(orderId: string): Promise<void> {
  const { lines } = await client.cart.get()
  const unwanted = chance.chance(0.3) ? lines : [chance.pick(lines)]
  const changes = unwanted.map(({ lineId, sku, quantity }) => ({ kind: 'remove' as const, lineId, sku, quantity }))
  await perform({ kind: 'apply', changeId: freshId(), orderId, changes })
}

/** @returns whether the card was charged. */
async function payByCard(orderId: string): Promise<boolean> {
  await client.settings.simulateReader({ answer: chance.pick(['approved', 'approved', 'declined', 'no-answer']) })
  await perform({ kind: 'charge', orderId, attemptId: freshId() })
  await askOutstanding()
  return (await client.cart.get()).orderId !== orderId
}

/** As a window does while it is not known what became of a payment. */
async function askOutstanding(): Promise<void> {
  for (;;) {
    const { outstandingCard } = await client.info()
    if (!outstandingCard) return
    const { attemptId, orderId } = outstandingCard
    await client.settings.simulateReader({ answer: chance.pick(['approved', 'declined', 'no-answer']) })
    await perform({ kind: 'ask', orderId, attemptId })
  }
}

/** Writes what waits to a stick, or reads what is on it: by the network if it is there. */
async function carryByStick(): Promise<void> {
  const { terminal } = service.context
  const used = chance.chance(0.5)
    ? await writeStick(terminal, task.stick)
    : await readStick(terminal, task.stick, service.context.central(AbortSignal.timeout(STICK_LIMIT_MS)))
  if (!used.ok && used.code !== 'courier.nothing_there') throw new Error(`a stick was refused: ${used.code}`)
  const files = used.ok && Array.isArray(used.value) ? used.value : []
  const spoilt = files.find(({ outcome }) => SPOILT.has(outcome))
  if (spoilt) throw new Error(`${spoilt.file} is ${spoilt.outcome} on the stick`)
  say({ say: 'stick', files: files.length })
}

async function cancelSomething(): Promise<void> {
  const orders = await client.order.list({ query: '', olderThan: null })
  const { orderId } = chance.pick(orders)
  const { order, cancellations } = await client.order.get({ orderId })
  const { lineId, quantity } = chance.pick(order.lines)
  const gone = cancellations.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId)
  const left = quantity - gone.reduce((sum, line) => sum + line.quantity, 0)
  if (left === 0) return
  const lines = [{ lineId, quantity: 1 + chance.int(left) }]
  await perform({ kind: 'cancel', cancellationId: freshId(), orderId, lines })
}

async function perform(call: Call): Promise<void> {
  say({ say: 'about', call })
  if (call.kind === 'apply') {
    const { changeId, orderId, changes } = call
    const asked = changes.map((change) =>
      change.kind === 'add' ? change : { kind: change.kind, lineId: change.lineId },
    )
    say({ say: 'applied', cart: seen(await client.cart.apply({ changeId, orderId, changes: asked as CartChange[] })) })
  } else if (call.kind === 'charge' || call.kind === 'ask') {
    const { orderId, attemptId } = call
    tellCharge(
      await (call.kind === 'charge'
        ? client.order.payByCard({ orderId, attemptId })
        : client.order.askCard({ attemptId })),
    )
  } else if (call.kind === 'place') {
    const { tenderedMinor } = call
    const { orderId, number, totalMinor } = await client.order.placeCash({ orderId: call.orderId, tenderedMinor })
    say({ say: 'placed', orderId, number, totalMinor })
  } else {
    const { cancellationId, orderId, lines } = call
    const { refundMinor } = await client.order.cancel({ cancellationId, orderId, lines: [...lines] })
    say({ say: 'cancelled', cancellationId, orderId, refundMinor })
  }
}

function tellCharge({ attemptId, orderId, outcome, placed }: CardStatus): void {
  if (outcome === 'intent') throw new Error('a reader that has answered leaves no intent')
  if (placed) {
    const { number, totalMinor } = placed
    say({ say: 'placed', orderId: placed.orderId, number, totalMinor })
  }
  say({ say: 'charged', attemptId, orderId, outcome })
}

async function drain(): Promise<void> {
  while ((await client.printing.status()).pending > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  for (;;) {
    const { phase, unsent, lastError, lastSuccessAtMs } = await client.sync.status()
    if (phase === 'waiting' && unsent === 0 && lastError === null && lastSuccessAtMs !== null) break
    if (phase !== 'syncing') await client.sync.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await service.close()
  say({ say: 'drained' })
  process.exit(0)
}

function freshId(): string {
  return newId(systemClock, systemRandom)
}

function seen({ orderId, lines }: CartView): SeenCart {
  const quantities: Record<string, number> = {}
  for (const { sku, quantity } of lines) quantities[sku] = (quantities[sku] ?? 0) + quantity
  return { orderId, quantities }
}

/** Written at once: what was said stays said, however soon the process is killed. */
function say(word: Word): void {
  let rest = Buffer.from(`${JSON.stringify(word)}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest))
    } catch (error) {
      // Whoever listens is busy, and what was said before fills the pipe.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_FULL_MS)
    }
  }
}

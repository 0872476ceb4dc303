import { sql } from 'kysely'
import { readIdentity } from '../../central/store/identity.ts'
import { lockDataDir } from '../../central/store/lock.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { FIRST_PREVIOUS_HASH, type FactBody } from '../../domain/fact.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { Acknowledged } from './acknowledged.ts'

type Db = OpenStore['db']

/** Opens the central store on what a power cut left, and says what is not as it was promised. */
export async function checkCentral(folder: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  let store: OpenStore | undefined
  let unlock: (() => void) | undefined
  try {
    unlock = lockDataDir(folder)
    store = openStore(folder)
    const { db } = store
    const check = await sql<{ quick_check: string }>`PRAGMA quick_check`.execute(db)
    const said = check.rows[0]?.quick_check
    const broken = said === 'ok' ? [] : [`the database is damaged: ${said}`]
    const pushes = acknowledged.flatMap((done) => (done.kind === 'facts' ? [done] : []))
    if (pushes.length > 0) await readIdentity(db)
    return [...broken, ...(await checkPushes(db, pushes)), ...(await checkEpochs(db)), ...(await checkOrders(db))]
  } catch (error) {
    return [`the central store fails: ${String(error)}`]
  } finally {
    await store?.close()
    unlock?.()
  }
}

async function checkPushes(db: Db, pushes: readonly Extract<Acknowledged, { kind: 'facts' }>[]): Promise<string[]> {
  const broken: string[] = []
  const orders = await db.selectFrom('orders').select(['order_id', 'total_minor']).execute()
  const totals = new Map(orders.map((order) => [order.order_id, order.total_minor]))
  const epochs = await db.selectFrom('epochs').selectAll().execute()
  for (const push of pushes) {
    const epoch = epochs.find(({ terminal_id }) => terminal_id === push.terminalId)
    if ((epoch?.acknowledged_seq ?? 0) < push.acknowledgedSeq)
      broken.push(`facts up to ${push.acknowledgedSeq} of ${push.terminalId} are lost`)
    for (const { orderId, totalMinor } of push.orders)
      if (totals.get(orderId) !== totalMinor) broken.push(`order ${orderId} is lost or has another total`)
  }
  return broken
}

async function checkEpochs(db: Db): Promise<string[]> {
  const broken: string[] = []
  const epochs = await db.selectFrom('epochs').selectAll().execute()
  const facts = await db.selectFrom('facts').selectAll().orderBy('seq').execute()
  for (const { terminal_id, epoch, acknowledged_seq, chain_head } of epochs) {
    let [seq, head] = [0, FIRST_PREVIOUS_HASH]
    for (const fact of facts.filter((one) => one.terminal_id === terminal_id && one.epoch === epoch)) {
      if (fact.seq !== ++seq) broken.push(`fact ${seq} of ${terminal_id} is missing`)
      if (sha256Hex(fact.body) !== fact.body_hash) broken.push(`the hash of fact ${seq} of ${terminal_id} is wrong`)
      if (fact.previous_hash !== head) broken.push(`fact ${seq} of ${terminal_id} does not follow the one before`)
      head = chainHead(fact.previous_hash, fact.body_hash)
    }
    if (seq !== acknowledged_seq || head !== chain_head) broken.push(`${terminal_id} does not end at its last fact`)
  }
  return broken
}

/** Each order has its fact and its first state, each cancellation its fact, and nothing is told that is not there. */
async function checkOrders(db: Db): Promise<string[]> {
  const broken: string[] = []
  const facts = await db.selectFrom('facts').select('body').execute()
  const told = new Set<string>()
  for (const { body } of facts) {
    const fact = JSON.parse(body) as FactBody
    if (fact.kind === 'order.placed') told.add(fact.order.orderId)
    if (fact.kind === 'order.cancelled') told.add(fact.cancellation.cancellationId)
  }
  const orders = await db.selectFrom('orders').select('order_id as id').execute()
  const cancellations = await db.selectFrom('cancellations').select('cancellation_id as id').execute()
  const states = await db.selectFrom('order_states').select('order_id').execute()
  const withState = new Set(states.map(({ order_id }) => order_id))
  for (const { id } of orders) if (!withState.has(id)) broken.push(`order ${id} has no state`)
  for (const { id } of [...orders, ...cancellations])
    if (!told.delete(id)) broken.push(`${id} is there without its fact`)
  for (const id of told) broken.push(`a fact tells ${id}, which is not there`)
  return broken
}

import type { Plant } from './plant.ts'

const ORDERING = 'main/ordering.ts'
const MACHINE = 'main/sync/machine.ts'
const DRIVER = 'main/sync/driver.ts'
const PUSH = 'main/sync/push.ts'
const TERMINAL_STORE = 'db/store.ts'
const TRANSACTION = 'central/store/transaction.ts'
const TAKE_IN = 'central/intake/take-in.ts'
const TAKE_FACT = 'central/intake/take-fact.ts'

/** Each is a mistake that somebody could make, or that was made in another product. */
export const PLANTED_BUGS: Readonly<Record<string, readonly Plant[]>> = {
  'store acknowledges before it commits': [
    {
      file: TRANSACTION,
      from: 'await connection.executeQuery(BEGIN)',
      to: 'await connection.executeQuery(BEGIN).catch(() => undefined)',
    },
    {
      file: TRANSACTION,
      from: 'await connection.executeQuery(COMMIT)',
      to: 'globalThis.setTimeout(() => void connection.executeQuery(COMMIT).catch(() => undefined), 300)',
    },
  ],
  'terminal shows an order before it is committed': [
    {
      file: TERMINAL_STORE,
      from: 'const value = db.transaction(run).immediate()',
      to: "db.exec('BEGIN IMMEDIATE'); const value = run(); globalThis.setTimeout(() => { if (db.open && db.inTransaction) db.exec('COMMIT') }, 200)",
    },
  ],
  'commits are not synced (synchronous NORMAL)': [
    { file: 'db/open.ts', from: "db.pragma('synchronous = FULL')", to: "db.pragma('synchronous = NORMAL')" },
    { file: 'db/open.ts', from: "db.pragma('synchronous', { simple: true }) === 2", to: 'true' },
  ],
  'a repeated order is not recognised': [
    { file: 'main/handlers/order.ts', from: '  if (before) return before\n', to: '' },
  ],
  'a repeated fact is not recognised': [
    { file: TAKE_FACT, from: '  if (taken.bodyHash === fact.bodyHash) return taken.judgement\n', to: '' },
  ],
  'an order gets its id when it is placed, anew each time': [
    { file: ORDERING, from: '{ orderId: cart.orderId, terminalId', to: '{ orderId: freshId(context), terminalId' },
  ],
  'the cart stays open after it became an order': [
    { file: ORDERING, from: '    store.cart.begin(freshId(context))\n    return placed', to: '    return placed' },
  ],
  'a fact is written after its order, not with it': [
    { file: ORDERING, from: "    appendFact(context, { kind: 'order.placed', order: placed })\n", to: '' },
    {
      file: ORDERING,
      from: "  context.log('order.placed',",
      to: "  globalThis.setTimeout(() => { try { store.transaction(() => appendFact(context, { kind: 'order.placed', order })) } catch {} }, 100)\n  context.log('order.placed',",
    },
  ],
  'the terminal gives up after three attempts': [
    {
      file: MACHINE,
      from: '      const failing: SyncState = {',
      to: "      if (failedAttempts > 3) return { state: { ...state, phase: 'waiting', failedAttempts }, effects: [] }\n      const failing: SyncState = {",
    },
  ],
  'the pause between attempts has no limit': [
    { file: MACHINE, from: 'Math.min(BACK_OFF_MOST_MS, BACK_OFF_FIRST_MS *', to: 'Math.max(0, BACK_OFF_FIRST_MS *' },
  ],
  'late answers to an older round count': [
    { file: MACHINE, from: "state.phase === 'syncing' && state.round === round", to: "state.phase === 'syncing'" },
    {
      file: DRIVER,
      from: '      await round(abort.signal)\n',
      to: "      await Promise.race([round(abort.signal).then(() => send({ type: 'succeeded', round: number })), new Promise((_, fail) => globalThis.setTimeout(() => fail(new Error('slow')), 9_000))])\n",
    },
  ],
  'everything that was sent counts as acknowledged': [
    {
      file: PUSH,
      from: 'const acknowledgedSeq = gapOf(error)\n',
      to: "const acknowledgedSeq = gapOf(error)\n      if (error instanceof CentralError && error.code === 'unreachable') settle(context, first.epoch, facts.map(({ seq }) => ({ seq, outcome: 'accepted' })))\n",
    },
  ],
  'a refused order blocks the queue': [
    {
      file: PUSH,
      from: 'answer.verdicts.filter(({ seq }) => ',
      to: "answer.verdicts.filter(({ seq, outcome }) => outcome === 'accepted' && ",
    },
  ],
  'nothing is sent again to a restored store': [
    {
      file: 'main/sync/compare-store.ts',
      from: '    if (acknowledgedSeq >= store.outbox.acknowledgedSeq(epoch)) continue\n',
      to: '    if (acknowledgedSeq >= 0) continue\n',
    },
  ],
  'the store takes facts in behind a gap': [
    {
      file: TAKE_IN,
      from: "    if (seq > end + 1) return fail('facts.gap', { acknowledgedSeq: places.acknowledgedSeq })\n",
      to: '',
    },
  ],
  'facts with a wrong clock are refused': [
    {
      file: TAKE_FACT,
      from: '  if (!reading.body.ok) return refused(reading.body.code, reading.body.details)\n',
      to: "  if (!reading.body.ok) return refused(reading.body.code, reading.body.details)\n  if (Math.abs(fact.wallMs - ledger.nowMs) > 40 * 86_400_000) return refused('fact.body_malformed')\n",
    },
  ],
  'a refund counts twice on the terminal': [
    {
      file: 'db/orders.ts',
      from: '      refunded.run(refundMinor, orderId)\n',
      to: '      refunded.run(2 * refundMinor, orderId)\n',
    },
  ],
  'goods taken back count twice in the store': [
    {
      file: 'central/intake/judge-fact.ts',
      from: 'takeStock(ledger, line.sku, -quantity)',
      to: 'takeStock(ledger, line.sku, -2 * quantity)',
    },
  ],
  // As long as no version is given out twice, a terminal that takes what follows its own takes nothing wrong.
  'a store that was put back gives versions of the catalogue out again, and terminals take what follows them': [
    { file: 'central/store/version-gaps.ts', from: 'if (after === 0) return', to: 'if (after >= 0) return' },
    { file: 'main/sync/catalogue.ts', from: 'page.incarnation !== undefined && ', to: 'page.next < 0 && ' },
  ],
  'sequences are used again after data was put back': [
    {
      file: 'main/journal/witness.ts',
      from: '  if (!settings.identity() || !witness || hasWitnessed(store.journal, witness)) return\n',
      to: '  if (!settings.identity() || !witness || witness.seq > 0) return\n',
    },
    {
      file: 'main/sync/settle.ts',
      from: 'if (hasToMove && mayMove(store, fact)) {',
      to: 'if (verdict.seq < 0) {',
    },
  ],
  'an acknowledgement by courier clears too much': [
    {
      file: 'main/courier/take-acknowledgement.ts',
      from: '  if (fromSeq > seq) return\n',
      to: '  toSeq += 5\n',
    },
  ],
  'a cancellation does not follow its order to another place': [
    {
      file: 'main/sync/settle.ts',
      from: ' || followsItsOrder(store, fact, verdict, homeless)\n',
      to: '\n',
    },
  ],
  'a store that has less than it once said is not told': [
    { file: PUSH, from: '      await pullStates(context, client)\n', to: '' },
  ],
  'what is read out of a damaged database is not told anew': [
    {
      file: 'main/recovery/put-back.ts',
      from: '  const requeuedFacts = again.filter((text) => tellAgain(context, text)).length\n',
      to: '  const requeuedFacts = 0\n',
    },
  ],
  'an order on paper counts beside its own fact': [
    {
      file: 'central/intake/judge-paper.ts',
      from: "import type { FactPlace, Ledger } from './ledger.ts'",
      to: "import { takeStock, type FactPlace, type Ledger } from './ledger.ts'",
    },
    {
      file: 'central/intake/judge-paper.ts',
      from: '  if (known) return known\n',
      to: '  if (known) for (const { sku, quantity } of compact.lines) takeStock(ledger, sku, quantity)\n  if (known) return known\n',
    },
  ],
}

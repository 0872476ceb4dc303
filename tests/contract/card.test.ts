import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FactBody } from '../../domain/fact.ts'
import type { CartView } from '../../contract/cart.ts'
import type { CardStatus, TerminalInfo } from '../../contract/terminal.ts'
import { PATIENCE_MS } from '../../main/payments/simulated-reader.ts'
import { systemTimer, type Timer } from '../../main/ports/timer.ts'
import { add, apply, overEachCarrier, promised, refusalOf, sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, eventually, newTestId, openStore, type TerminalClient } from '../support/terminal.ts'
import { startTerminal } from '../support/terminal-process.ts'

overEachCarrier((open) => {
  /** A cart and the attempt to pay it, with the answer the reader will give. */
  async function pay(client: TerminalClient, answer: 'approved' | 'declined' | 'no-answer') {
    await client.settings.simulateReader({ answer })
    const cart = await apply(client, add('TEA', 2))
    const attempt = { orderId: cart.orderId, attemptId: newTestId() }
    return { cart, attempt, paying: client.order.payByCard(attempt) }
  }

  test('approved places the order, with what the reader said of the card and nothing more', async () => {
    const { client } = await open()
    const { attempt, cart, paying } = await pay(client, 'approved')
    const status = await paying
    expect(status).toMatchObject({
      ...attempt,
      amountMinor: 2_400,
      outcome: 'authorised',
      placed: { number: cart.nextNumber },
    })
    const [payment] = (await client.order.get(attempt)).order.payments
    expect(payment).toMatchObject({
      tender: 'card',
      amountMinor: 2_400,
      attemptId: attempt.attemptId,
      last4: expect.stringMatching(/^\d{4}$/),
    })
    // Whoever lost the answer gets it again, whichever way it is asked for.
    expect(await client.order.payByCard(attempt)).toEqual(status)
    expect(await client.order.askCard(attempt)).toEqual(status)
    expect(await client.info()).toMatchObject({ outstandingCard: null })
    expect(await client.order.list({ query: '', olderThan: null })).toHaveLength(1)
  })

  test('declined leaves the cart to be changed and paid otherwise', async () => {
    const { client } = await open()
    const { attempt, paying } = await pay(client, 'declined')
    expect(await paying).toMatchObject({ outcome: 'declined', placed: null })
    expect(await client.info()).toMatchObject({ outstandingCard: null })
    const cart = await apply(client, add('TEA'))
    await client.settings.simulateReader({ answer: 'approved' })
    // The attempt that was declined stays declined; another is another.
    expect(await client.order.payByCard(attempt)).toMatchObject({ outcome: 'declined' })
    expect(await client.order.payByCard({ ...attempt, attemptId: newTestId() })).toMatchObject({
      outcome: 'authorised',
      amountMinor: 3_600,
      placed: { number: cart.nextNumber },
    })
  })

  test('while the reader works, nothing else is charged and the cart is closed', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    // Only the reader's thinking is held up; what the service does by the clock goes on.
    const after: Timer['after'] = (delayMs, run) =>
      delayMs < 10_000 ? (void held.then(run), { cancel() {} }) : systemTimer.after(delayMs, run)
    const { client } = await open({ timer: { after } })
    const { attempt, cart, paying } = await pay(client, 'approved')
    await eventually(
      () => client.info(),
      (info) => info.outstandingCard?.outcome === 'intent',
    )
    const { orderId } = attempt
    const refusals = await Promise.all([
      refusalOf(client.order.payByCard(attempt)),
      refusalOf(client.order.payByCard({ orderId, attemptId: newTestId() })),
      refusalOf(client.order.askCard(attempt)),
      refusalOf(client.order.placeCash({ orderId, tenderedMinor: 5_000 })),
      refusalOf(apply(client, add('TEA'))),
    ])
    const codes = [
      'card.reader_busy',
      'card.reader_busy',
      'card.reader_busy',
      'card.unknown_outstanding',
      'card.unknown_outstanding',
    ]
    expect(refusals).toMatchObject(codes.map((code) => promised(code)))
    expect(await client.cart.get()).toEqual(cart)
    release()
    expect(await paying).toMatchObject({ outcome: 'authorised' })
  })

  test('no answer is asked about until there is one; the cart stays closed and is never charged twice', async () => {
    const { client } = await open()
    const { attempt, cart, paying } = await pay(client, 'no-answer')
    expect(await paying).toMatchObject({ outcome: 'unknown', placed: null })
    expect(await client.info()).toMatchObject({ outstandingCard: { ...attempt, outcome: 'unknown' } })
    const { orderId } = attempt
    for (const call of [
      () => client.order.payByCard({ orderId, attemptId: newTestId() }),
      () => client.order.placeCash({ orderId, tenderedMinor: 5_000 }),
      () => apply(client, { kind: 'clear' }),
    ])
      expect(await refusalOf(call())).toMatchObject(promised('card.unknown_outstanding'))
    expect(await client.order.payByCard(attempt)).toMatchObject({ outcome: 'unknown' })
    expect(await client.order.askCard(attempt)).toMatchObject({ outcome: 'unknown' })
    await client.settings.simulateReader({ answer: 'approved' })
    const [one, other] = await Promise.all([client.order.askCard(attempt), client.order.askCard(attempt)])
    expect(one).toMatchObject({ outcome: 'authorised', placed: { number: cart.nextNumber } })
    expect(other).toEqual(one)
    expect(await client.order.list({ query: '', olderThan: null })).toHaveLength(1)
  })

  test('no answer that turns out declined gives the cart back', async () => {
    const { client } = await open()
    const { attempt, paying } = await pay(client, 'no-answer')
    await paying
    await client.settings.simulateReader({ answer: 'declined' })
    expect(await client.order.askCard(attempt)).toMatchObject({ outcome: 'declined', placed: null })
    expect(await client.order.placeCash({ orderId: attempt.orderId, tenderedMinor: 2_400 })).toMatchObject({
      totalMinor: 2_400,
    })
  })

  test('a slow question that comes back empty does not undo the answer to a quick one', async () => {
    const slowAnswers: (() => void)[] = []
    let isSlow = false
    const after: Timer['after'] = (delayMs, run) =>
      isSlow && delayMs === PATIENCE_MS
        ? (void slowAnswers.push(run), { cancel() {} })
        : systemTimer.after(delayMs, run)
    const { client } = await open({ timer: { after } })
    const { attempt, paying } = await pay(client, 'no-answer')
    await paying
    isSlow = true
    const slow = client.order.askCard(attempt)
    await eventually(
      () => slowAnswers.length,
      (asked) => asked === 1,
    )
    await client.settings.simulateReader({ answer: 'approved' })
    const quick = await client.order.askCard(attempt)
    expect(quick).toMatchObject({ outcome: 'authorised' })
    slowAnswers[0]!()
    expect(await slow).toEqual(quick)
    expect(await client.info()).toMatchObject({ outstandingCard: null })
    expect(await sellTea(client)).toMatchObject({ number: expect.stringMatching(/-0002-/) })
  })

  test('an empty cart, another cart and an unknown attempt are refused, and nothing is charged', async () => {
    const { client } = await open()
    const { orderId } = await client.cart.get()
    const attemptId = newTestId()
    expect(await refusalOf(client.order.payByCard({ orderId, attemptId }))).toMatchObject(promised('order.empty'))
    const other = client.order.payByCard({ orderId: newTestId(), attemptId })
    expect(await refusalOf(other)).toMatchObject(promised('cart.not_this_order'))
    expect(await refusalOf(client.order.askCard({ attemptId }))).toMatchObject(promised('card.no_attempt'))
    expect(await client.info()).toMatchObject({ outstandingCard: null })
  })

  test('without a reader cards are not taken, and cash is', async () => {
    const { client } = await open({ simulatedReader: false })
    expect(await client.info()).toMatchObject({ simulatedReader: null })
    const { orderId } = await apply(client, add('TEA'))
    const calls = [
      client.order.payByCard({ orderId, attemptId: newTestId() }),
      client.settings.simulateReader({ answer: 'approved' }),
    ]
    for (const call of calls) expect(await refusalOf(call)).toMatchObject(promised('card.reader_missing'))
    expect(await client.order.placeCash({ orderId, tenderedMinor: 1_200 })).toMatchObject({ totalMinor: 1_200 })
  })
})

test('SIGKILL while the reader works: the charge is found again, asked about, and placed once', async () => {
  const folder = enrolFolder(newFolder())
  const hold = join(newFolder(), 'hold')
  writeFileSync(hold, '')
  const first = await startTerminal(folder, { HOLD_TIMERS: hold })
  const { orderId } = await first.call<CartView>('cart.get')
  const cart = await first.call<CartView>('cart.apply', { changeId: newTestId(), orderId, changes: [add('TEA', 2)] })
  const attempt = { orderId, attemptId: newTestId() }
  const paying = first.call('order.payByCard', attempt).catch((error: Error) => error.message)
  const outstanding = async () => (await first.call<TerminalInfo>('info')).outstandingCard
  await eventually(outstanding, (found) => found?.outcome === 'intent')
  await first.kill()
  expect(await paying).toBe('process.ended')
  rmSync(hold)
  const second = await startTerminal(folder)
  expect(await second.call('info')).toMatchObject({
    outstandingCard: { ...attempt, amountMinor: 2_400, outcome: 'unknown' },
  })
  expect(await second.call('cart.get')).toEqual(cart)
  const otherwise = { orderId, attemptId: newTestId() }
  await expect(second.call('order.payByCard', otherwise)).rejects.toThrow('card.unknown_outstanding')
  await expect(second.call('order.placeCash', { orderId, tenderedMinor: 5_000 })).rejects.toThrow(
    'card.unknown_outstanding',
  )
  const asked = await second.call<CardStatus>('order.askCard', attempt)
  expect(asked).toMatchObject({ outcome: 'authorised', placed: { number: cart.nextNumber } })
  expect(await second.call('order.payByCard', attempt)).toEqual(asked)
  await second.kill()
  const store = openStore(folder)
  expect(store.orders.olderThan(null, 10).map(({ order }) => order.payments)).toMatchObject([
    [{ attemptId: attempt.attemptId }],
  ])
  const told = store.journal.from(1, 1, 9).map(({ body }) => JSON.parse(body) as FactBody)
  expect(told).toMatchObject([
    { kind: 'card.attempted', ...attempt, amountMinor: 2_400, outcome: 'intent' },
    { kind: 'card.attempted', ...attempt, amountMinor: 2_400, outcome: 'authorised' },
    { kind: 'order.placed' },
  ])
  expect(store.outbox.countWaiting()).toBe(3)
  store.close()
})

import { describe, expect, test } from 'vitest'
import { MAX_LINES } from '../../domain/cart.ts'
import type { Log } from '../../main/ports/log.ts'
import { add, apply, overEachCarrier, refusalOf, sellTea } from '../support/each-carrier.ts'
import { newTestId } from '../support/terminal.ts'

/** A client that checks nothing, as a hostile or an older page would be. */
type AnyCall = (input: unknown) => Promise<unknown>

function callAt(client: unknown, path: string): AnyCall {
  let target = client as Record<string, unknown>
  for (const name of path.split('.')) target = target[name] as Record<string, unknown>
  return target as unknown as AnyCall
}

const deep = (depth: number): unknown => (depth === 0 ? 'x' : [deep(depth - 1)])

overEachCarrier((open) => {
  const id = newTestId()
  const line = { lineId: id, quantity: 1 }
  test.each<[string, string, unknown]>([
    ['nothing at all', 'cart.apply', undefined],
    ['null', 'order.placeCash', null],
    ['a number', 'order.get', 42],
    ['an array', 'settings.change', []],
    ['text where a number belongs', 'order.placeCash', { orderId: id, tenderedMinor: '5000' }],
    ['a fraction of money', 'order.placeCash', { orderId: id, tenderedMinor: 0.5 }],
    ['money below nothing', 'order.placeCash', { orderId: id, tenderedMinor: -1 }],
    ['more money than there is', 'order.placeCash', { orderId: id, tenderedMinor: 1e15 }],
    ['no number', 'order.placeCash', { orderId: id, tenderedMinor: Number.NaN }],
    ['what is no id', 'order.get', { orderId: "1' OR '1'='1" }],
    ['an id of another shape', 'order.get', { orderId: id.toUpperCase() }],
    ['no changes', 'cart.apply', { changeId: id, orderId: id, changes: [] }],
    ['a change of no kind', 'cart.apply', { changeId: id, orderId: id, changes: [{ kind: 'steal' }] }],
    [
      'too many changes',
      'cart.apply',
      { changeId: id, orderId: id, changes: Array(MAX_LINES + 1).fill({ kind: 'clear' }) },
    ],
    ['a huge text', 'cart.apply', { changeId: id, orderId: id, changes: [{ ...add('x'.repeat(1_000_000)) }] }],
    ['a long query', 'order.list', { query: '1'.repeat(65), olderThan: null }],
    ['a nest without an end', 'order.get', { orderId: deep(200) }],
    ['too many pictures', 'catalogue.pictures', { hashes: Array(61).fill('0'.repeat(64)) }],
    ['no lines to cancel', 'order.cancel', { orderId: id, cancellationId: id, lines: [] }],
    ['a fraction of goods', 'order.cancel', { orderId: id, cancellationId: id, lines: [{ ...line, quantity: 0.5 }] }],
    ['an answer no reader gives', 'settings.simulateReader', { answer: 'free' }],
  ])('%s is answered with a clear refusal, and the connection lives on', async (_what, path, input) => {
    const { client } = await open()
    const cart = await apply(client, add('TEA'))
    const refusal = await refusalOf(callAt(client, path)(input))
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST' })
    // It says where, and nothing of the inside of the program.
    expect(JSON.stringify(refusal)).not.toMatch(/node_modules|\.ts:|at .*\(/)
    expect(await client.cart.get()).toEqual(cart)
  })

  test('a procedure that is not there is not found', async () => {
    const { client } = await open()
    for (const path of ['order.steal', 'nothing', 'cart.get.more'])
      expect(await refusalOf(callAt(client, path)({}))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await client.info()).toMatchObject({ enrolled: true })
  })

  test('a line restored with values that no cart has is refused', async () => {
    const { client } = await open()
    const [real] = (await apply(client, add('TEA'))).lines
    for (const change of [
      { quantity: 0 },
      { priceMinor: -1 },
      { priceMinor: 0.5 },
      { unit: 'litre' },
      { name: { ko: 'x'.repeat(301), en: '' } },
      { lineId: 'x' },
    ]) {
      const restore = { kind: 'restore', line: { ...real, lineId: newTestId(), ...change }, index: 0 }
      expect(await refusalOf(apply(client, restore as never))).toMatchObject({ code: 'BAD_REQUEST' })
    }
  })

  describe('what is no call at all', () => {
    const pieces: [string, unknown][] = [
      ['no text', ''],
      ['nonsense', 'nonsense'],
      ['half a message', '{"i":"1","p":{"u":"/info"'],
      ['nothing', 'null'],
      ['an empty list', '[]'],
      ['a message without a call', '{"i":"1"}'],
      ['a call to nowhere', '{"i":"2","p":{}}'],
      ['an address that is none', '{"i":"3","p":{"u":"http://["}}'],
      ['an unknown type', '{"i":"4","t":9,"p":{"u":"/info"}}'],
      ['an event for no stream', '{"i":"99","t":3,"p":{"e":"message","d":1}}'],
      ['a call to what all objects have', '{"i":"7","p":{"u":"/__proto__/toString","b":{}}}'],
      ['a call with a file', '{"i":"8","p":{"u":"/info","h":{"content-type":"multipart/form-data"}}}'],
      ['an end of no call', '{"i":"99","t":4}'],
      ['bytes', new Uint8Array([0, 255, 1, 255])],
      ['many brackets', '['.repeat(50_000)],
    ]

    test.each(pieces)('%s is passed over, and the connection lives on', async (_what, piece) => {
      const { client, sendRaw } = await open()
      sendRaw(piece)
      expect(await client.info()).toMatchObject({ enrolled: true })
      expect(await sellTea(client)).toMatchObject({ totalMinor: 2_400 })
    })
  })

  test('a fault of the program’s own is told as one, without its inside, and written to the log', async () => {
    const said: Parameters<Log>[] = []
    const { client, service } = await open({ log: (...what) => void said.push(what) })
    await apply(client, add('TEA'))
    service.context.terminal.store.cart.put({ orderId: 'not an id', lines: [], revision: 1 }, undefined)
    const refusal = await refusalOf(client.cart.get())
    expect(refusal).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', isPromised: false })
    expect(JSON.stringify(refusal)).not.toMatch(/orderId|\.ts:|at .*\(/)
    expect(said).toContainEqual(['call.failed', expect.objectContaining({ call: 'cart.get' })])
    // Promised refusals are no faults.
    const before = said.length
    await refusalOf(client.order.get({ orderId: newTestId() }))
    expect(said).toHaveLength(before)
    expect(await client.info()).toMatchObject({ enrolled: true })
  })
})

import { createRouterClient } from '@orpc/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Settings, TerminalEvent } from '../../contract/terminal.ts'
import { add, apply, overEachCarrier, promised, refusalOf, sellTea } from '../support/each-carrier.ts'
import {
  enrolFolder,
  eventually,
  openService,
  SHOP,
  type Connection,
  type TerminalClient,
} from '../support/terminal.ts'
import { newFolder } from '../support/folders.ts'

/** Collects what a window is told. */
async function watch(client: TerminalClient) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const events: TerminalEvent[] = []
  const iterator = await client.watch(undefined, { signal: leaving.signal })
  void (async () => {
    try {
      for await (const event of iterator) events.push(event)
    } catch {
      // The window left, or its connection did.
    }
  })()
  return { events, leave: () => leaving.abort() }
}

test('what happens between the last slice and the first event is told', async () => {
  const service = openService(enrolFolder(newFolder()))
  onTestFinished(() => service.close())
  const client = createRouterClient(service.router, { context: service.context })
  // Without a carrier in between, each slice is made when it is asked for.
  const events = await client.watch()
  const slices = ['info', 'cart', 'sync', 'printing', 'safety', 'catalogue']
  for (const type of slices) expect((await events.next()).value).toMatchObject({ type })
  const cart = await apply(client, add('TEA'))
  expect((await events.next()).value).toEqual({ type: 'cart', cart })
  await events.return?.()
})

overEachCarrier((open) => {
  describe('watching', () => {
    test('begins with every slice, complete, and goes on with every change', async () => {
      const { client } = await open()
      const { events } = await watch(client)
      await eventually(
        () => events.length,
        (length) => length >= 6,
      )
      expect(events.map((event) => event.type)).toEqual(['info', 'cart', 'sync', 'printing', 'safety', 'catalogue'])
      expect(events[0]).toEqual({ type: 'info', info: await client.info() })
      expect(events[1]).toEqual({ type: 'cart', cart: await client.cart.get() })
      expect(events[2]).toMatchObject({ type: 'sync', sync: { phase: 'waiting', unsent: 0, centralUrl: null } })
      expect(events[3]).toEqual({ type: 'printing', printing: { printer: { kind: 'none' }, jobs: [], pending: 0 } })
      const cart = await apply(client, add('TEA'))
      await eventually(
        () => events.at(-1),
        (event) => event?.type === 'cart' && event.cart.revision === cart.revision,
      )
      const placed = await client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 1_200 })
      const after = () => events.slice(7).map((event) => event.type)
      await eventually(after, (types) => ['cart', 'order', 'sync'].every((type) => types.includes(type as never)))
      expect(events.find((event) => event.type === 'order')).toMatchObject({
        order: { number: placed.number, state: 'placed' },
      })
      expect(events.findLast((event) => event.type === 'sync')).toMatchObject({ sync: { unsent: 1 } })
      expect(events.findLast((event) => event.type === 'cart')).toMatchObject({ cart: { lines: [] } })
    })

    test('misses nothing that happens while the first slices are on their way', async () => {
      const { client } = await open()
      for (let i = 1; i <= 10; i++) {
        const [{ events, leave }] = await Promise.all([watch(client), apply(client, add('TEA'))])
        await eventually(
          () => events.findLast((event) => event.type === 'cart'),
          (event) => event?.type === 'cart' && event.cart.revision === i,
        )
        leave()
      }
    })

    test('a window that leaves or breaks off is no burden to the others', async () => {
      const { client, connectAgain } = await open()
      const { events } = await watch(client)
      const others: Connection[] = []
      for (let i = 0; i < 5; i++) {
        const other = await connectAgain()
        await watch(other.client)
        others.push(other)
      }
      for (const other of others) await other.close()
      const cart = await apply(client, add('TEA'))
      await eventually(
        () => events.at(-1),
        (event) => event?.type === 'cart' && event.cart.revision === cart.revision,
      )
    })

    test('a burst of changes reaches the window in order, to the last', async () => {
      const { client } = await open()
      const { events } = await watch(client)
      for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 30 }, () => apply(client, add('TEA'))))
      await eventually(
        () => events.at(-1),
        (event) => event?.type === 'cart' && event.cart.revision === 300,
      )
      const revisions = events.flatMap((event) => (event.type === 'cart' ? [event.cart.revision] : []))
      expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
      expect(new Set(revisions).size).toBe(301)
    })
  })

  describe('settings', () => {
    test('are changed one by one, kept over a restart, and told to every window', async () => {
      const folder = enrolFolder(newFolder())
      const { client, connectAgain, service } = await open({ folder })
      const before = (await client.info()).settings
      const { events } = await watch((await connectAgain()).client)
      const changes: Partial<Settings>[] = [
        { language: 'en' },
        { theme: 'night' },
        { syncIntervalMs: 10_000 },
        { printer: { kind: 'network', host: '192.168.0.50', port: 9_100 } },
        { paper: '58' },
        { receiptLanguage: 'en' },
      ]
      let expected = before
      for (const change of changes) {
        expected = { ...expected, ...change }
        expect(await client.settings.change(change)).toEqual(expected)
      }
      expect(await client.settings.change({})).toEqual(expected)
      expect(await client.info()).toMatchObject({ settings: expected, shop: SHOP })
      await eventually(
        () => events.findLast((event) => event.type === 'info'),
        (event) => event?.type === 'info' && JSON.stringify(event.info.settings) === JSON.stringify(expected),
      )
      await service.close()
      const again = openService(folder)
      expect(again.context.terminal.settings.settings()).toEqual(expected)
      await again.close()
    })

    test.each<[string, unknown]>([
      ['an interval below ten seconds', { syncIntervalMs: 9_999 }],
      ['an interval above a quarter of an hour', { syncIntervalMs: 900_001 }],
      ['half a millisecond', { syncIntervalMs: 10_000.5 }],
      ['a language there is no text in', { language: 'fr' }],
      ['a theme there is not', { theme: 'sepia' }],
      ['paper there is not', { paper: '100' }],
      ['a printer of no kind', { printer: { kind: 'parallel' } }],
      ['a printer without a host', { printer: { kind: 'network', host: '', port: 9_100 } }],
      ['a printer’s port out of range', { printer: { kind: 'network', host: 'printer', port: 65_536 } }],
    ])('%s is refused, and nothing is changed', async (_what, change) => {
      const { client } = await open()
      const before = await client.info()
      const refusal = await refusalOf(client.settings.change({ receiptLanguage: 'en', ...(change as object) }))
      expect(refusal).toMatchObject({ code: 'BAD_REQUEST' })
      expect(await client.info()).toEqual(before)
    })

    test('a printer file is named by its whole path, wherever the program was started', async () => {
      const { client } = await open()
      const refusal = await refusalOf(client.settings.change({ printer: { kind: 'file', path: 'receipts.bin' } }))
      expect(refusal).toMatchObject(promised('settings.invalid', { field: 'printer.path' }))
    })

    test('a stored value that no longer fits does not take the others with it', async () => {
      const folder = enrolFolder(newFolder())
      const first = openService(folder)
      const { store, settings } = first.context.terminal
      settings.saveSettings({ ...settings.settings(), language: 'en', paper: '58' })
      store.settings.set('settings', { ...(store.settings.get('settings') as object), theme: 'sepia', brightness: 3 })
      await first.close()
      const { client } = await open({ folder })
      expect((await client.info()).settings).toMatchObject({ language: 'en', paper: '58', theme: 'day' })
    })
  })

  test('the catalogue is handed out page by page with its version; pictures only as it has them', async () => {
    const { client } = await open()
    expect(await client.catalogue.categories()).toEqual([{ id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }])
    const page = await client.catalogue.products({ afterSku: '' })
    expect(page.products.map(({ sku }) => sku)).toEqual(['BEEF', 'HOUSE', 'TEA'])
    expect((await client.catalogue.products({ afterSku: 'HOUSE' })).products.map(({ sku }) => sku)).toEqual(['TEA'])
    expect(await client.catalogue.pictures({ hashes: ['0'.repeat(64)] })).toEqual([])
  })

  test('without a central store it sells on and says that nothing was sent', async () => {
    const { client } = await open()
    await sellTea(client)
    expect(await client.sync.now()).toMatchObject({
      unsent: 1,
      lastSuccessAtMs: null,
      centralUrl: null,
      failedAttempts: 0,
    })
    expect(await client.sync.refused()).toEqual([])
  })
})

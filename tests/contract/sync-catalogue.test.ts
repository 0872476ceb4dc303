import { describe, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { testProduct } from '../support/central-store.ts'
import { add, apply, sellTea } from '../support/each-carrier.ts'
import { faultProxy } from '../support/fault-proxy.ts'
import { central, failed, openTerminal, synced } from '../support/synced-terminal.ts'

/** Enrolment and catalogue, against a real central store. */

describe('the first round', () => {
  test('enrols, takes the whole catalogue, and the terminal can sell', async () => {
    const { client } = await openTerminal()
    const status = await synced(client)
    expect(status).toMatchObject({ unsent: 0, refused: 0, products: 4, centralUrl: central.central.url })
    expect(await client.info()).toMatchObject({
      enrolled: true,
      terminalNumber: 1,
      shop: { name: { en: 'Test shop' }, zoneOffsetMin: 540 },
    })
    const { products, version } = await client.catalogue.products({ afterSku: '' })
    expect(version).toBe(status.catalogueVersion)
    expect(products).toEqual((await central.changes(0)).products.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
    expect((await client.catalogue.categories()).map(({ id }) => id)).toEqual(['food', 'shoes'])
    expect(await sellTea(client)).toMatchObject({ number: expect.stringMatching(/^1-0001-\d$/) })
  })

  test('with a wrong code says so and tries again; nothing is kept by half', async () => {
    const { client } = await openTerminal({ enrolmentCode: 'WRONG-CODE' })
    expect(await failed(client)).toMatchObject({ lastError: 'enrolment.code_wrong', failedAttempts: 1, products: 0 })
    expect(await client.info()).toMatchObject({ enrolled: false })
    expect((await central.statistics()).terminals).toBe(0)
  })

  test('without a code says that the terminal is not enrolled', async () => {
    const { client } = await openTerminal({ enrolmentCode: undefined })
    expect(await failed(client)).toMatchObject({ lastError: 'terminal.not_enrolled' })
  })

  test('whose enrolment’s answer was lost asks again and is the same terminal', async () => {
    const proxy = await faultProxy(central.central.url)
    proxy.loseAnswerOf(PATHS.enrol)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    expect(await failed(client)).toMatchObject({ lastError: 'unreachable' })
    await synced(client)
    expect(proxy.count(PATHS.enrol)).toBe(2)
    expect(await client.info()).toMatchObject({ enrolled: true, terminalNumber: 1 })
    expect((await central.statistics()).terminals).toBe(1)
  })

  test.each([0, 0.1, 0.5, 0.99])(
    'a snapshot that breaks off after %d of it changes nothing and is taken again',
    async (part) => {
      const proxy = await faultProxy(central.central.url)
      proxy.cutAnswerOf(PATHS.snapshot, part)
      const { client } = await openTerminal({ centralUrl: proxy.url })
      expect(await failed(client)).toMatchObject({ products: 0, catalogueVersion: 0 })
      expect(await synced(client)).toMatchObject({ products: 4 })
    },
  )

  test('a snapshot that is no catalogue is refused whole', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    const before = await client.catalogue.products({ afterSku: '' })
    // A store that was restored to before this terminal's catalogue leads it to a snapshot.
    proxy.replaceAnswerOf(PATHS.changes, {
      status: 409,
      body: JSON.stringify({
        type: 'about:blank',
        title: 'x',
        status: 409,
        code: 'catalogue.cursor_from_future',
        detail: 'x',
      }),
    })
    proxy.replaceAnswerOf(PATHS.snapshot, { status: 200, body: 'this is no database' })
    await client.sync.now()
    await failed(client)
    expect(await client.catalogue.products({ afterSku: '' })).toEqual(before)
    expect(await synced(client)).toMatchObject({ products: 4 })
  })
})

describe('the catalogue', () => {
  test('follows the central store; what stands in the open cart keeps its price', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const cart = await apply(client, add('TEA'))
    await central.addProducts({
      products: [testProduct({ sku: 'TEA', priceMinor: 1_500 }), testProduct({ sku: 'NEW', priceMinor: 10 })],
      removedSkus: ['BOOT-42'],
    })
    expect(await synced(client)).toMatchObject({ products: 4 })
    const { products } = await client.catalogue.products({ afterSku: '' })
    expect(products.map(({ sku, priceMinor }) => [sku, priceMinor])).toEqual([
      ['NEW', 10],
      ['RICE', 3_333],
      ['SALT', 300],
      ['TEA', 1_500],
    ])
    expect((await client.cart.get()).lines).toEqual(cart.lines)
    // Sold at the price of then, which the central store knows was right then.
    const mixed = await apply(client, add('TEA'))
    expect(mixed.lines.map(({ priceMinor }) => priceMinor)).toEqual([1_200, 1_500])
    await client.order.placeCash({ orderId: mixed.orderId, tenderedMinor: 5_000 })
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 1, ordersMinor: 2_700 })
  })

  test('a page that leads nowhere ends the round instead of going on for ever', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    const { catalogueVersion } = await synced(client)
    const page = await central.changes(catalogueVersion)
    for (const [path, body] of [
      [PATHS.changes, { ...page, next: catalogueVersion, complete: false }],
      [PATHS.states, { next: 0, complete: false, states: [] }],
    ] as const) {
      proxy.replaceAnswerOf(path, { status: 200, body: JSON.stringify(body) })
      await client.sync.now()
      expect(await failed(client)).toMatchObject({ lastError: 'answer.malformed' })
      await synced(client)
    }
  })
})

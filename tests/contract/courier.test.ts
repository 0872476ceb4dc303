import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { findSticks, isStick } from '../../main/courier/find-sticks.ts'
import { courierStatus } from '../../main/courier/status.ts'
import { appendFact, beginEpoch } from '../../main/journal/append.ts'
import { testProduct } from '../support/central-store.ts'
import { carry, contentOf, contextOf, enrolled, fileOn, take, write } from '../support/courier.ts'
import { add, apply, sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId } from '../support/terminal.ts'

/** Orders by stick, with real files, between real terminals and a real central store. */

vi.setConfig({ testTimeout: 60_000 })

describe('a stick', () => {
  test('carries orders to the central store and its answer back', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const stick = newFolder()
    const orders = [await sellTea(away.client), await sellTea(away.client)]
    expect(await write(away, stick)).toMatchObject({ facts: 2, leftFacts: 0 })
    expect(await away.client.sync.status()).toMatchObject({ unsent: 2, unsentOrders: 2 })
    expect(courierStatus(contextOf(away))).toMatchObject({ lastWrittenAtMs: expect.any(Number) })
    expect(await carry(carrier, stick)).toMatchObject([
      { kind: 'facts', outcome: 'carried', terminalNumber: 1, facts: 2, fresh: 2, refused: 0 },
      { kind: 'acknowledgement', outcome: 'courier.foreign', terminalNumber: 1 },
    ])
    expect(await central.statistics()).toMatchObject({ orders: 2, ordersMinor: 4_800 })
    expect(await take(away, stick)).toMatchObject([
      { kind: 'facts', outcome: 'answered' },
      { kind: 'acknowledgement', outcome: 'taken-in', facts: 2, fresh: 2, states: 2 },
    ])
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
    expect(await away.client.order.get(orders[0]!)).toMatchObject({ state: 'accepted', stateSource: 'central' })
    expect(courierStatus(contextOf(away))).toMatchObject({ lastAcknowledgedAtMs: expect.any(Number) })
  })

  test('brings what became of orders, goods and prices, also where there is nothing to tell', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const { orderId } = await sellTea(away.client)
    await synced(away.client)
    await central.setState(orderId, 'ready')
    await central.addProducts({ products: [testProduct({ sku: 'NEW', priceMinor: 77 })], removedSkus: ['SALT'] })
    const stick = newFolder()
    expect(await write(away, stick)).toMatchObject({ facts: 0 })
    await carry(carrier, stick)
    const [, taken] = await take(away, stick)
    expect(taken).toMatchObject({ outcome: 'taken-in', facts: 0, states: 1, products: 2, more: false })
    expect(await away.client.order.get({ orderId })).toMatchObject({ state: 'ready', stateSource: 'central' })
    const { products, version } = await away.client.catalogue.products({ afterSku: '' })
    expect(version).toBe((await central.changes(0)).next)
    expect(products.map(({ sku }) => sku)).toEqual(['BOOT-42', 'NEW', 'RICE', 'TEA'])
    // And the network goes on from where the stick ended.
    expect(await synced(away.client)).toMatchObject({ catalogueVersion: version })
  })

  test.each(['by stick first', 'over the network first'])('and the network, %s, are one order each', async (how) => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const stick = newFolder()
    await sellTea(away.client)
    await sellTea(away.client)
    await write(away, stick)
    await sellTea(away.client)
    if (how === 'by stick first') await carry(carrier, stick)
    expect(await synced(away.client)).toMatchObject({ unsent: 0 })
    if (how !== 'by stick first') expect((await carry(carrier, stick))[0]).toMatchObject({ facts: 2, fresh: 0 })
    await take(away, stick)
    // The answer by stick is older than what the network told, and takes nothing of that back.
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
    expect(await synced(away.client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 3, ordersMinor: 7_200, facts: 3 })
  })

  test('shows the clerk what the central store refused', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const { catalogue } = contextOf(away).store
    catalogue.upsert([{ ...catalogue.product('TEA')!, priceMinor: 999 }], [], [])
    const wrong = await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    expect((await carry(carrier, stick))[0]).toMatchObject({ outcome: 'carried', facts: 1, refused: 1 })
    await take(away, stick)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0, refused: 1 })
    expect(await away.client.sync.refused()).toMatchObject([
      { orderId: wrong.orderId, state: 'refused', refusal: { code: 'order.price_wrong' } },
    ])
  })

  test('carries an epoch that was begun without the network', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    const context = contextOf(away)
    context.store.transaction(() => beginEpoch(context, 'restored'))
    await sellTea(away.client)
    const stick = newFolder()
    expect(await write(away, stick)).toMatchObject({ facts: 3 })
    expect((await carry(carrier, stick))[0]).toMatchObject({ outcome: 'carried', facts: 3, refused: 0 })
    await take(away, stick)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2, facts: 3 })
  })

  test('with the bundles of several terminals is carried as a whole, also by one of them', async () => {
    const [away, other] = [await enrolled(), await enrolled()]
    const stick = newFolder()
    for (const terminal of [away, other]) {
      await sellTea(terminal.client)
      await write(terminal, stick)
    }
    expect(await carry(other, stick)).toMatchObject([
      { kind: 'facts', outcome: 'carried', terminalNumber: 1 },
      { kind: 'facts', outcome: 'carried', terminalNumber: 2 },
      { kind: 'acknowledgement', outcome: 'courier.foreign', terminalNumber: 1 },
      { kind: 'acknowledgement', outcome: 'taken-in', terminalNumber: 2 },
    ])
    expect(await other.client.sync.status()).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2 })
  })
})

describe('writing again', () => {
  test('without anything new leaves the file as it is; with more orders one file holds all of them', async () => {
    const away = await enrolled()
    const stick = newFolder()
    await sellTea(away.client)
    const first = await write(away, stick)
    const before = contentOf(stick)
    expect(await write(away, stick)).toMatchObject({ facts: 1, continuedFromBytes: first.bytes })
    expect(contentOf(stick)).toEqual(before)
    await sellTea(away.client)
    expect(await write(away, stick)).toMatchObject({ file: first.file, facts: 2, continuedFromBytes: 0 })
    expect(readdirSync(stick)).toEqual([first.file])
    expect(readdirSync(join(away.folder, 'courier'))).toEqual([first.file])
  })

  test('after the stick was pulled out in between ends what was begun', async () => {
    const away = await enrolled()
    const [stick, whole] = [newFolder(), newFolder()]
    await sellTea(away.client)
    const { file } = await write(away, whole)
    const bytes = readFileSync(join(whole, file))
    writeFileSync(join(stick, `${file}.part`), bytes.subarray(0, bytes.length / 2))
    expect(await write(away, stick)).toMatchObject({ file, facts: 1 })
    expect(contentOf(stick)).toEqual(contentOf(whole))
  })

  test('never writes over another terminal’s bundle, nor over one with orders that this terminal has lost', async () => {
    const away = await enrolled()
    const [stick, backup] = [newFolder(), newFolder()]
    await away.close()
    cpSync(away.folder, backup, { recursive: true })
    const before = await openTerminal({ folder: away.folder, centralUrl: undefined })
    await sellTea(before.client)
    const { file } = await write(before, stick)
    const kept = readFileSync(join(stick, file))
    await before.close()
    // The data folder is put back as it was, and the stick holds the only copy of an order.
    rmSync(away.folder, { recursive: true })
    cpSync(backup, away.folder, { recursive: true })
    const after = await openTerminal({ folder: away.folder, centralUrl: undefined })
    const second = await write(after, stick)
    expect(second.file).toBe(file.replace('.courier', '-2.courier'))
    expect(readFileSync(join(stick, file)).equals(kept)).toBe(true)
    // A terminal of another store may have the same number.
    const other = await enrolled()
    const otherStick = newFolder()
    const own = await write(other, otherStick)
    writeFileSync(join(otherStick, own.file), kept)
    expect(await write(other, otherStick)).toMatchObject({ file: own.file.replace('.courier', '-2.courier') })
    expect(readFileSync(join(otherStick, own.file)).equals(kept)).toBe(true)
  })
})

describe('the central store', () => {
  test('answers the same bundle again, and an older one after a newer one, and counts nothing twice', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const [older, newer] = [newFolder(), newFolder()]
    await sellTea(away.client)
    await write(away, older)
    await sellTea(away.client)
    await write(away, newer)
    expect((await carry(carrier, newer))[0]).toMatchObject({ outcome: 'carried', facts: 2, fresh: 2 })
    rmSync(fileOn(newer, '.ack'))
    expect((await carry(carrier, newer))[0]).toMatchObject({ outcome: 'carried', facts: 2, fresh: 0 })
    expect((await carry(carrier, older))[0]).toMatchObject({ outcome: 'carried', facts: 1, fresh: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2, facts: 2 })
    await take(away, older)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 1 })
    await take(away, newer)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
  })

  test('answers the network while it takes in what was gathered in weeks', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const context = contextOf(away)
    const count = 3_000
    context.store.transaction(() => {
      for (let i = 0; i < count; i++)
        appendFact(context, { kind: 'receipt.reprinted', orderId: newTestId(), businessDay: '2026-11-03' })
    })
    const stick = newFolder()
    expect(await write(away, stick)).toMatchObject({ facts: count })
    const carried = carry(carrier, stick)
    await expect.poll(async () => (await central.statistics()).facts, { interval: 1 }).toBeGreaterThan(0)
    expect((await central.statistics()).facts).toBeLessThan(count)
    expect((await carried)[0]).toMatchObject({ outcome: 'carried', facts: count, refused: 0 })
    await take(away, stick)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
  })

  test('that was restored gets back by stick what it lost, and is followed', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const first = await sellTea(away.client)
    await synced(away.client)
    const backup = newFolder()
    await central.central.close()
    cpSync(central.dataDir, backup, { recursive: true })
    await central.open()
    const lost = await sellTea(away.client)
    await central.addProducts({ products: [testProduct({ sku: 'GONE' })] })
    const stick = newFolder()
    await write(away, stick)
    await carry(carrier, stick)
    await take(away, stick)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
    const skus = async () => (await away.client.catalogue.products({ afterSku: '' })).products.map(({ sku }) => sku)
    expect(await skus()).toContain('GONE')
    await central.central.close()
    rmSync(central.dataDir, { recursive: true })
    mkdirSync(central.dataDir)
    cpSync(backup, central.dataDir, { recursive: true })
    await central.open()
    expect(await central.statistics()).toMatchObject({ orders: 1 })
    // The same numbers of versions and cursors mean something else there from now on.
    await central.addProducts({ products: [testProduct({ sku: 'OTHER' })] })
    await central.setState(first.orderId, 'ready')
    // Nothing new to tell: the bundle names how far the store once was, and that is more than it has.
    const second = newFolder()
    expect(await write(away, second)).toMatchObject({ facts: 0 })
    expect((await carry(carrier, second))[0]).toMatchObject({ outcome: 'carried', facts: 0 })
    expect((await take(away, second)).at(-1)).toMatchObject({ outcome: 'taken-in' })
    expect(await away.client.sync.status()).toMatchObject({ unsent: 1 })
    expect(await skus()).toEqual(['BOOT-42', 'OTHER', 'RICE', 'SALT', 'TEA'])
    expect(await away.client.order.get(first)).toMatchObject({ state: 'ready' })
    const third = newFolder()
    expect(await write(away, third)).toMatchObject({ facts: 1 })
    expect((await carry(carrier, third))[0]).toMatchObject({ outcome: 'carried', fresh: 1 })
    await take(away, third)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0 })
    expect(await away.client.order.get(lost)).toMatchObject({ state: 'accepted' })
    expect(await central.statistics()).toMatchObject({ orders: 2, ordersMinor: 4_800, facts: 2 })
    // Its earlier answers, from before it was restored, change nothing any more.
    rmSync(fileOn(stick, '.courier'))
    expect(await take(away, stick)).toMatchObject([{ outcome: 'courier.old' }])
    await away.close()
    const connected = await openTerminal({ folder: away.folder })
    expect(await synced(connected.client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2, facts: 2 })
  })

  test('tells a terminal whose catalogue cannot be carried that it needs the network once', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const long = 'x'.repeat(300)
    for (let page = 0; page < 7; page++) {
      const products = Array.from({ length: 2_000 }, (_, index) =>
        testProduct({ sku: `P${page}-${index}`, name: { ko: long, en: long }, producer: { ko: long, en: long } }),
      )
      await central.addProducts({ products })
    }
    const context = contextOf(away)
    const stick = newFolder()
    // Changes are carried as far as they fit, each time some more.
    await write(away, stick)
    await carry(carrier, stick)
    expect((await take(away, stick)).at(-1)).toMatchObject({ outcome: 'taken-in', more: true })
    const { version, products } = context.settings.catalogue()
    expect(products).toBeGreaterThan(4_000)
    const second = newFolder()
    await write(away, second)
    await carry(carrier, second)
    expect((await take(away, second)).at(-1)).toMatchObject({ more: false, catalogueNeedsNetwork: false })
    expect(context.settings.catalogue()).toMatchObject({ products: 14_004 })
    expect(context.settings.catalogue().version).toBeGreaterThan(version)
    // In place of a whole catalogue comes all of it or nothing.
    context.settings.saveCatalogueStale(true)
    const third = newFolder()
    await write(away, third)
    await carry(carrier, third)
    expect((await take(away, third)).at(-1)).toMatchObject({ outcome: 'taken-in', catalogueNeedsNetwork: true })
    expect(context.settings.catalogue()).toMatchObject({ products: 14_004 })
    expect(await synced(away.client)).toMatchObject({ products: 14_004 })
    expect(context.settings.catalogueStale()).toBe(false)
  })
})

test('orders go on while a stick is written', async () => {
  const away = await enrolled()
  const stick = newFolder()
  await sellTea(away.client)
  const { orderId } = await apply(away.client, add('TEA', 2))
  const [written] = await Promise.all([
    write(away, stick),
    write(away, stick),
    away.client.order.placeCash({ orderId, tenderedMinor: 5_000 }),
  ])
  expect(written.facts).toBeGreaterThan(0)
  expect(readdirSync(stick)).toEqual([written.file])
})

test('sticks are found where the system shows them, and where it is told to look', async () => {
  const stick = newFolder()
  vi.stubEnv('OKRYU_STICKS', stick)
  const found = await findSticks()
  vi.unstubAllEnvs()
  expect(found).toContainEqual({ path: stick, label: basename(stick), freeBytes: expect.any(Number) })
  expect(await isStick(stick)).toBe(false)
})

import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { TEST_CATEGORIES, TestStore, testProduct } from '../support/central-store.ts'

let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(() => store.remove())

test('a terminal that is gone before its snapshot comes is no failure of the store', async () => {
  for (let version = 0; version < 20; version++) {
    await store.addProducts({ categories: [...TEST_CATEGORIES], products: [testProduct({ sku: `P${version}` })] })
    const socket = connect({ port: Number(new URL(store.central.url).port), host: '127.0.0.1' })
    await once(socket, 'connect')
    const head = `GET ${PATHS.snapshot} HTTP/1.1\r\nhost: store\r\nauthorization: Bearer ${store.central.adminToken}\r\n\r\n`
    await new Promise((resolve) => socket.write(head, resolve))
    socket.resetAndDestroy()
    // The store makes the same snapshot for the next who asks, so that it is done with the one who left.
    expect((await store.call(PATHS.snapshot)).status).toBe(200)
  }
  expect(store.failures).toEqual([])
})

import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCentral, type Central, type CentralOptions } from '../../central/start.ts'
import type { AlarmKind } from '../../central/store/tables.ts'
import {
  PATHS,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  type Alarm,
  type AlarmsAnswer,
  type ChangesAnswer,
  type EnrolAnswer,
  type Problem,
  type ProductsAnswer,
  type ProductsRequest,
  type Shop,
  type Statistics,
  type TerminalKeys,
} from '../../contract/central.ts'
import { type PushAnswer, type StatesAnswer } from '../../contract/facts.ts'
import type { Category, Product } from '../../domain/product.ts'

/** A real central store in this process: real files in a folder of its own, a real socket on a free port. */

export const TEST_SHOP: Shop = {
  name: { ko: '시험 매장', en: 'Test shop' },
  currency: { code: 'KPW', digits: 0 },
  zoneOffsetMin: 540,
  cutOffMin: 0,
  notesMinor: [100, 500, 1000, 5000],
  demonstration: false,
}

export const TEST_CATEGORIES: readonly Category[] = [
  { id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 },
  { id: 'shoes', name: { ko: '신발', en: 'Shoes' }, rank: 2 },
]

export const TEST_PRODUCTS: readonly Product[] = [
  testProduct({ sku: 'TEA', priceMinor: 1_200, stock: 100 }),
  testProduct({ sku: 'RICE', priceMinor: 3_333, unit: 'gram', stock: 50_000 }),
  testProduct({ sku: 'SALT', priceMinor: 300, stock: null }),
  testProduct({
    sku: 'BOOT-42',
    category: 'shoes',
    priceMinor: 45_000,
    stock: 3,
    barcodes: ['8801234567893'],
    variant: { style: 'BOOT', size: '270', colour: { ko: '검은색', en: 'Black' } },
  }),
]

export function testProduct(some: Partial<Product> & { sku: string }): Product {
  return {
    name: { ko: `상품 ${some.sku}`, en: `Product ${some.sku}` },
    producer: { ko: '공장', en: 'Factory' },
    category: 'food',
    priceMinor: 1_000,
    unit: 'piece',
    barcodes: [],
    pictureHash: null,
    stock: 10,
    variant: null,
    popularity: 0,
    ...some,
  }
}

export interface TestStoreOptions {
  readonly sample?: boolean
  readonly shop?: Shop
  readonly stockIntervalMs?: number
}

export class TestStore {
  readonly dataDir: string
  readonly failures: Error[] = []
  central!: Central
  readonly #options: TestStoreOptions

  private constructor(options: TestStoreOptions) {
    this.#options = options
    this.dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-central-'))
  }

  static async start(options: TestStoreOptions = {}): Promise<TestStore> {
    const store = new TestStore(options)
    await store.open()
    return store
  }

  /** With the four products above. */
  static async withProducts(options: TestStoreOptions = {}): Promise<TestStore> {
    const store = await TestStore.start(options)
    await store.addProducts({ categories: [...TEST_CATEGORIES], products: [...TEST_PRODUCTS] })
    return store
  }

  async open(options: Partial<Pick<CentralOptions, 'restored' | 'port'>> = {}): Promise<void> {
    const { sample = false, shop = TEST_SHOP, stockIntervalMs = 0 } = this.#options
    this.central = await startCentral({
      ...{ dataDir: this.dataDir, host: '127.0.0.1', port: 0, currencyAsked: false },
      ...{ sample, shop, stockIntervalMs },
      ...options,
      onFailure: (error) => this.failures.push(error),
    })
  }

  async restart(): Promise<void> {
    await this.central.close()
    await this.open()
  }

  async remove(): Promise<void> {
    await this.central.close()
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  async call(path: string, init: RequestInit = {}, token = this.central.adminToken): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    if (!headers.has(PROTOCOL_HEADER)) headers.set(PROTOCOL_HEADER, String(PROTOCOL_VERSION))
    return fetch(`${this.central.url}${path}`, { ...init, headers })
  }

  /** The answer where there is one, the problem otherwise. */
  async json<Answer>(path: string, body?: unknown, token?: string, method?: string): Promise<Answer> {
    const init = { method: method ?? (body === undefined ? 'GET' : 'POST') }
    if (body === undefined) return (await (await this.call(path, init, token)).json()) as Answer
    const headers = { 'content-type': 'application/json' }
    return (await (await this.call(path, { ...init, headers, body: JSON.stringify(body) }, token)).json()) as Answer
  }

  async addProducts(request: ProductsRequest): Promise<ProductsAnswer> {
    return this.json<ProductsAnswer>(PATHS.products, request)
  }

  async newCode(): Promise<string> {
    return (await this.json<{ code: string }>(PATHS.enrolmentCodes, {})).code
  }

  async enrol(code: string, installationId: string, keys?: TerminalKeys): Promise<EnrolAnswer & Partial<Problem>> {
    return this.json(PATHS.enrol, { code, name: 'Counter', installationId, ...(keys ? { keys } : {}) }, '')
  }

  async changes(since: number): Promise<ChangesAnswer> {
    return this.json<ChangesAnswer>(`${PATHS.changes}?since=${since}`)
  }

  async statistics(): Promise<Statistics> {
    return this.json<Statistics>(PATHS.statistics)
  }

  /** All of a kind, settled ones too, oldest first. */
  async alarms(kind: AlarmKind): Promise<Alarm[]> {
    const { alarms } = await this.json<AlarmsAnswer>(`${PATHS.alarms}?after=0`)
    return alarms.filter((alarm) => alarm.kind === kind)
  }

  /** @param known what the terminal says it knows of the store, as the rest of the query. */
  async states(token: string, after: number, known = ''): Promise<StatesAnswer> {
    return this.json<StatesAnswer>(`${PATHS.states}?after=${after}${known}`, undefined, token)
  }

  async setState(orderId: string, state: string): Promise<Problem & { state?: string }> {
    return this.json(PATHS.orderState.replace(':orderId', orderId), { state }, undefined, 'PUT')
  }
}

export type Pushed = PushAnswer & Partial<Problem>

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PATHS, type Statistics } from '../../contract/central.ts'
import { SYNC_INTERVAL_MAX_MS } from '../../contract/limits.ts'
import { decodeEscPos } from '../support/escpos-decoder.ts'
import { qrTexts } from '../support/qr-reader.ts'
import { allProducts, connect, expect, sent, test, waitForCatalogue } from './fixtures.ts'
import { scan } from './keys.ts'
import { CODES, CODES_ORDER } from './safety-states.ts'
import type { Services } from './services.ts'

test('an order of a terminal that never sends again arrives from its receipt, once, by a scan anywhere', async ({
  counter,
  services,
  terminal,
}) => {
  const broken = await soldElsewhere(services)
  await sent(terminal.client)
  const before = await ordersAt(services)
  await counter.locator('[data-search]').focus()
  for (const code of broken.codes) await scan(counter, code.toLowerCase())
  const order = counter.getByRole('article', { name: `주문 ${broken.number}` })
  await expect(order).toContainText(`${broken.totalMinor.toLocaleString('en')}원`)
  await expect(counter.locator('[data-search]')).toHaveValue('')
  await counter.getByRole('button', { name: '주문 1건 받기' }).click()
  await expect(order).toContainText('다음 전송 때 중앙 상점으로 갑니다')
  await terminal.client.sync.now()
  await expect.poll(() => ordersAt(services)).toBe(before + 1)
  for (const code of broken.codes) await scan(counter, code)
  await expect(counter.getByTestId('paper-words')).toContainText('이미 목록에 있습니다')
  await counter.getByRole('button', { name: '끝난 것 지우기' }).click()
  await expect(order).toHaveCount(0)
  for (const code of broken.codes) await scan(counter, code)
  await expect(order).toContainText('이미 있는 주문입니다')
  await expect(counter.getByRole('button', { name: '받을 주문이 없습니다' })).toHaveAttribute('aria-disabled', 'true')
  expect(await terminal.client.sync.status()).toMatchObject({ refused: 0 })
})

test('of several codes it is said which one is missing, whatever their order, and nothing is taken for a quantity', async ({
  counter,
}) => {
  const words = counter.getByTestId('paper-words')
  await scan(counter, CODES[2]!)
  await expect(words).toHaveText(`코드 4개 가운데 1번이 아직 없습니다. 그 코드를 스캔하세요.`)
  await scan(counter, CODES[0]!)
  await expect(words).toHaveText(`코드 4개 가운데 2번이 아직 없습니다. 그 코드를 스캔하세요.`)
  await scan(counter, CODES[3]!)
  await scan(counter, CODES[1]!)
  const order = counter.getByRole('article', { name: `주문 ${CODES_ORDER.number}` })
  await expect(order).toContainText('60줄')
  await counter.keyboard.press('F1')
  await expect(counter.locator('[data-line]')).toHaveCount(0)
  await expect(counter.getByText('다음 상품 ×')).toHaveCount(0)
})

test('a pile of receipts is scanned one after another and taken in at one press, and none of them is dropped', async ({
  counter,
  services,
  terminal,
}) => {
  await sent(terminal.client)
  const before = await ordersAt(services)
  const pile = [await soldElsewhere(services), await soldElsewhere(services), await soldElsewhere(services)]
  const [first, second, third] = pile
  for (const code of first!.codes) await scan(counter, code)
  // A long receipt that is begun and left for another stays begun.
  await scan(counter, CODES[0]!)
  for (const { codes } of [second!, third!]) for (const code of codes) await scan(counter, code)
  for (const { number } of pile)
    await expect(counter.getByRole('article', { name: `주문 ${number}` })).toContainText('받기를 기다립니다')
  await expect(counter.getByRole('article', { name: '다 읽지 못한 영수증' })).toContainText('코드 4개 가운데 1개 읽음')
  // Elsewhere for a moment: they are all there still.
  await counter.keyboard.press('F1')
  await counter.keyboard.press('F3')
  await counter.getByRole('button', { name: '종이 영수증에서 받기' }).click()
  await counter.getByRole('button', { name: '주문 3건 받기' }).click()
  for (const { number } of pile)
    await expect(counter.getByRole('article', { name: `주문 ${number}` })).toContainText('받았습니다')
  await expect(counter.getByRole('article', { name: '다 읽지 못한 영수증' })).toBeVisible()
  await terminal.client.sync.now()
  await expect.poll(() => ordersAt(services)).toBe(before + 3)
})

test('codes that were read badly are not shown as read, hold up no other receipt, and can be scanned again', async ({
  counter,
  services,
}) => {
  const words = counter.getByTestId('paper-words')
  await counter.keyboard.press('F3')
  await counter.getByRole('button', { name: '종이 영수증에서 받기' }).click()
  for (const code of CODES.slice(0, 3)) await scan(counter, code)
  const last = CODES[3]!
  await scan(counter, spoilt(last))
  await expect(words).toContainText('코드가 서로 맞지 않습니다')
  await expect(counter.getByRole('list', { name: '이 영수증의 코드' }).locator('[data-there]')).toHaveCount(0)
  const { codes, number } = await soldElsewhere(services)
  for (const code of codes) await scan(counter, code)
  await expect(counter.getByRole('article', { name: `주문 ${number}` })).toContainText('받기를 기다립니다')
  await scan(counter, last)
  await expect(counter.getByRole('article', { name: `주문 ${CODES_ORDER.number}` })).toContainText('받기를 기다립니다')
})

test('the only code of a receipt, read badly, says how to go on; so does what is no code at all', async ({
  counter,
  services,
}) => {
  const words = counter.getByTestId('paper-words')
  const { codes, number } = await soldElsewhere(services)
  expect(codes).toHaveLength(1)
  await scan(counter, spoilt(codes[0]!))
  await expect(words).toContainText('영수증을 펴고 그 코드를 다시 스캔하세요')
  await expect(counter.locator('[data-there]')).toHaveCount(0)
  // A scanner that is set for another keyboard, with a long code and with a short one.
  await scan(counter, CODES[0]!.replaceAll(':', '.'))
  await expect(words).toContainText('영수증의 코드가 아닙니다')
  await scan(counter, codes[0]!)
  await expect(counter.getByRole('article', { name: `주문 ${number}` })).toContainText('받기를 기다립니다')
  await scan(counter, 'okrzu1.1')
  await expect(words).toContainText('영수증의 코드가 아닙니다')
  await counter.keyboard.press('F1')
  await scan(counter, CODES[0]!.replaceAll(':', '.'))
  await expect(counter.getByText('스캔한 것이 바코드가 아닙니다.')).toBeVisible()
})

/** As its scanner may have it: a few signs are wrong. */
function spoilt(code: string): string {
  return code.slice(0, -3) + (code.endsWith('000') ? '001' : '000')
}

test('the receipt of an order taken here says so', async ({ counter, services, terminal }) => {
  const path = join(services.folder, 'own.bin')
  await terminal.client.settings.change({ printer: { kind: 'file', path } })
  const { codes } = await sell(services, path)
  for (const code of codes) await scan(counter, code)
  await expect(counter.getByRole('article')).toContainText('이미 있는 주문입니다')
})

/** An order of another terminal, which is never heard of again; what is left is what its printer got. */
async function soldElsewhere(services: Services) {
  const other = await services.addTerminal()
  const sold = await sell(other, join(services.folder, `receipt-${crypto.randomUUID()}.bin`))
  await other.stop()
  return sold
}

async function sell(at: Pick<Services, 'terminal'>, path: string) {
  const { client, close } = await connect(at)
  await waitForCatalogue(client)
  // What is sold during the first round goes with it.
  await expect.poll(async () => (await client.sync.status()).lastSuccessAtMs, { timeout: 60_000 }).not.toBeNull()
  await client.settings.change({ syncIntervalMs: SYNC_INTERVAL_MAX_MS, printer: { kind: 'file', path } })
  const { orderId, nextNumber } = await client.cart.get()
  const product = (await allProducts(client)).find(({ unit, variant }) => unit === 'piece' && !variant)
  const lineId = crypto.randomUUID()
  const changes = [{ kind: 'add' as const, lineId, sku: product!.sku, quantity: 3 }]
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
  const { totalMinor } = await client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
  await expect.poll(async () => (await client.printing.status()).pending).toBe(0)
  expect(existsSync(path)).toBe(true)
  const codes = qrTexts(decodeEscPos(readFileSync(path))).map(String)
  expect(codes.length).toBeGreaterThan(0)
  close()
  return { orderId, number: nextNumber, totalMinor, codes }
}

/** How many orders the central store has. */
async function ordersAt({ central }: Services): Promise<number> {
  const headers = { authorization: `Bearer ${central.adminToken}` }
  const answer = await fetch(central.url + PATHS.statistics, { headers })
  return ((await answer.json()) as Statistics).orders
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rebuildOrder, type LookUp } from '../../domain/compact-order.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import type { FactBody } from '../../domain/fact.ts'
import { chainHead } from '../../trust/hash.ts'
import { checkPaperOrder, readPaperOrder, signPaperOrder } from '../../trust/paper-order.ts'
import { signingKey } from '../../trust/signing.ts'
import { testProduct } from '../support/arbitrary.ts'
import { add, apply, overEachCarrier } from '../support/each-carrier.ts'
import { decodeEscPos, type Printed } from '../support/escpos-decoder.ts'
import { orderOfLines, placeOf } from '../support/orders.ts'
import { qrTexts } from '../support/qr-reader.ts'
import { lineTexts } from '../support/sheet.ts'
import { eventually, newTestId, PRODUCTS } from '../support/terminal.ts'

/** Goods with everything that a line can say of them. */
const COATS = ['S', 'M', 'L'].map((size) =>
  testProduct(`880100734388${size.codePointAt(0)! % 10}`, {
    name: { ko: '모직 "반코트"', en: 'Wool\\coat' },
    variant: { style: 'coat', size, colour: { ko: '남색', en: 'Navy' } },
    priceMinor: 128_000,
  }),
)
const GOODS = [...PRODUCTS, ...COATS]
const lookUp: LookUp = (sku) => GOODS.find((product) => product.sku === sku)

overEachCarrier((open) => {
  test('an order and its copy come back from what the printer got, byte for byte as the journal has them', async () => {
    const { client, service, folder } = await open()
    const { store, keys } = service.context.terminal
    store.catalogue.upsert(COATS, [], [])
    const path = join(folder, 'receipts.bin')
    await client.settings.change({ printer: { kind: 'file', path } })

    const byCash = await apply(client, add('TEA', 2), ...COATS.map(({ sku }) => add(sku)), add('BEEF', 333))
    await client.order.placeCash({ orderId: byCash.orderId, tenderedMinor: 1_000_000 })
    const byCard = await apply(client, add('BEEF', 1_250), add('TEA'))
    await client.order.payByCard({ orderId: byCard.orderId, attemptId: newTestId() })
    await client.order.reprint({ orderId: byCash.orderId })
    await eventually(
      () => client.printing.status(),
      ({ jobs }) => jobs.length === 0,
    )

    const sheets = sheetsOf(decodeEscPos(readFileSync(path)))
    expect(sheets).toHaveLength(3)
    for (const [i, { orderId }] of [byCash, byCard, byCash].entries()) {
      const read = readPaperOrder(qrTexts(sheets[i]!).map(String))
      if (!read.ok) throw new Error(read.code)
      const entry = store.journal.ofOrder(orderId)!
      const { epoch, seq, bodyHash, previousHash } = entry
      expect(read.value.compact.place).toEqual({ epoch, seq, bodyHash })
      expect(checkPaperOrder(read.value, keys.signing.publicKey)).toBe(true)
      const order = rebuildOrder(read.value.compact, lookUp)
      expect(order.ok && JSON.stringify(order.value)).toBe(entry.body)
      const head = chainHead(previousHash, bodyHash).slice(0, 12)
      expect(lineTexts(sheets[i]!).join('').replaceAll(' ', '')).toContain(head)
    }
  })

  test('an order of another terminal is carried on with each code once, however often and in whatever case it was scanned', async () => {
    const { client, service } = await open()
    const order = orderOfLines(60)
    const codes = signPaperOrder(signingKey(new Uint8Array(32)), encodeCompactOrder(order, placeOf(order))!)
    const scans = [...codes, ...codes.map((text) => text.toLowerCase()), ...codes.map((text) => ` ${text}`)]
    expect(await client.paper.carry({ texts: scans })).toMatchObject({ orderId: order.orderId, known: false })
    const { journal } = service.context.terminal.store
    const body = JSON.parse(journal.newest(1)!.body) as FactBody
    expect(body).toMatchObject({ kind: 'paper.carried', orderId: order.orderId, texts: codes })
  })
})

/** What stands between two cuts of the paper. */
function sheetsOf(printed: readonly Printed[]): Printed[][] {
  const sheets: Printed[][] = [[]]
  for (const part of printed)
    if (part.kind === 'cut') sheets.push([])
    else sheets.at(-1)!.push(part)
  return sheets.slice(0, -1)
}

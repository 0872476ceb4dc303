import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import { add, apply, overEachCarrier, promised, refusalOf, sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { eventually, newTestId, openService } from '../support/terminal.ts'

overEachCarrier((open) => {
  describe('paying cash', () => {
    test('makes an order of the cart, gives change, and opens the next cart', async () => {
      const { client } = await open()
      const cart = await apply(client, add('TEA', 2), add('BEEF', 333))
      const placed = await client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 15_000 })
      expect(placed).toMatchObject({
        orderId: cart.orderId,
        number: cart.nextNumber,
        totalMinor: 13_500,
        payments: [{ tender: 'cash', amountMinor: 13_500, tenderedMinor: 15_000, changeMinor: 1_500 }],
      })
      const next = await client.cart.get()
      expect(next).toMatchObject({ lines: [], revision: 0, nextNumber: expect.stringMatching(/^12-0002-\d$/) })
      expect(next.orderId).not.toBe(cart.orderId)
      expect(await client.sync.status()).toMatchObject({ unsent: 1 })
    })

    test('asked for again, one after the other or at once, is one order', async () => {
      const { client, connectAgain } = await open()
      const other = await connectAgain()
      const { orderId } = await apply(client, add('TEA'))
      const asking = Array.from({ length: 6 }, (_, i) =>
        (i % 2 ? client : other.client).order.placeCash({ orderId, tenderedMinor: 5_000 + i }),
      )
      const answers = await Promise.all(asking)
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(await client.order.placeCash({ orderId, tenderedMinor: 1 })).toEqual(answers[0])
      expect(await client.order.list({ query: '', olderThan: null })).toHaveLength(1)
      expect(await client.sync.status()).toMatchObject({ unsent: 1 })
    })

    test('too little, nothing, or for another cart is refused, and the cart stays', async () => {
      const { client } = await open()
      const { orderId } = await client.cart.get()
      expect(await refusalOf(client.order.placeCash({ orderId, tenderedMinor: 1 }))).toMatchObject(
        promised('order.empty'),
      )
      const cart = await apply(client, add('TEA'))
      const underpaid = await refusalOf(client.order.placeCash({ orderId, tenderedMinor: 1_199 }))
      expect(underpaid).toMatchObject(promised('order.underpaid', { totalMinor: 1_200, tenderedMinor: 1_199 }))
      const other = await refusalOf(client.order.placeCash({ orderId: newTestId(), tenderedMinor: 5_000 }))
      expect(other).toMatchObject(promised('cart.not_this_order'))
      expect(await client.cart.get()).toEqual(cart)
      expect(await client.sync.status()).toMatchObject({ unsent: 0 })
    })

    test('numbers run on without a gap, also past refused attempts', async () => {
      const { client } = await open()
      const numbers: string[] = []
      for (let i = 0; i < 5; i++) {
        const { orderId } = await apply(client, add('TEA'))
        await refusalOf(client.order.placeCash({ orderId, tenderedMinor: 0 }))
        numbers.push((await client.order.placeCash({ orderId, tenderedMinor: 1_200 })).number)
      }
      expect(numbers.map((number) => number.split('-')[1])).toEqual(['0001', '0002', '0003', '0004', '0005'])
    })
  })

  describe('looking up orders', () => {
    test('finds one by its number, its running part and its id, and says what is no number', async () => {
      const { client } = await open()
      const [first, second] = [await sellTea(client), await sellTea(client)]
      const find = async (query: string) =>
        (await client.order.list({ query, olderThan: null })).map(({ orderId }) => orderId)
      expect(await find('')).toEqual([second.orderId, first.orderId])
      for (const query of [
        first.number,
        first.number.replaceAll('-', ' '),
        '1',
        '0001',
        first.orderId,
        ` ${first.orderId.toUpperCase()} `,
      ])
        expect(await find(query)).toEqual([first.orderId])
      expect(await find('99')).toEqual([])
      expect(await find(newTestId())).toEqual([])
      expect(await refusalOf(find('tea'))).toMatchObject(promised('order_number.malformed'))
      const mistyped = first.number.slice(0, -1) + ((Number(first.number.at(-1)) + 1) % 10)
      expect(await refusalOf(find(mistyped))).toMatchObject(promised('order_number.mistyped'))
    })

    test('lists them page by page, newest first, none twice and none left out', async () => {
      const { client } = await open()
      const placed: string[] = []
      for (let i = 0; i < ORDERS_PER_PAGE + 5; i++) placed.unshift((await sellTea(client)).orderId)
      const first = await client.order.list({ query: '', olderThan: null })
      const second = await client.order.list({ query: '', olderThan: first.at(-1)!.orderId })
      expect(first).toHaveLength(ORDERS_PER_PAGE)
      expect([...first, ...second].map(({ orderId }) => orderId)).toEqual(placed)
    })

    test('tells everything of one order, and of an unknown one that it is unknown', async () => {
      const { client } = await open()
      const placed = await sellTea(client)
      expect(await client.order.get({ orderId: placed.orderId })).toMatchObject({
        ...{ number: placed.number, totalMinor: 2_400, refundedMinor: 0, itemCount: 2, tenders: ['cash'] },
        ...{ state: 'placed', stateSource: 'terminal', refusal: null, cancellations: [], print: 'none' },
        order: { lines: [{ sku: 'TEA', quantity: 2, totalMinor: 2_400 }], currency: { code: 'KPW' } },
      })
      const orderId = newTestId()
      for (const call of [
        client.order.get({ orderId }),
        client.order.receipt({ orderId }),
        client.order.reprint({ orderId }),
        client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId: newTestId(), quantity: 1 }] }),
      ])
        expect(await refusalOf(call)).toMatchObject(promised('order.unknown'))
    })
  })

  describe('cancelling', () => {
    test('in parts gives back exactly what was paid, once for each request', async () => {
      const { client } = await open()
      const { orderId } = await apply(client, add('TEA', 3), add('BEEF', 1_000))
      const { totalMinor } = await client.order.placeCash({ orderId, tenderedMinor: 50_000 })
      const [tea, beef] = (await client.order.get({ orderId })).order.lines.map(({ lineId }) => lineId) as [
        string,
        string,
      ]
      const part = {
        orderId,
        cancellationId: newTestId(),
        lines: [
          { lineId: tea, quantity: 1 },
          { lineId: beef, quantity: 333 },
        ],
      }
      const [done, again] = await Promise.all([client.order.cancel(part), client.order.cancel(part)])
      expect(again).toEqual(done)
      expect(done.refundMinor).toBe(1_200 + (33_333 - 22_233))
      expect(await client.order.get({ orderId })).toMatchObject({ state: 'placed', refundedMinor: done.refundMinor })
      const rest = [
        { lineId: tea, quantity: 2 },
        { lineId: beef, quantity: 667 },
      ]
      const last = await client.order.cancel({ orderId, cancellationId: newTestId(), lines: rest })
      expect(done.refundMinor + last.refundMinor).toBe(totalMinor)
      expect(await client.order.get({ orderId })).toMatchObject({
        state: 'cancelled',
        refundedMinor: totalMinor,
        cancellations: [{ refundMinor: done.refundMinor }, { refundMinor: last.refundMinor }],
      })
      expect(await client.sync.status()).toMatchObject({ unsent: 3 })
    })

    test('more than is left, an unknown line, or what the customer holds is refused', async () => {
      const { client, service } = await open()
      const { orderId } = await sellTea(client)
      const { lineId } = (await client.order.get({ orderId })).order.lines[0]!
      const cancel = (lines: { lineId: string; quantity: number }[]) =>
        refusalOf(client.order.cancel({ orderId, cancellationId: newTestId(), lines }))
      expect(await cancel([{ lineId, quantity: 3 }])).toMatchObject(
        promised('cancel.more_than_left', { lineId, left: 2, quantity: 3 }),
      )
      expect(await cancel([{ lineId: newTestId(), quantity: 1 }])).toMatchObject(promised('cancel.line_unknown'))
      const twice = [
        { lineId, quantity: 1 },
        { lineId, quantity: 1 },
      ]
      expect(await cancel(twice)).toMatchObject(promised('cancel.line_unknown'))
      // The central store's word, as a sync brings it.
      service.context.terminal.store.orders.setState(orderId, 'handed_over', 'central', Date.now())
      expect(await cancel([{ lineId, quantity: 1 }])).toMatchObject(
        promised('order.state_impossible', { state: 'handed_over' }),
      )
      expect(await client.order.get({ orderId })).toMatchObject({ cancellations: [], refundedMinor: 0 })
    })
  })

  describe('receipts', () => {
    test('are a picture at any time, and a copy only where there is a printer', async () => {
      const { client, folder } = await open()
      const { orderId, number } = await sellTea(client)
      expect((await client.order.receipt({ orderId })).svg).toMatch(/^<svg[\s>]/)
      expect(await refusalOf(client.order.reprint({ orderId }))).toMatchObject(promised('print.printer_missing'))
      expect(await refusalOf(client.printing.test())).toMatchObject(promised('print.printer_missing'))
      const path = join(folder, 'receipts.bin')
      await client.settings.change({ printer: { kind: 'file', path } })
      const { jobId } = await client.order.reprint({ orderId })
      await eventually(
        () => client.order.get({ orderId }),
        (order) => order.print === 'printed',
      )
      expect(readFileSync(path).includes(Buffer.from(number))).toBe(true)
      expect(await refusalOf(client.printing.retry({ jobId }))).toMatchObject(promised('print.job_unknown'))
      expect(await refusalOf(client.printing.skip({ jobId: newTestId() }))).toMatchObject(promised('print.job_unknown'))
    })

    test('that cannot be printed wait, over a restart too, and never hold up an order', async () => {
      const folder = newFolder()
      const { client, service, folder: data } = await open()
      const path = join(folder, 'not-there', 'receipts.bin')
      await client.settings.change({ printer: { kind: 'file', path } })
      const orders = [await sellTea(client), await sellTea(client)]
      const failed = await eventually(
        () => client.printing.status(),
        ({ jobs }) => jobs.some((job) => job.state === 'failed'),
      )
      expect(failed.jobs.map((job) => job.orderId)).toEqual(orders.map((order) => order.orderId))
      expect(failed.jobs[0]!.lastError).toBe('printer.file_folder_missing')
      const skipped = await client.printing.skip({ jobId: failed.jobs[0]!.jobId })
      expect(skipped.jobs.map((job) => job.orderId)).toEqual([orders[1]!.orderId])
      await service.close()
      const again = openService(data)
      const jobs = again.context.terminal.store.printQueue.pending()
      expect(jobs.map((job) => job.orderId)).toEqual([orders[1]!.orderId])
      await again.close()
      expect(existsSync(path)).toBe(false)
    })
  })
})

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import type { TerminalOptions } from '../../main/service.ts'
import { recoveryReport, markRecoverySeen } from '../../main/recovery/report.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openService } from '../support/terminal.ts'

/** A terminal whose files a test damages: sold from before, opened again after. */

const never: TerminalOptions['timer'] = { after: () => ({ cancel() {} }) }

function open(folder: string) {
  const service = openService(folder, { timer: never })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  onTestFinished(close)
  const client = createRouterClient(service.router, { context: service.context })
  const add = async () => {
    const { orderId } = await client.cart.get()
    const change = { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 2 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    return orderId
  }
  const sell = async () => client.order.placeCash({ orderId: await add(), tenderedMinor: 5_000 })
  const numbers = async () => (await client.order.list({ query: '', olderThan: null })).map(({ number }) => number)
  return { service, client, close, add, sell, numbers, context: service.context.terminal }
}

/** The folder as a crash leaves it: a copy of its files while the terminal runs. */
function crashed(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

async function terminalWithBackup() {
  const folder = enrolFolder(newFolder())
  const terminal = open(folder)
  const before = [await terminal.sell(), await terminal.sell()]
  expect(await terminal.service.context.backups.now()).toMatchObject({ outcome: 'done' })
  const after = [await terminal.sell(), await terminal.sell(), await terminal.sell()]
  return { folder, terminal, sold: [...before, ...after] }
}

test('a damaged page: the backup comes back, and every order since is put back in its place', async () => {
  const { folder, terminal, sold } = await terminalWithBackup()
  const cart = await terminal.add()
  await terminal.close()
  flip(join(folder, 'terminal.db'), 4_096 * 3 + 100)
  const again = open(folder)
  expect(recoveryReport(again.context)).toMatchObject({
    ...{ cause: 'pages', restoredFrom: 'backup', salvagedOrders: 3, requeuedFacts: 0, missing: [], seenAtMs: null },
  })
  expect((await again.numbers()).toSorted()).toEqual(sold.map(({ number }) => number).toSorted())
  expect((await again.client.cart.get()).orderId).toBe(cart)
  expect(sold.map(({ number }) => number)).not.toContain((await again.sell()).number)
})

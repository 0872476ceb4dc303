import { join } from 'node:path'
import { test } from '@playwright/test'
import { startCentral, type Central } from './support/central.ts'
import { expectAccepted, expectArrived, expectReceipt, receiptsIn, sell, setUpTill } from './support/sale.ts'
import { killService, startTerminal, temporaryFolder, type Terminal } from './support/terminal.ts'

const folder = temporaryFolder()
const receiptFile = join(folder.path, 'receipts.bin')
let central: Central
let terminal: Terminal

test.beforeAll(async () => {
  central = await startCentral(join(folder.path, 'central'))
  terminal = await startTerminal(join(folder.path, 'till'), central.arguments)
})
test.afterAll(async () => {
  await terminal.close()
  await central.stop()
  folder.remove()
})

test('an order is found, scanned, paid, printed, sent with the timer, and accepted', async () => {
  await setUpTill(terminal.page, receiptFile)
  const number = await sell(terminal.page)
  const [receipt] = await receiptsIn(receiptFile, 1)
  expectReceipt(receipt, number)
  await expectArrived(central, 1)
  await expectAccepted(terminal.page, number)
})

test('an order whose service is killed right after it was done is kept, printed, and sent once', async () => {
  const number = await sell(terminal.page)
  await killService(terminal)
  await expectArrived(central, 2)
  await expectAccepted(terminal.page, number)
  const receipts = await receiptsIn(receiptFile, 2)
  expectReceipt(receipts.at(-1), number)
})

import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parseOrderNumber } from '../../domain/order-number.ts'
import type { PlacedOrder } from '../../contract/terminal.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'

/** Numbers of terminals that a store has forgotten, since it was put back to before it knew them. */

type Terminal = Awaited<ReturnType<typeof openTerminal>>

/** Of the store from before any terminal was enrolled, with a code that one of them uses. */
let copy: string
let enrolmentCode: string

beforeEach(async () => {
  enrolmentCode = await central.newCode()
  copy = join(newFolder(), 'copy')
  await closed(async () => cpSync(central.dataDir, copy, { recursive: true }))
})

async function closed(work: () => Promise<void>): Promise<void> {
  const port = Number(new URL(central.central.url).port)
  await central.central.close()
  await work()
  await central.open({ port })
}

/** Its whole folder: nothing in it tells. */
async function putBack(): Promise<void> {
  await closed(async () => {
    rmSync(central.dataDir, { recursive: true })
    cpSync(copy, central.dataDir, { recursive: true })
  })
}

async function enrolled(code?: string): Promise<Terminal> {
  const terminal = await openTerminal(code === undefined ? {} : { enrolmentCode: code })
  await synced(terminal.client)
  return terminal
}

const identityOf = ({ service }: Terminal) => service.context.terminal.settings.identity()!
const terminalOf = ({ number }: PlacedOrder) => {
  const parsed = parseOrderNumber(number)
  return parsed.ok && parsed.value.terminal
}

async function expectAccepted({ client }: Terminal, orders: readonly PlacedOrder[]): Promise<void> {
  expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
  const listed = await client.order.list({ query: '', olderThan: null })
  expect(listed.filter(({ state }) => state !== 'accepted')).toEqual([])
  const numbersOf = (all: readonly Pick<PlacedOrder, 'number'>[]) => all.map(({ number }) => number).toSorted()
  expect(numbersOf(listed)).toEqual(numbersOf(orders))
}

test('a terminal whose number was given to another meanwhile gets a new one, its orders keep theirs, and all arrive', async () => {
  const old = await enrolled(enrolmentCode)
  const { terminalId, terminalNumber } = identityOf(old)
  const orders = [await sellTea(old.client)]
  await synced(old.client)
  await putBack()
  const other = await enrolled()
  expect(identityOf(other).terminalNumber, 'the store knows nothing of the old one').toBe(terminalNumber)
  const others = [await sellTea(other.client)]
  orders.push(await sellTea(old.client))
  await synced(old.client)
  expect(identityOf(old)).toMatchObject({ terminalId, terminalNumber: terminalNumber + 1 })
  expect(await old.client.info()).toMatchObject({ terminalNumber: terminalNumber + 1 })
  orders.push(await sellTea(old.client))
  expect(orders.map(terminalOf)).toEqual([terminalNumber, terminalNumber, terminalNumber + 1])
  await expectAccepted(old, orders)
  await expectAccepted(other, others)
  expect(await central.statistics()).toMatchObject({ orders: 4, refused: 0 })
  expect(await central.alarms('number_given_twice')).toMatchObject([
    {
      terminalId,
      details: {
        ...{ number: terminalNumber, newNumber: terminalNumber + 1, otherTerminalId: identityOf(other).terminalId },
      },
    },
  ])
})

test('put back once more the store hears of all numbers that a terminal had, and gives none of them again', async () => {
  const old = await enrolled(enrolmentCode)
  const { terminalNumber } = identityOf(old)
  const orders = [await sellTea(old.client)]
  await synced(old.client)
  await putBack()
  await enrolled()
  await synced(old.client)
  orders.push(await sellTea(old.client))
  await synced(old.client)
  await putBack()
  await expectAccepted(old, orders)
  expect(identityOf(old)).toMatchObject({ terminalNumber: terminalNumber + 1, earlierNumbers: [terminalNumber] })
  const next = await enrolled()
  expect(identityOf(next).terminalNumber).toBe(terminalNumber + 2)
  await expectAccepted(next, [await sellTea(next.client)])
})

test('where only the database was put back, its witness keeps the numbers from being given again', async () => {
  const old = await enrolled(enrolmentCode)
  const { terminalId, terminalNumber } = identityOf(old)
  const orders = [await sellTea(old.client)]
  await synced(old.client)
  await closed(async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(join(central.dataDir, `central.db${end}`), { force: true })
    cpSync(join(copy, 'central.db'), join(central.dataDir, 'central.db'))
  })
  const other = await enrolled()
  expect(identityOf(other).terminalNumber).toBe(terminalNumber + 1)
  await synced(old.client)
  expect(identityOf(old)).toMatchObject({ terminalId, terminalNumber })
  await expectAccepted(old, orders)
  expect(await central.alarms('number_given_twice')).toEqual([])
})

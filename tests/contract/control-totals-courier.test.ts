import { cpSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { onDays, openAlarms, sell, spoilAmounts } from '../support/business-days.ts'
import { carry, contextOf, enrolled, fileOn, reheader, take, write } from '../support/courier.ts'
import { newFolder } from '../support/folders.ts'
import { central, synced } from '../support/synced-terminal.ts'

/** What both sides count of a day, where the only way is a stick. */

/** A terminal that has no network any more, and a carrier that has. */
async function onSticks() {
  const away = await onDays()
  const carrier = await enrolled()
  const stick = newFolder()
  const walk = async () => {
    await write(away, stick)
    const carried = await carry(carrier, stick)
    const taken = await take(away, stick)
    return { carried, taken }
  }
  return { away, stick, carrier, walk }
}

test('days are compared by stick, with the orders that it carries, and the answer comes back with it', async () => {
  const { away, walk } = await onSticks()
  await sell(away.client, 3)
  const [first] = away.terminal.store.journal.days(1)
  await walk()
  expect(away.terminal.settings.control(), 'the day is not over').toMatchObject({ agreed: [], differing: [] })
  away.day.ahead = 1
  await sell(away.client, 1)
  away.day.ahead = 2
  await walk()
  const total = { businessDay: first, orders: 3, ordersMinor: 3_600, cancellations: 0, refundsMinor: 0 }
  expect(away.terminal.settings.control()).toMatchObject({ agreed: [total, { orders: 1 }], differing: [] })
  expect(openAlarms()).toEqual([])
})

test('a day that differs is an alarm by stick too, and is settled by the next one', async () => {
  const { away, walk } = await onSticks()
  await sell(away.client, 2)
  await walk()
  spoilAmounts(7)
  away.day.ahead = 1
  await walk()
  expect(openAlarms().join()).toMatch(/^totals_differ 0\/0/)
  expect((await away.client.safety.status()).control.differing).toMatchObject([
    { here: { ordersMinor: 2_400 }, there: { ordersMinor: 2_414 } },
  ])
  spoilAmounts(-7)
  away.day.ahead = 2.1
  await walk()
  expect(openAlarms()).toEqual([])
  expect((await away.client.safety.status()).control).toMatchObject({ differing: [] })
})

test('a stick that is read days late, or twice, raises nothing, and its answer takes nothing back', async () => {
  const { away, stick, carrier } = await onSticks()
  await sell(away.client, 2)
  away.day.ahead = 1
  await write(away, stick)
  const late = newFolder()
  cpSync(stick, late, { recursive: true })
  away.day.ahead = 0
  await sell(away.client, 3)
  away.day.ahead = 1.1
  await synced(away.client)
  expect(away.terminal.settings.control().agreed).toMatchObject([{ orders: 5 }])
  for (const folder of [stick, late]) await carry(carrier, folder)
  expect(openAlarms()).toEqual([])
  await take(away, stick)
  expect(away.terminal.settings.control()).toMatchObject({ agreed: [{ orders: 5 }], differing: [] })
})

test('what is counted is sealed and signed with the orders: a stick that claims more is altered', async () => {
  const { away, stick } = await onSticks()
  await sell(away.client, 1)
  away.day.ahead = 1
  await write(away, stick)
  const file = fileOn(stick, '.courier')
  const { control } = JSON.parse(readFileSync(file, 'latin1').split('\n')[1]!) as { control: boolean }
  expect(control).toBe(true)
  reheader(file, contextOf(away).keys.signing, ({ control: _, ...header }) => header)
  const carrier = await enrolled()
  expect(await carry(carrier, stick)).toMatchObject([{ outcome: 'courier.altered' }])
  expect(await central.statistics()).toMatchObject({ orders: 0 })
})

test('a terminal by stick whose numbers were put back is heard again after one walk', async () => {
  const { away, walk } = await onSticks()
  for (let day = 1; day <= 3; day++) {
    await sell(away.client, 1)
    away.day.ahead = day
    await walk()
  }
  const { settings } = away.terminal
  const { number, answered, ...rest } = settings.control()
  expect(number).toBeGreaterThan(2)
  expect(rest.agreed).toHaveLength(3)
  settings.saveControl({ agreed: [], differing: [], differingHeads: [], number: 1, answered: 1 })
  await walk()
  expect(settings.control().number).toBeGreaterThanOrEqual(answered!)
  away.day.ahead = 4
  await walk()
  const again = settings.control().agreed.toSorted((a, b) => (a.businessDay < b.businessDay ? -1 : 1))
  expect(again).toEqual(rest.agreed)
  expect(openAlarms()).toEqual([])
})

test('a bundle without what is counted is taken as before', async () => {
  const { away, stick, carrier } = await onSticks()
  const control = away.terminal.settings.control()
  const { answered: _, ...older } = control
  away.terminal.settings.saveControl(older)
  await sell(away.client, 1)
  away.day.ahead = 1
  await write(away, stick)
  expect(readFileSync(fileOn(stick, '.courier'), 'latin1').split('\n')[1]).not.toContain('control')
  await carry(carrier, stick)
  await take(away, stick)
  expect(away.terminal.settings.control()).toMatchObject({ agreed: [], answered: 0 })
  await write(away, stick)
  await carry(carrier, stick)
  await take(away, stick)
  expect(away.terminal.settings.control()).toMatchObject({ agreed: [{ orders: 1 }] })
})

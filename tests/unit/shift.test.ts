import { expect, test } from 'vitest'
import { countedMinor, expectedCashMinor, type TenderTotal } from '../../domain/shift.ts'

const cash: TenderTotal = { tender: 'cash', payments: 3, takenMinor: 9_000, givenBackMinor: 1_500 }
const card: TenderTotal = { tender: 'card', payments: 1, takenMinor: 4_000, givenBackMinor: 0 }

test('in the drawer has to be its float, what cash brought and took, and what was put in or taken out', () => {
  const rest = { floatMinor: 10_000, paidInMinor: 200, paidOutMinor: 700 }
  expect(expectedCashMinor({ ...rest, tenders: [card, cash] })).toBe(17_000)
  expect(expectedCashMinor({ ...rest, tenders: [card] })).toBe(9_500)
})

test('counted is every note by its worth', () => {
  expect(
    countedMinor([
      { noteMinor: 5_000, count: 3 },
      { noteMinor: 50, count: 7 },
    ]),
  ).toBe(15_350)
  expect(countedMinor([])).toBe(0)
})

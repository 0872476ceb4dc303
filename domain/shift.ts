import { sumMinor, type Minor } from './money.ts'
import type { Tender } from './payment.ts'

/** One person's or one day's work at a drawer, from its float to its count. Orders name the shift they belong to. */
export interface Shift {
  readonly shiftId: string
  /** 1 for a terminal's first; the Z report of the shift has it too. */
  readonly number: number
  readonly openedAtMs: number
  readonly floatMinor: Minor
}

export interface CashMovement {
  readonly movementId: string
  readonly direction: 'in' | 'out'
  /** 0 for a drawer that was only opened. */
  readonly amountMinor: Minor
  readonly reason: string
  readonly approvedBy?: string
}

/** Coins and notes of one kind, as they were counted. */
export interface CountedNotes {
  readonly noteMinor: Minor
  readonly count: number
}

/** Everything a shift took and gave: an X report while it goes on, its Z report once it was counted. */
export interface ShiftReport {
  readonly orders: number
  /** Before anything is taken off. */
  readonly grossMinor: Minor
  readonly discountsMinor: Minor
  /** What the orders come to, before rounding to coins. */
  readonly ordersMinor: Minor
  readonly roundingMinor: Minor
  readonly cancellations: number
  readonly returns: number
  /** What the goods that came back were worth. */
  readonly refundsMinor: Minor
  /** Taken out of carts before they were paid. */
  readonly voids: number
  readonly voidsMinor: Minor
  readonly tenders: readonly TenderTotal[]
  readonly floatMinor: Minor
  readonly paidInMinor: Minor
  readonly paidOutMinor: Minor
  readonly drawerOpenings: number
}

export interface TenderTotal {
  readonly tender: Tender
  readonly payments: number
  readonly takenMinor: Minor
  readonly givenBackMinor: Minor
}

/** What has to be in the drawer. */
export function expectedCashMinor(
  report: Pick<ShiftReport, 'tenders' | 'floatMinor' | 'paidInMinor' | 'paidOutMinor'>,
): Minor {
  const cash = report.tenders.find(({ tender }) => tender === 'cash')
  const sold = (cash?.takenMinor ?? 0) - (cash?.givenBackMinor ?? 0)
  return report.floatMinor + sold + report.paidInMinor - report.paidOutMinor
}

export function countedMinor(notes: readonly CountedNotes[]): Minor {
  return sumMinor(notes.map(({ noteMinor, count }) => noteMinor * count))
}

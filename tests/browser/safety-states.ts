import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RecoveryReport, SafetyStatus } from '../../contract/safety.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import { signPaperOrder } from '../../trust/paper-order.ts'
import { signingKey } from '../../trust/signing.ts'
import { orderOfLines, placeOf } from '../support/orders.ts'
import { expect } from './fixtures.ts'
import { scan } from './keys.ts'
import type { State } from './state.ts'

const HOUR_MS = 3_600_000

/** A terminal whose disk failed yesterday, with as much to say as there can be. */
export function damagedReport(change: Partial<RecoveryReport> = {}): RecoveryReport {
  const atMs = Date.now() - HOUR_MS / 2
  return {
    atMs,
    cause: 'pages',
    restoredFrom: 'backup',
    backupTakenAtMs: atMs - 5 * HOUR_MS,
    salvagedOrders: 37,
    requeuedFacts: 4,
    fetchedBack: 112,
    missing: [
      { epoch: 2_041_553, fromSeq: 120, toSeq: 122 },
      { epoch: 2_041_553, fromSeq: 131, toSeq: 131 },
    ],
    damagedFolder: 'damaged/20261121T081244017Z',
    seenAtMs: null,
    ...change,
  }
}

const key = signingKey(new Uint8Array(32).fill(7))
const order = orderOfLines(60)
/** The codes of an order that another terminal took. */
export const CODES = signPaperOrder(key, encodeCompactOrder(order, placeOf(order))!)
export const CODES_ORDER = order
/** Those of shorter orders. */
const PILE = [2, 5, 9].map((lines) => {
  const other = orderOfLines(lines)
  return signPaperOrder(key, encodeCompactOrder(other, placeOf(other))!)
})

/** Everything that can be wrong with what keeps orders safe, at once. */
function worrying(): Partial<SafetyStatus> {
  const nowMs = Date.now()
  const [here, there] = [42, 41].map((orders) => ({
    ...{ businessDay: '2026-11-19', orders, ordersMinor: orders * 1_234_500 },
    ...{ cancellations: 2, refundsMinor: 15_000 },
  }))
  return {
    journal: {
      checked: 12_408,
      total: 12_500,
      complete: false,
      broken: { epoch: 2_041_553, seq: 8_112, what: 'body' },
    },
    backups: { count: 3, newestAtMs: nowMs - 26 * HOUR_MS, lastError: 'low_space' },
    storage: { freeBytes: 164_000_000, low: true },
    recovery: damagedReport({ seenAtMs: nowMs }),
    control: {
      agreedThrough: '2026-11-18',
      differing: [{ businessDay: '2026-11-19', here: here!, there: there! }],
      differingHeads: 1,
    },
    courier: { lastWrittenAtMs: nowMs - 3 * HOUR_MS, lastAcknowledgedAtMs: nowMs - 50 * HOUR_MS },
    paperRefusals: [
      { orderId: order.orderId, number: order.number, atMs: nowMs, code: 'paper.signature_wrong', details: {} },
    ],
  }
}

export const SAFETY_STATES: readonly State[] = [
  {
    name: 'safety',
    open: (page) => openPage(page, 'safety'),
  },
  {
    name: 'safety, all of it in need of help',
    open: async (page, _terminal, { wire }) => {
      wire.tell(worrying())
      await page.getByTestId('safety-alert').click()
      await expect(page.getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'paper refused',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ paperRefusals: worrying().paperRefusals! })
      await page.getByTestId('safety-alert').click()
    },
  },
  {
    name: 'little room on the disk',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ storage: worrying().storage! })
      await page.getByTestId('safety-alert').click()
    },
  },
  {
    name: 'totals that differ',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ control: worrying().control! })
      await expect(page.getByTestId('safety-alert')).toHaveText(/^(하루 합계 다름|Day totals differ)$/)
      await page.getByTestId('safety-alert').click()
      await expect(page.getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'records being checked',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ journal: { checked: 3, total: 14, complete: false, broken: null } })
      await openPage(page, 'safety')
      await expect(page.getByText(/14건 가운데 3건|3 of 14/)).toBeVisible()
    },
  },
  {
    name: 'a wrong clock',
    open: async (page, _terminal, { wire }) => {
      wire.tell({}, { clockSkewMs: -700 * 24 * HOUR_MS })
      await page.getByTestId('safety-alert').click()
    },
  },
  {
    name: 'data restored',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ recovery: damagedReport() })
      await expect(page.getByTestId('missing-count')).toBeVisible()
    },
  },
  {
    name: 'data restored, nothing missing',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ recovery: damagedReport({ atMs: Date.now(), missing: [], restoredFrom: 'own', cause: 'rows' }) })
      await expect(page.getByRole('article')).toBeVisible()
    },
  },
  {
    name: 'an older copy put here, the printer unknown',
    open: async (page, _terminal, { wire }) => {
      const change = { cause: 'behind', restoredFrom: 'own', settingsUncertain: true } as const
      wire.tell({ recovery: damagedReport({ ...change, missing: [], atMs: Date.now() + 1 }) })
      await expect(page.getByRole('article')).toContainText(/예전 데이터가 놓여|An older copy/)
    },
  },
  {
    name: 'data lost, and nobody knows how much',
    open: async (page, _terminal, { wire }) => {
      const change = { cause: 'missing', restoredFrom: 'identity', uncounted: true, backupTakenAtMs: null } as const
      wire.tell({ recovery: damagedReport({ ...change, missing: [], atMs: Date.now() + 2 }) })
      await expect(page.getByTestId('missing-uncounted')).toBeVisible()
    },
  },
  {
    name: 'data restored, not read, in the midst of selling',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ recovery: damagedReport({ atMs: Date.now() - 1 }) })
      await expect(page.getByRole('article')).toBeVisible()
      await page.keyboard.press('F1')
      await expect(page.getByTestId('safety-alert')).toBeVisible()
    },
  },
  {
    name: 'no stick',
    open: async (page) => {
      await openPage(page, 'courier')
      await expect(page.locator('[data-stick]')).toHaveCount(0)
    },
  },
  {
    name: 'a stick written',
    open: async (page, _terminal, { services }) => {
      services.plugIn()
      await openPage(page, 'courier')
      await page.locator('[data-courier="write"]').click()
      await expect(page.locator('[data-outcome="written"]')).toBeVisible()
    },
  },
  {
    name: 'a stick read',
    open: async (page, { client }, { services }) => {
      services.plugIn()
      await client.courier.write({ folder: services.stick })
      writeFileSync(join(services.stick, 'okryu-7-2026-11-20.courier'), 'not what it says')
      await openPage(page, 'courier')
      await page.locator('[data-courier="read"]').click()
      await expect(page.locator('[data-outcome="read"] li')).not.toHaveCount(0)
    },
  },
  {
    name: 'an empty stick',
    open: async (page, _terminal, { services }) => {
      services.plugIn()
      await openPage(page, 'courier')
      await page.locator('[data-courier="read"]').click()
      await expect(page.locator('[data-outcome="failed"]')).toBeVisible()
    },
  },
  {
    name: 'orders on paper',
    open: async (page) => {
      await startOver(page)
    },
  },
  {
    name: 'a code missing',
    open: async (page) => {
      await scan(page, CODES[1]!)
      await expect(page.locator('[data-there]')).toHaveCount(1)
    },
  },
  {
    name: 'an order on paper',
    open: async (page) => {
      await startOver(page)
      for (const code of CODES) await scan(page, code)
      await expect(page.locator('article')).toBeVisible()
    },
  },
  {
    name: 'a pile of orders on paper',
    open: async (page) => {
      for (const code of [CODES[0]!, ...PILE.flat()]) await scan(page, code)
      await expect(page.locator('article')).toHaveCount(4)
    },
  },
  {
    name: 'codes that do not fit together',
    open: async (page) => {
      await startOver(page)
      const [first, ...others] = CODES
      for (const code of [...others, first!.slice(0, -3) + (first!.endsWith('000') ? '001' : '000')])
        await scan(page, code)
      await expect(page.locator('article[data-tone="danger"]')).toBeVisible()
    },
  },
  {
    name: 'a code read badly',
    open: async (page) => {
      await startOver(page)
      await scan(page, `${CODES[0]!.slice(0, -1)}`)
      await expect(page.getByTestId('paper-words')).not.toBeEmpty()
    },
  },
]

async function openPage(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F5')
  await page.locator(`[data-page="${name}"]`).click()
  await expect(page.locator(`[data-page="${name}"]`)).toHaveAttribute('aria-current', 'page')
}

/** Opens the page for receipts, where those of the state before may still be. */
async function startOver(page: Page): Promise<void> {
  await page.keyboard.press('F3')
  await page.locator('[data-paper-open]').click()
  const away = page.locator('[data-paper-away]')
  for (let count = await away.count(); count > 0; count--) await away.first().click()
  await expect(away).toHaveCount(0)
}

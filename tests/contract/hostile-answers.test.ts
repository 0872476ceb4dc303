import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import type { PushRequest } from '../../contract/facts.ts'
import { genuineAnswers, type Asked } from '../../proofs/mutate/to-terminal/answer.ts'
import { carrierOf } from '../../proofs/mutate/to-terminal/line.ts'
import { openTerminalSite } from '../../proofs/mutate/to-terminal/terminal-site.ts'
import { openStoreSite } from '../../proofs/mutate/store-site.ts'
import { seeded } from '../../proofs/support/seeded.ts'
import { newFolder } from '../support/folders.ts'

/** Answers that are well formed and say what no central store would say. */

type Spoil = (asked: Asked, bytes: Buffer) => Buffer
type Change = (asked: Asked) => object | undefined | Promise<object | undefined>

/** A terminal with a real store behind it, whose answers a test changes. */
async function openBoth() {
  const store = await openStoreSite()
  const terminal = openTerminalSite(seeded(1))
  onTestFinished(async () => {
    await terminal.close()
    await store.close()
  })
  const genuine = genuineAnswers(store)
  const code = await store.newCode()
  const round = (change: Change = () => undefined, spoil: Spoil = (_asked, bytes) => bytes) =>
    terminal.round(
      'http://store',
      carrierOf(async (asked) => {
        const answer = await genuine(asked)
        const changed = await change(asked)
        const body = changed
          ? Buffer.from(JSON.stringify({ ...JSON.parse(answer.body.toString()), ...changed }))
          : spoil(asked, answer.body)
        return { answer: { ...answer, body }, isSpoilt: false }
      }),
      code,
    )
  await round()
  return { terminal, context: terminal.service.context.terminal, round }
}

test('an epoch beyond all counting is not followed: the terminal stays enrolled and sells', async () => {
  const { terminal, context, round } = await openBoth()
  await terminal.sell()
  const { epoch } = context.settings.identity()!
  const head = { acknowledgedSeq: 9_999, chainHead: 'a'.repeat(64) }
  const epochs = [epoch, Number.MAX_SAFE_INTEGER].map((one) => ({ ...head, epoch: one }))
  const call = round(({ url }) => (url.pathname === PATHS.states ? { epochs } : undefined))
  await expect(call).rejects.toMatchObject({ code: 'answer.malformed' })
  expect(context.settings.identity()).toMatchObject({ epoch })
  await terminal.sell()
  await round()
  expect(context.store.outbox.countWaiting()).toBe(0)
})

test('a verdict on a fact that was not sent acknowledges nothing', async () => {
  const { terminal, round } = await openBoth()
  await terminal.sell()
  const asked: string[] = []
  await round(async ({ method, url, json }) => {
    asked.push(`${method} ${url.pathname}`)
    if (asked.length > 1) return undefined
    // While the first facts are under way another order is taken, and the answer claims to know it.
    await terminal.sell()
    const last = (json as PushRequest).facts.at(-1)!.seq
    const verdicts = Array.from({ length: last + 1 }, (_, at) => ({ seq: at + 1, outcome: 'accepted' }))
    return { acknowledgedSeq: last + 1, verdicts }
  })
  expect(asked.slice(0, 2)).toEqual([`POST ${PATHS.facts}`, `POST ${PATHS.facts}`])
})

test.each([
  ['names a shop in broken words', `UPDATE snapshot SET shop = '{"name":'`],
  ['says nothing of itself', 'DELETE FROM snapshot'],
  ['has a version beyond counting', 'UPDATE snapshot SET version = 1152921504606846976'],
  [
    'has a product that no screen could show',
    "UPDATE products SET picture_hash = replace(hex(zeroblob(32)), '0', 'x')",
  ],
  ['has more in stock than can be counted', "UPDATE products SET stock = 1152921504606846976 WHERE sku = 'TEA'"],
  ['has a category with a name too long', 'UPDATE categories SET name_ko = hex(zeroblob(200))'],
])('a snapshot that %s is refused, and the old catalogue serves', async (_what, sql) => {
  const { terminal, context, round } = await openBoth()
  context.settings.saveCatalogueStale(true)
  const before = context.settings.catalogue()
  const file = join(newFolder(), 'snapshot.db')
  const spoil = (bytes: Buffer): Buffer => {
    writeFileSync(file, bytes)
    const db = new Database(file)
    db.exec(sql)
    db.close()
    return readFileSync(file)
  }
  const call = round(
    () => undefined,
    ({ url }, bytes) => (url.pathname === PATHS.snapshot ? spoil(bytes) : bytes),
  )
  await expect(call).rejects.toMatchObject({ code: 'answer.malformed' })
  expect(context.settings.catalogue()).toEqual(before)
  await terminal.sell()
  await round()
  expect(context.settings.catalogueStale()).toBe(false)
})

test('a product under a name that the database would cut to nothing is refused with its page', async () => {
  const { terminal, context, round } = await openBoth()
  const before = context.settings.catalogue()
  const [product] = context.store.catalogue.page('', 1)
  const products = [product, { ...product, sku: '\0TEA' }]
  const call = round(({ url }) => (url.pathname === PATHS.changes ? { products, next: before.version + 1 } : undefined))
  await expect(call).rejects.toMatchObject({ code: 'answer.malformed' })
  expect(context.settings.catalogue()).toEqual(before)
  await terminal.sell()
  await round()
})

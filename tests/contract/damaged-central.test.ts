import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { sellTea } from '../support/each-carrier.ts'
import { central, failed, openTerminal, synced } from '../support/synced-terminal.ts'

/** A central store that has found its database damaged, seen from a terminal. */

test('a terminal keeps its orders, names the fault as the store’s, and sends all of them to the mended store', async () => {
  const { client } = await openTerminal({ centralUrl: central.central.url })
  await synced(client)
  await sellTea(client)
  central.central.store.damage.note('a page is not what was written')
  await client.sync.now()
  expect(await failed(client)).toMatchObject({ lastError: 'store.damaged', unsent: 1 })
  await sellTea(client)
  expect(await client.sync.status()).toMatchObject({ unsent: 2 })
  expect(sentences('store.damaged')).toMatchObject({
    ko: expect.stringContaining('중앙 상점') as string,
    en: expect.stringMatching(/central store.*damaged.*terminal is sound.*stay safe/) as string,
  })
  const port = Number(new URL(central.central.url).port)
  await central.central.close()
  await central.open({ port })
  expect(await synced(client)).toMatchObject({ unsent: 0 })
  expect(await central.statistics()).toMatchObject({ orders: 2 })
})

function sentences(code: string): Record<string, string | undefined> {
  const inLanguage = (language: string) => {
    const texts = JSON.parse(readFileSync(join(ROOT, 'renderer', 'i18n', `${language}.json`), 'utf8')) as object
    return (texts as Record<string, string>)[`error.${code}`]
  }
  return { ko: inLanguage('ko'), en: inLanguage('en') }
}

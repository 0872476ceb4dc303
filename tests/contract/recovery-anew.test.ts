import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { businessIn, flip, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder } from '../support/terminal.ts'

test('a terminal of which nothing is left says that it has to be enrolled anew, and what is missing', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  for (const name of ['terminal.db', 'backups', 'terminal.identity']) rmSync(join(folder, name), { recursive: true })
  const again = open(folder)
  expect(again.context.settings.identity()).toBeUndefined()
  expect(again.report()).toMatchObject({ restoredFrom: 'anew', missing: [{ epoch: 1, fromSeq: 1, toSeq: 5 }] })
  expect((await again.client.safety.status()).recovery).toEqual(again.report())
})

test.each(['ko', 'en'])('every way of going on has its sentence (%s)', (language) => {
  const file = join(import.meta.dirname, '..', '..', 'renderer', 'i18n', `${language}.json`)
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  for (const from of ['own', 'nothing', 'identity', 'anew']) expect(words[`recovery.from.${from}`]).toMatch(/./)
})

test('what a second recovery finds does not hide what the first one could not find', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  rmSync(join(folder, 'terminal.db'))
  const first = open(folder)
  const { missing } = first.report()!
  expect(missing).toEqual([{ epoch: 1, fromSeq: 3, toSeq: 5 }])
  await first.sell()
  await first.backUp()
  await first.close()
  flip(join(folder, 'terminal.db'), 50)
  expect(open(folder).report()!.missing).toEqual(missing)
})

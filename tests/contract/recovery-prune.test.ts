import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { businessIn, crash, flip, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder } from '../support/terminal.ts'

/** A terminal that restored itself again and again; in the oldest of its damaged files there is an order of nowhere else. */
async function restoredOften() {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  const elsewhere = crash(folder)
  const other = open(elsewhere)
  await other.sell()
  await other.close()
  const damaged = (name: string) => join(folder, 'damaged', name)
  for (const year of [2021, 2022, 2023, 2024, 2025]) {
    mkdirSync(damaged(`${year}`), { recursive: true })
    copyFileSync(join(year === 2021 ? elsewhere : folder, 'terminal.db'), join(damaged(`${year}`), 'terminal.db'))
  }
  return { folder, left: () => readdirSync(join(folder, 'damaged')).toSorted() }
}

describe('folders of damaged files', () => {
  test('are deleted but for the newest three and what has an order that is nowhere else', async () => {
    const { folder, left } = await restoredOften()
    const terminal = open(folder)
    expect(left()).toHaveLength(5)
    await terminal.backUp()
    expect(left()).toEqual(['2021', '2023', '2024', '2025'])
  })

  test('make room where there is little of it, and even then keep such an order', async () => {
    const { folder, left } = await restoredOften()
    const { context, service } = open(folder)
    context.live.storage = { ...context.live.storage, lowSpace: true }
    expect(await service.context.backups.now()).toMatchObject({ outcome: 'failed' })
    expect(left()).toEqual(['2021', '2025'])
  })

  test('stay where people are still told of them', async () => {
    const { folder, left } = await restoredOften()
    flip(join(folder, 'terminal.db'), 50)
    const terminal = open(folder)
    const { damagedFolder } = terminal.report()!
    await terminal.backUp()
    expect(left().map((name) => join('damaged', name))).toContain(damagedFolder)
  })
})

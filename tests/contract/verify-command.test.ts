import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { keyDatabase } from '../../db/open.ts'
import { ROOT } from '../../scripts/console.ts'
import { businessIn, crash, flip } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder } from '../support/terminal.ts'

/** What the check of a data folder says at the console, and what it leaves behind. */

vi.setConfig({ testTimeout: 60_000 })

function verify(folder: string, language = 'en_US.UTF-8') {
  const { LC_ALL: _all, LC_MESSAGES: _messages, ...environment } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/verify.ts'), '--data', folder], {
    encoding: 'utf8',
    env: { ...environment, LANG: language },
  })
  return { status, said: stdout + stderr }
}

async function closedTerminal(): Promise<string> {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  return folder
}

test('the folder that npm start was given leads to the terminal’s in it, and it is said so', async () => {
  const both = newFolder()
  cpSync(await closedTerminal(), join(both, 'terminal'), { recursive: true })
  mkdirSync(join(both, 'central'))
  const { status, said } = verify(both)
  expect([status, said]).toEqual([0, expect.stringContaining(`The data folder is ${join(both, 'terminal')}.`)])
  expect(verify(both, 'ko_KR.UTF-8').said).toContain(`자료 폴더는 ${join(both, 'terminal')} 입니다.`)
  expect(verify(join(both, 'central')).said).toContain('nor in a folder “terminal” in it')
})

test('a folder is left as it was, also one of a terminal that was killed', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  const killed = crash(folder)
  await terminal.close()
  // The journal of a lock holds nothing, and goes with whoever holds the folder next.
  rmSync(join(killed, 'terminal.lock-journal'), { force: true })
  for (const place of [folder, killed]) {
    const before = filesIn(place)
    expect(verify(place).status).toBe(0)
    expect(filesIn(place)).toEqual(before)
  }
})

test('a terminal that runs is not looked into', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  const before = filesIn(folder)
  expect(verify(folder)).toMatchObject({ status: 2, said: expect.stringMatching(/is running\. Close it/) as string })
  expect(filesIn(folder)).toEqual(before)
  expect((await terminal.orderIds()).length).toBe(5)
})

test('one change is one place, two are two places', async () => {
  const folder = await closedTerminal()
  change(folder, "UPDATE orders SET state = 'cancelled' WHERE order_id = (SELECT min(order_id) FROM orders)")
  expect(verify(folder)).toMatchObject({ status: 1, said: expect.stringContaining('Changed in 1 place:') as string })
  change(folder, "UPDATE orders SET state = 'cancelled' WHERE order_id = (SELECT max(order_id) FROM orders)")
  const { said } = verify(folder)
  expect(said).toContain('Changed in 2 places:')
  expect(said, 'nothing repairs what somebody changed').not.toContain('backups')
})

test('damage is told with where the backups lie and what repairs it', async () => {
  const folder = await closedTerminal()
  const file = join(folder, 'terminal.db')
  const pages = statSync(file).size / 4096
  const said = new Set<string>()
  for (let page = 0; page < pages; page++) {
    const copy = crash(folder)
    flip(join(copy, 'terminal.db'), page * 4096 + 2_000)
    const found = verify(copy)
    if (found.status === 0) continue
    expect(found.said).toMatch(/Backups lie in .*backups.*next start of the terminal (repairs|restores)/s)
    said.add(/repairs|restores/.exec(found.said)![0])
    if (said.size === 2) break
  }
  expect([...said].toSorted()).toEqual(['repairs', 'restores'])
})

/** With their sizes; that of shared memory says nothing. */
function filesIn(folder: string): string[] {
  const sizeOf = (name: string) => (name.endsWith('-shm') ? '' : statSync(join(folder, name)).size)
  return readdirSync(folder).map((name) => `${name} ${sizeOf(name)}`)
}

function change(folder: string, sql: string): void {
  const db = new SqliteDatabase(join(folder, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
  db.exec(sql)
  db.close()
}

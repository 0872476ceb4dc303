import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { lockFolder, openDatabase } from '../../db/open.ts'
import { startCentral, type Central } from './support/central.ts'
import { commandPage, evaluateInPage, shownWords, startDebugged } from './support/debugged.ts'
import {
  electronExecutable,
  killService,
  programArguments,
  startTerminal,
  temporaryFolder,
  type Terminal,
} from './support/terminal.ts'
import { addFound, ticketLines } from './support/till.ts'
import { words } from './support/words.ts'

/** What can go wrong around the terminal, and how it comes back, or says what is wrong and how to go on. */

let folder: ReturnType<typeof temporaryFolder>
let dataFolder: string
let terminal: Terminal | undefined
let central: Central | undefined

test.beforeEach(() => {
  folder = temporaryFolder()
  dataFolder = join(folder.path, 'till')
})
test.afterEach(async () => {
  await terminal?.close()
  await central?.stop()
  terminal = undefined
  central = undefined
  folder.remove()
})

test('a service killed in mid-order is started again, and the cart is as it was', async () => {
  central = await startCentral(join(folder.path, 'central'))
  terminal = await startTerminal(dataFolder, central.arguments)
  const { page } = terminal
  await addFound(page, '라면 5봉지')
  await addFound(page, '샘물 500ml')
  const before = await ticketLines(page)
  expect(before).toHaveLength(2)

  await killService(terminal)
  // The next thing a clerk does needs the new service; it waits for it by itself.
  await addFound(page, '두부')
  await expect.poll(async () => ticketLines(page)).toHaveLength(3)
  expect((await ticketLines(page)).slice(0, 2)).toEqual(before)

  await killService(terminal)
  await page.reload()
  await expect.poll(async () => ticketLines(page)).toHaveLength(3)
  expect((await ticketLines(page)).slice(0, 2)).toEqual(before)
})

test('a page that crashed comes back and reaches the service again', async () => {
  // Playwright takes its hands off a page that has crashed, so the program runs without it here.
  const program = await startDebugged(electronExecutable(), [...programArguments(), '--data', dataFolder])
  try {
    await expect.poll(async () => shownWords(program.endpoint)).toContain(words('enrol.title'))
    const isOldPage = async () => evaluateInPage(program.endpoint, "'mark' in window")
    await evaluateInPage(program.endpoint, 'window.mark = true')
    expect(await isOldPage()).toBe(true)
    void commandPage(program.endpoint, 'Page.crash')
    await expect.poll(isOldPage).toBe(false)
    await expect.poll(async () => shownWords(program.endpoint)).toContain(words('enrol.title'))
  } finally {
    await program.stop()
  }
})

test('the service does not outlive a window that was killed', async () => {
  terminal = await startTerminal(dataFolder)
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
  const servicePid = await terminal.servicePid()
  terminal.app.process().kill('SIGKILL')
  terminal = undefined
  await expect.poll(() => isRunning(servicePid)).toBe(false)
  terminal = await startTerminal(dataFolder)
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
})

test('closing the window ends the program in order', async () => {
  terminal = await startTerminal(dataFolder)
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
  const ended = new Promise((resolve) => terminal?.app.process().once('exit', resolve))
  await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await ended).toBe(0)
  terminal = undefined
  // The service closed its database itself: nothing is left to be gone through at the next start.
  expect(existsSync(join(dataFolder, 'terminal.db'))).toBe(true)
  expect(existsSync(join(dataFolder, 'terminal.db-wal'))).toBe(false)
})

test('data of a newer version is not touched; the page says what to do', async () => {
  terminal = await startTerminal(dataFolder)
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
  await terminal.close()
  const file = join(dataFolder, 'terminal.db')
  const key = Buffer.from(readFileSync(join(dataFolder, 'database.key'), 'utf8').trim(), 'hex')
  const opened = openDatabase(file, key)
  if (!opened.ok) throw new Error(opened.code)
  opened.value.pragma('user_version = 999')
  opened.value.pragma('wal_checkpoint(TRUNCATE)')
  opened.value.close()
  const before = readFileSync(file)

  terminal = await startTerminal(dataFolder)
  await expectProblem(terminal.page, 'start.newer_database', dataFolder)
  expect(readFileSync(file).equals(before)).toBe(true)
  const ended = new Promise((resolve) => terminal?.app.process().once('exit', resolve))
  // The program may be gone before the click is acknowledged.
  const clicked = terminal.page.getByRole('link', { name: /닫기/ }).click()
  await clicked.catch(() => undefined)
  expect(await ended).toBe(0)
  terminal = undefined
})

test('a data folder that another program holds is told, and opened once it is free', async () => {
  terminal = await startTerminal(dataFolder)
  await terminal.close()
  const lock = lockFolder(join(dataFolder, 'terminal.lock'))
  if (!lock.ok) throw new Error(lock.code)
  terminal = await startTerminal(dataFolder)
  await expectProblem(terminal.page, 'start.locked', dataFolder)
  await terminal.page.getByRole('link', { name: /다시 시도/ }).click()
  await expectProblem(terminal.page, 'start.locked', dataFolder)
  lock.value.release()
  await terminal.page.getByRole('link', { name: /다시 시도/ }).click()
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
})

test('a folder that cannot be made is told', async () => {
  const file = join(folder.path, 'file')
  writeFileSync(file, '')
  dataFolder = join(file, 'till')
  terminal = await startTerminal(dataFolder)
  await expectProblem(terminal.page, 'start.not_writable', dataFolder)
})

test('a full disk is told, and the terminal opens once there is room', async () => {
  const disk = smallDisk(join(folder.path, 'disk'))
  test.skip(disk === undefined, 'only root on Linux can make a small disk')
  try {
    dataFolder = join(folder.path, 'disk', 'till')
    disk?.fill()
    terminal = await startTerminal(dataFolder)
    await expectProblem(terminal.page, 'start.disk_full', dataFolder)
    disk?.free()
    await terminal.page.getByRole('link', { name: /다시 시도/ }).click()
    await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
    await terminal.close()
    terminal = undefined
  } finally {
    disk?.remove()
  }
})

test('mistakes in the configuration file are listed, and the file is read again once they are mended', async () => {
  terminal = await startTerminal(dataFolder)
  await terminal.close()
  const file = join(dataFolder, 'okryu.json')
  writeFileSync(file, '{ "centralUrl": "store", "<b>printer</b>": 1 }')
  terminal = await startTerminal(dataFolder)
  await expectProblem(terminal.page, 'start.configuration_wrong', file)
  const korean = terminal.page.locator('section[lang=ko] li')
  await expect(korean).toHaveText([/^"centralUrl"에는/, /^"<b>printer<\/b>" 설정은 없어요/])
  writeFileSync(file, '{ "centralUrl": "http://127.0.0.1:9/" }')
  await terminal.page.keyboard.press('Enter')
  await expect(terminal.page.getByText('http://127.0.0.1:9/')).toBeVisible()
  rmSync(file)
})

async function expectProblem(page: Page, code: string, place: string): Promise<void> {
  await expect(page.getByText(code)).toBeVisible()
  await expect(page.getByText(place, { exact: true })).toBeVisible()
  // Both languages, a way out, and nothing that only a programmer reads.
  await expect(page.locator('section[lang=ko] p')).toHaveText(/세요\./)
  await expect(page.locator('section[lang=en] p')).toHaveText(/\.$/)
  await expect(page.getByRole('link')).toHaveCount(2)
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/^\s+at |Error:/m)
}

/** A disk of its own of 16 MB, where this user may make one. */
function smallDisk(place: string) {
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', place], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  const filling = join(place, 'filling')
  const fill = () => {
    try {
      writeFileSync(filling, Buffer.alloc(32 * 1024 * 1024))
    } catch {
      // It took as much as there was room for.
    }
  }
  return { fill, free: () => rmSync(filling), remove: () => execFileSync('umount', ['--lazy', place]) }
}

function isRunning(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0)
    return true
  } catch {
    return false
  }
}

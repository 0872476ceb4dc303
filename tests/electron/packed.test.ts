import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { checkPackage } from '../../scripts/pack/check.ts'
import { ROOT } from '../../scripts/console.ts'
import { run } from '../../scripts/test/command.ts'
import { startCentral, type Central } from './support/central.ts'
import { shownWords, startDebugged, type Debugged } from './support/debugged.ts'
import { expectAccepted, expectArrived, expectReceipt, receiptsIn, sell, setUpTill } from './support/sale.ts'
import { electronExecutable, temporaryFolder } from './support/terminal.ts'

/** The program as it is given to a shop. */

interface Packed {
  readonly dir: string
  readonly executable: string
  readonly sizeBytes: number
  readonly files: number
  readonly electron: string
}

const PACK_LIMIT_MS = 240_000
const folder = temporaryFolder()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
let packed: Packed
let program: Debugged | undefined
let browser: Browser | undefined
let central: Central | undefined

test.beforeAll(async () => {
  test.setTimeout(PACK_LIMIT_MS)
  const args = [join(ROOT, 'scripts/pack.ts'), '--dir', '--output', join(folder.path, 'out')]
  const finished = await run(process.execPath, args, { limitMs: PACK_LIMIT_MS })
  expect(finished.output).toContain('"dir"')
  packed = JSON.parse(finished.stdout.trim().split('\n').at(-1) ?? '') as Packed
})
test.afterAll(async () => {
  await browser?.close()
  await program?.stop()
  await central?.stop()
  folder.remove()
})

test('the packed program starts and takes an order', async () => {
  const receiptFile = join(folder.path, 'receipts.bin')
  central = await startCentral(join(folder.path, 'central'))
  const dataFolder = join(folder.path, 'till')
  const args = [...sandbox, '--inspect=0', '--data', dataFolder, ...central.arguments]
  program = await startDebugged(packed.executable, args)
  // Playwright cannot take hold of a page that is only just coming into being.
  const { endpoint } = program
  await expect.poll(async () => shownWords(endpoint)).not.toBe('')
  browser = await chromium.connectOverCDP(endpoint)
  const page = await onlyPage(browser)
  expect(page.url()).toBe('app://counter/index.html')
  await setUpTill(page, receiptFile)
  const number = await sell(page)
  const [receipt] = await receiptsIn(receiptFile, 1)
  expectReceipt(receipt, number)
  await expectArrived(central, 1)
  await expectAccepted(page, number)
  await browser.close()
  expect(await program.stop()).toBe(0)
  // Node's own debugger would be a way into the process that holds the keys.
  expect(program.said()).not.toContain('Debugger listening')
})

test('it is a program and nothing else', () => {
  // Chromium alone is some 230 MB; much more means that something came along.
  expect(packed.sizeBytes).toBeLessThan(300_000_000)
  expect(packed.sizeBytes).toBeGreaterThan(100_000_000)
})

test('whatever does not belong into it is found', async () => {
  const content = join(folder.path, 'content')
  const resources = join(folder.path, 'resources')
  const planted = {
    'package.json': '{}',
    'dist/main/cabinet.cjs': '',
    'dist/main/cabinet.cjs.map': '',
    'main/service.ts': '',
    'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c': '',
    'node_modules/react/index.js': '',
  }
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(join(content, path, '..'), { recursive: true })
    writeFileSync(join(content, path), text)
  }
  mkdirSync(join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds'), { recursive: true })
  writeFileSync(join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node'), '')
  writeFileSync(join(resources, 'default_app.asar'), '')
  await createPackage(content, join(resources, 'app.asar'))
  // The runtime as it is delivered has everything switched on that a shop's program must not.
  expect(await checkPackage(resources, electronExecutable(), 'linux-x64')).toEqual([
    'dist/main/cabinet.cjs.map is packed and should not be.',
    'main/service.ts is packed and should not be.',
    'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c is packed and should not be.',
    'node_modules/react/index.js is packed and should not be.',
    'dist/main/service-process.cjs is not packed.',
    'dist/main/backup-worker.cjs is not packed.',
    'dist/renderer/index.html is not packed.',
    'Electron’s own program is packed beside ours.',
    'Outside the archive is node_modules/better-sqlite3/prebuilds/win32-x64.node.',
    'The fuse RunAsNode is not off.',
    'The fuse EnableNodeOptionsEnvironmentVariable is not off.',
    'The fuse EnableNodeCliInspectArguments is not off.',
    'The fuse GrantFileProtocolExtraPrivileges is not off.',
    'The fuse EnableCookieEncryption is not on.',
    'The fuse EnableEmbeddedAsarIntegrityValidation is not on.',
    'The fuse OnlyLoadAppFromAsar is not on.',
  ])
})

test('without an Electron it says what is missing and what to do', async () => {
  const finished = await run(process.execPath, [join(ROOT, 'scripts/pack.ts'), '--dir'], {
    limitMs: 60_000,
    env: { ELECTRON_OVERRIDE_DIST_PATH: folder.path },
  })
  expect(finished.code).toBe(2)
  expect(finished.output).toContain(folder.path)
  expect(finished.output).toContain('or let ELECTRON_OVERRIDE_DIST_PATH name a folder')
  expect(finished.output).not.toMatch(/^\s+at /m)
})

async function onlyPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the program has no window')
  return context.pages()[0] ?? (await context.waitForEvent('page'))
}

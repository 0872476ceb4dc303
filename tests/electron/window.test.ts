import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { ROOT } from '../../scripts/console.ts'
import { runProgram, startTerminal, temporaryFolder, type Terminal } from './support/terminal.ts'
import { words } from './support/words.ts'

/** The window: what it shows, and what a page in it can not do. */

const folder = temporaryFolder()
let terminal: Terminal

test.beforeAll(async () => {
  terminal = await startTerminal(join(folder.path, 'till'))
})
test.afterAll(async () => {
  await terminal.close()
  folder.remove()
})

test('the window opens and the page hears from the service', async () => {
  expect(terminal.page.url()).toBe('app://counter/index.html')
  // It says so because the service said so: a fresh terminal is not enrolled.
  await expect(terminal.page.getByText(words('enrol.title'))).toBeVisible()
  expect(await terminal.servicePid()).not.toBe(terminal.app.process().pid)
  expect(existsSync(join(terminal.dataFolder, 'terminal.db'))).toBe(true)
})

test('the page has no Node and no Electron, and its sandbox is on', async () => {
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer']
  const kinds = await terminal.page.evaluate(
    (names) => names.map((name) => typeof (globalThis as Record<string, unknown>)[name]),
    names,
  )
  expect(kinds).toEqual(names.map(() => 'undefined'))
  const preferences = await terminal.app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    return (contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})

test('every answer carries the rules of what the page may load', async () => {
  const headers = await terminal.page.evaluate(async () =>
    Promise.all(
      ['index.html', 'nothing-here'].map(async (path) => {
        const { headers } = await fetch(path)
        return [headers.get('content-security-policy'), headers.get('x-content-type-options')]
      }),
    ),
  )
  for (const [policy, sniffing] of headers) {
    expect(sniffing).toBe('nosniff')
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "connect-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy?.split('; ')).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
  }
})

test('a script written into the page does not run', async () => {
  const outcome = await terminal.page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'window.ranInline = true'
    const withHandler = document.createElement('div')
    withHandler.innerHTML = '<img src="data:," onerror="window.ranHandler = true">'
    document.body.append(inline, withHandler)
    await new Promise((resolve) => withHandler.firstElementChild?.addEventListener('error', resolve))
    const text = 'window.ranEval = true'
    const evaluate = () => new Function(text)() as unknown
    const refused = (() => {
      try {
        evaluate()
        return false
      } catch {
        return true
      }
    })()
    inline.remove()
    withHandler.remove()
    return { ran: ['ranInline', 'ranHandler', 'ranEval'].filter((name) => name in window), refused }
  })
  expect(outcome).toEqual({ ran: [], refused: true })
})

test('the page cannot ask for files outside the screens', async () => {
  const paths = [
    '/../package.json',
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/../../main/cabinet.cjs',
    '/assets/..%2f..%2fmain%2fcabinet.cjs',
    `/${join(ROOT, 'package.json')}`,
    '/index.html/../../main/cabinet.cjs',
    '/index.html%00',
  ]
  const answers = await terminal.page.evaluate(
    async (paths) => Promise.all(paths.map(async (path) => (await fetch(`${location.origin}${path}`)).status)),
    paths,
  )
  expect(answers).toEqual(paths.map(() => 404))
  const elsewhere = ['app://other/index.html', 'file:///etc/hostname', 'http://127.0.0.1:9/', 'https://example.com/']
  const refused = await terminal.page.evaluate(
    async (addresses) =>
      Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      ),
    elsewhere,
  )
  expect(refused).toEqual(elsewhere.map(() => 'refused'))
})

test('nothing that the window asks for leaves the machine, whatever the page’s own rules say', async () => {
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const outcome = await terminal.app.evaluate(
    async ({ webContents }, address) =>
      webContents
        .getAllWebContents()[0]
        ?.session.fetch(address)
        .then(
          () => 'answered',
          () => 'refused',
        ),
    `http://127.0.0.1:${port}/`,
  )
  server.close()
  expect({ outcome, visits }).toEqual({ outcome: 'refused', visits: 0 })
})

test('the page goes nowhere and opens nothing', async () => {
  const { page, app } = terminal
  await page.evaluate(() => Object.assign(window, { mark: true }))
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await page.evaluate(() => window.open('/index.html', '_blank', 'popup') === null)).toBe(true)
  for (const address of ['https://example.com/', 'file:///etc/hostname', 'app://counter/problem', 'data:text/html,x']) {
    await page.evaluate((address) => {
      location.href = address
    }, address)
    await page.evaluate((address) => {
      const link = Object.assign(document.createElement('a'), { href: address, target: '_top' })
      document.body.append(link)
      link.click()
      link.remove()
    }, address)
  }
  // A navigation, even one that failed, would have taken the mark with it.
  expect(await page.evaluate(() => 'mark' in window)).toBe(true)
  expect(await page.evaluate(() => document.body.innerText)).toContain(words('enrol.title'))
  expect(await page.evaluate(() => location.href)).toBe('app://counter/index.html')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a window left blank shows the terminal again', async () => {
  const { page } = terminal
  await page.evaluate(() => {
    location.href = 'about:blank'
  })
  await expect(page.getByText(words('enrol.title'))).toBeVisible()
  expect(page.url()).toBe('app://counter/index.html')
})

test('the page is given no permission and cannot save files', async () => {
  const { page, app } = terminal
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as PermissionName[]
    const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    return [...states, await Notification.requestPermission()]
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  const begun = app.evaluate(
    async ({ session }) =>
      new Promise((resolve) =>
        session.fromPartition('counter').on('will-download', (event) => resolve(event.defaultPrevented)),
      ),
  )
  await page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['x']))
    const link = Object.assign(document.createElement('a'), { href, download: 'x.txt' })
    document.body.append(link)
    link.click()
    link.remove()
  })
  expect(await begun).toBe(true)
})

test('there is no menu, and nothing of the shop stays in the browser’s stores', async () => {
  expect(await terminal.app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull()
  const isPersistent = await terminal.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.session.isPersistent(),
  )
  expect(isPersistent).toBe(false)
})

test('a second one on the same data folder is refused in a sentence, and the first comes to the front', async () => {
  await terminal.app.evaluate(({ app }) => {
    app.once('second-instance', () => Object.assign(globalThis, { noticed: true }))
  })
  const second = await runProgram(['--data', terminal.dataFolder])
  expect(second.exitCode).toBe(3)
  expect(second.said).toContain(terminal.dataFolder)
  expect(second.said).toContain('Another program is using')
  expect(second.said).not.toMatch(/^\s+at /m)
  await expect.poll(async () => terminal.app.evaluate(() => 'noticed' in globalThis)).toBe(true)
})

test('--kiosk takes the whole screen', async () => {
  const kiosk = await startTerminal(join(folder.path, 'kiosk'), ['--kiosk'])
  const isKiosk = () => kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk())
  await expect.poll(isKiosk).toBe(true)
  await kiosk.close()
})

test('a mistake on the command line is answered with a sentence', async () => {
  const wrong = await runProgram(['--central', 'store'])
  expect(wrong.exitCode).toBe(2)
  expect(wrong.said).toContain('--central needs an address such as http://192.168.0.10:7400, not "store".')
})

import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { servePages, type PageServer } from '../../main/headless/server.ts'
import type { TerminalService } from '../../main/service.ts'
import { newFolder } from '../support/folders.ts'
import { startHeadless } from '../support/headless.ts'
import { connectSocket, enrolFolder, openService } from '../support/terminal.ts'

const token = randomBytes(32).toString('base64url')
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

describe('who may talk to a terminal in a browser', () => {
  let service: TerminalService
  let served: PageServer

  beforeAll(async () => {
    service = openService(enrolFolder(newFolder()))
    const staticFolder = newFolder()
    writeFileSync(join(staticFolder, 'index.html'), '<!doctype html><p>counter</p>')
    const listening = await servePages(service, { port: 0, token, staticFolder })
    if (!listening.ok) throw new Error(listening.code)
    served = listening.value
  })
  afterAll(async () => {
    await served.close()
    await service.close()
  })

  /** The status of the answer: 101 where the connection is taken over by a WebSocket. */
  function ask(path: string, headers: Record<string, string>): Promise<{ status: number; body: string; csp: unknown }> {
    const host = `127.0.0.1:${served.port}`
    return new Promise((resolve, reject) => {
      const asking = request(
        { port: served.port, host: '127.0.0.1', path, headers: { host, ...headers } },
        (answer) => {
          let body = ''
          answer.setEncoding('utf8').on('data', (text: string) => (body += text))
          const csp = answer.headers['content-security-policy']
          answer.on('end', () => resolve({ status: answer.statusCode!, body, csp }))
        },
      )
      asking.on('upgrade', (answer, socket) => {
        socket.destroy()
        resolve({ status: answer.statusCode!, body: '', csp: undefined })
      })
      asking.on('error', reject)
      asking.end()
    })
  }
  const upgrade = async (headers: Record<string, string> = {}, path = `/terminal?token=${token}`) =>
    (await ask(path, { ...UPGRADE, ...headers })).status

  test('its own page, with the token of this start', async () => {
    expect(await upgrade()).toBe(101)
    expect(await upgrade({ origin: `http://127.0.0.1:${served.port}` })).toBe(101)
    const localhost = `localhost:${served.port}`
    expect(await upgrade({ host: localhost, origin: `http://${localhost}` })).toBe(101)
  })

  test.each([
    ['nothing', ''],
    ['an empty one', '?token='],
    ['one cut short', `?token=${token.slice(0, -1)}`],
    ['one with more', `?token=${token}x`],
    ['another name', `?Token=${token}`],
    ['a second one', `?token=&token=${token}`],
  ])('nobody with %s for a token', async (_what, query) => {
    expect(await upgrade({}, `/terminal${query}`)).toBe(403)
  })

  test.each(['/', '/terminal/', '/other', '//terminal', '/%74erminal', '/TERMINAL'])('nobody at %s', async (path) => {
    expect(await upgrade({}, `${path}?token=${token}`)).toBe(403)
  })

  test('no name that was pointed at this machine, for a socket or for a page', async () => {
    const { port } = served
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      '127.0.0.1:1',
      `127.0.0.2:${port}`,
      `0.0.0.0:${port}`,
      `[::1]:${port}`,
      `127.0.0.1:${port}.evil.example`,
      `evil.example@127.0.0.1:${port}`,
    ]) {
      expect(await upgrade({ host })).toBe(403)
      expect(await ask('/', { host })).toMatchObject({ status: 403, body: '' })
    }
  })

  test('no page of another origin, even with the token', async () => {
    const port = served.port
    for (const origin of [
      'http://evil.example',
      `http://evil.example:${port}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
      `http://127.0.0.1:${port}.evil.example`,
      `http://127.0.0.1:${port}/`,
      'null',
      'file://',
    ]) {
      expect(await upgrade({ origin })).toBe(403)
      expect(await ask('/', { origin })).toMatchObject({ status: 403 })
    }
  })

  test('a page is served with a policy that lets it talk to nobody else', async () => {
    const page = await ask('/', {})
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><p>counter</p>' })
    expect(page.csp).toContain("default-src 'self'")
    expect(page.csp).toContain("frame-ancestors 'none'")
  })

  test('files beside the page are not to be had, however they are asked for', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/terminal.db',
      '/index.html/../x',
    ])
      expect((await ask(path, {})).status).toBe(404)
  })

  test('only this machine can reach it: no other address is listened on', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    // On Linux the whole of 127/8 is this machine: a server on all addresses would answer there.
    for (const address of ['127.0.0.2', '::1', ...others]) expect(await answers(address)).toBe(false)
    expect(await answers('127.0.0.1')).toBe(true)
  })

  function answers(host: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect({ host, port: served.port, timeout: 1_000 })
      const done = (answer: boolean) => {
        socket.destroy()
        resolve(answer)
      }
      socket
        .once('connect', () => done(true))
        .once('error', () => done(false))
        .once('timeout', () => done(false))
    })
  }
})

describe('a terminal that is sent nonsense', () => {
  test('answers or hangs up, and serves everyone else on', async () => {
    const terminal = await startHeadless(['--data', enrolFolder(newFolder())])
    const port = Number(new URL(terminal.url).port)
    const bystander = await connectSocket(terminal.url, terminal.token)
    onTestFinished(() => bystander.close())
    const isWell = async () => expect(await bystander.client.info()).toMatchObject({ enrolled: true })
    const head = `Host: 127.0.0.1:${port}\r\n`
    const upgrade = Object.entries(UPGRADE)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    for (const start of [
      `GET // HTTP/1.1\r\n${head}\r\n`,
      `GET http://[ HTTP/1.1\r\n${head}\r\n`,
      `GET http://a:99999/ HTTP/1.1\r\n${head}\r\n`,
      `GET /%E0%A4%A HTTP/1.1\r\n${head}\r\n`,
      `DELETE / HTTP/1.1\r\n${head}\r\n`,
      `GET // HTTP/1.1\r\n${head}${upgrade}\r\n`,
      `GET http://[ HTTP/1.1\r\n${head}${upgrade}\r\n`,
      `GET /terminal HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`,
      'nonsense\r\n\r\n',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${head}\r\n`,
    ]) {
      expect(await sayTo(port, start)).toMatch(/^HTTP\/1\.1 4\d\d /)
      await isWell()
    }
    for (let i = 0; i < 20; i++) resetDuring(port, `GET /terminal HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`)
    await isWell()
  })

  test('over its socket closes that socket alone', async () => {
    const terminal = await startHeadless(['--data', enrolFolder(newFolder())])
    const bystander = await connectSocket(terminal.url, terminal.token)
    onTestFinished(() => bystander.close())
    const port = Number(new URL(terminal.url).port)
    const address = `ws://127.0.0.1:${port}/terminal?token=${terminal.token}`
    // More than any order needs.
    const large = new WebSocket(address)
    const closed = new Promise<number>((resolve) => large.once('close', resolve))
    large.on('error', () => {}).once('open', () => large.send('x'.repeat(5 * 1024 * 1024)))
    expect([1006, 1009]).toContain(await closed)
    expect(await bystander.client.info()).toMatchObject({ enrolled: true })
    // Frames that break the protocol: unmasked, of an unknown kind, text that is no UTF-8.
    for (const frame of ['810568656c6c6f', '8f8000000000', '818200000000ffff', '88fe']) {
      const upgrade = Object.entries(UPGRADE)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')
      const path = `/terminal?token=${terminal.token}`
      const said = await sayTo(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${upgrade}\r\n`, frame)
      expect(said).toMatch(/^HTTP\/1\.1 101 /)
      expect(await bystander.client.info()).toMatchObject({ enrolled: true })
    }
    // The same process all along: it was not restarted behind our back.
    expect(isRunning(terminal.pid)).toBe(true)
  })

  function isRunning(pid: number): boolean {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  /** What is answered until the other side hangs up. */
  function sayTo(port: number, text: string, thenHex?: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = ''
      const socket: Socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text))
      socket.setEncoding('latin1').on('data', (data: string) => {
        answer += data
        if (thenHex !== undefined && answer.includes('\r\n\r\n')) socket.end(Buffer.from(thenHex, 'hex'))
        else if (thenHex === undefined) socket.end()
      })
      socket.on('error', () => resolve(answer)).on('close', () => resolve(answer))
    })
  }

  function resetDuring(port: number, text: string): void {
    const socket: Socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write(text)
      socket.resetAndDestroy()
    })
    socket.on('error', () => {})
  }
})

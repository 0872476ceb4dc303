import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { fail, ok, type Result } from '../../domain/result.ts'
import { answerPageRequest, listPageFiles, type PageFiles } from '../pages/page-files.ts'
import type { TerminalService } from '../service.ts'
import { gate, type Gate } from './gate.ts'

export interface PageServer {
  readonly port: number
  close(): Promise<void>
}

export interface PageServerOptions {
  /** 0: any free one. */
  readonly port: number
  readonly token: string
  /** The built screens; null serves none. */
  readonly staticFolder: string | null
}

/** An order of 1,500 lines fits; nothing larger is listened to. */
const MOST_MESSAGE_BYTES = 4 * 1024 * 1024

/** Serves a terminal to a browser on this machine: its page over HTTP, its contract over a WebSocket. Loopback only. */
export async function servePages(
  service: TerminalService,
  options: PageServerOptions,
): Promise<Result<PageServer, 'start.port_in_use'>> {
  const files: PageFiles = options.staticFolder === null ? new Map() : listPageFiles(options.staticFolder)
  const server = createServer()
  const guard = gate(() => (server.address() as AddressInfo).port, options.token)
  server.on('request', (request, response) => {
    answer(files, guard, request, response).catch(() => response.destroy())
  })
  const sockets = acceptSockets(server, guard, service)
  try {
    await listen(server, options.port)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE' || code === 'EACCES') return fail('start.port_in_use', { port: options.port })
    throw error
  }
  return ok({
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  })
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve())
  })
}

async function answer(
  files: PageFiles,
  guard: Gate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!guard.fits(request)) return void response.writeHead(403).end()
  const url = addressOf(request)
  if (!url) return void response.writeHead(400).end()
  const page = await answerPageRequest(files, { method: request.method ?? 'GET', pathname: url.pathname })
  response.writeHead(page.status, page.headers).end(page.body)
}

function acceptSockets(server: Server, guard: Gate, service: TerminalService): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES })
  const handler = new RPCHandler(service.router)
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // Whoever asks may hang up at any moment.
    socket.on('error', () => socket.destroy())
    const url = addressOf(request)
    const welcome =
      guard.fits(request) && url?.pathname === '/terminal' && guard.hasToken(url.searchParams.get('token'))
    if (!welcome) return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => {
      // Frames that break the protocol, or larger than any order, end this connection and no other.
      client.on('error', () => client.terminate())
      void handler.upgrade(client, { context: service.context })
    })
  })
  return sockets
}

/** What a request is for; undefined where that is no address at all, such as `//`. */
function addressOf(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', 'http://counter') ?? undefined
}

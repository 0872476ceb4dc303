import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Stands between a terminal and its central store, and loses what it is told to lose. */
export interface FaultProxy {
  readonly url: string
  /** The next request to a path reaches the store, but its answer never comes back. */
  loseAnswerOf(path: string): void
  /** Of the next answer of a path only a part arrives: from 0 up to but not including 1. */
  cutAnswerOf(path: string, part: number): void
  /** The next answer of a path is this instead. */
  replaceAnswerOf(path: string, answer: { readonly status: number; readonly body: string }): void
  /** How often a path was asked for. */
  count(path: string): number
}

type Fault = (answer: IncomingMessage, response: ServerResponse) => void

export async function faultProxy(target: string): Promise<FaultProxy> {
  const faults = new Map<string, Fault>()
  const counts = new Map<string, number>()
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url!, target)
    counts.set(pathname, (counts.get(pathname) ?? 0) + 1)
    const fault = faults.get(pathname)
    faults.delete(pathname)
    const { method, headers } = incoming
    const outgoing = request(new URL(incoming.url!, target), { method, headers }, (answer) => {
      if (fault) return fault(answer, response)
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswerOf: (path) =>
      void faults.set(path, (answer, response) => {
        // Only when the store has said all of it: it has done what it was asked.
        answer.resume().on('end', () => response.destroy())
      }),
    cutAnswerOf: (path, part) =>
      void faults.set(path, (answer, response) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          response.writeHead(answer.statusCode!, answer.headers)
          const body = Buffer.concat(chunks)
          response.flushHeaders()
          response.write(body.subarray(0, Math.floor(body.length * part)), () => response.destroy())
        })
      }),
    replaceAnswerOf: (path, { status, body }) =>
      void faults.set(path, (answer, response) => {
        answer.resume()
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      }),
    count: (path) => counts.get(path) ?? 0,
  }
}

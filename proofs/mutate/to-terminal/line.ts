import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { Carrier } from '../../../main/sync/http.ts'
import type { Seeded } from '../../support/seeded.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import { packed } from '../packing.ts'
import type { Answer, Asked } from './answer.ts'

export type Answering = (asked: Asked) => Promise<{ readonly answer: Answer; readonly isSpoilt: boolean }>

/** Carries answers over by hand, below everything that reads them. */
export function carrierOf(answering: Answering): Carrier {
  return async (request) => {
    const { answer } = await answering(request)
    return { status: answer.status, headers: answer.headers, body: Readable.from([answer.body]) }
  }
}

/** The same over a real socket, where what is around the body can be spoilt as well. */
export interface SocketLine {
  readonly url: string
  close(): Promise<void>
}

export async function socketLine(answering: Answering, chance: Seeded): Promise<SocketLine> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The terminal ends connections that bring nonsense.
    socket.on('error', () => {})
    let heard = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk])
      const asked = askedIn(heard)
      if (!asked) return
      heard = Buffer.alloc(0)
      void answering(asked).then(({ answer, isSpoilt }) => {
        socket.end(isSpoilt ? spoiltWire(answer, chance) : wireOf(answer, answer.body, {}))
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The request, once all of it is there. */
function askedIn(heard: Buffer): Asked | undefined {
  const end = heard.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first, ...lines] = heard.subarray(0, end).toString('latin1').split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = heard.subarray(end + 4)
  if (body.length < Number(headers.get('content-length') ?? 0)) return undefined
  const [method, path] = first!.split(' ') as ['GET' | 'POST', string]
  const plain = unpacked(headers.get('content-encoding'), body)
  return {
    ...{ method, url: new URL(path, 'http://store'), token: headers.get('authorization')?.slice('Bearer '.length) },
    ...{ protocol: Number(headers.get('okryu-protocol')) },
    ...(plain.length === 0 ? {} : { json: JSON.parse(plain.toString()) as unknown }),
  }
}

function unpacked(encoding: string | undefined, body: Buffer): Buffer {
  if (encoding === 'gzip') return gunzipSync(body)
  return encoding === 'zstd' ? zstdDecompressSync(body) : body
}

function wireOf(answer: Answer, body: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _kept, ...others } = answer.headers
  const all = { 'content-length': String(body.length), connection: 'close', ...others, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${answer.status} Said\r\n${lines.join('')}\r\n`, 'latin1'), body])
}

/** Wrong lengths, wrong encodings, bombs, and bytes that are no HTTP. */
function spoiltWire(answer: Answer, chance: Seeded): Buffer {
  const { encoding, body } = packed(answer.body, chance)
  const named: Record<string, string> =
    encoding === undefined ? {} : { 'content-encoding': encoding.replace(/[^\x20-\x7e]/g, '?') }
  switch (chance.int(6)) {
    case 0:
      return mutateBytes(wireOf(answer, body, named), chance)
    case 1:
      // Never longer than what comes: silence is waited for, and that takes its time.
      return wireOf(answer, body, { ...named, 'content-length': String(chance.int(body.length + 1)) })
    case 2:
      return wireOf(answer, body, { ...named, 'transfer-encoding': 'chunked' })
    default:
      return wireOf(answer, body, named)
  }
}

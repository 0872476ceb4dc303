import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** What a printer says to DLE EOT 1, 2 and 4 when all is well, and what it can say instead. */
export const WELL = [0x12, 0x12, 0x12] as const
export const PAPER_OUT = [0x1a, 0x32, 0x72] as const
export const COVER_OPEN = [0x1a, 0x16, 0x12] as const
export const SWITCHED_OFFLINE = [0x1a, 0x12, 0x12] as const
export const CUTTER_JAMMED = [0x1a, 0x52, 0x12] as const

export interface TcpPrinterBehaviour {
  /** What DLE EOT 1, 2 and 4 are answered with; undefined: it does not know the questions. */
  readonly status?: readonly number[]
  /** From this many bytes on, the answers are these: the paper ran out in the middle. */
  readonly statusLater?: { readonly afterBytes: number; readonly status: readonly number[] | undefined }
  /** Answers GS r when it has come to it; otherwise it passes over the question. */
  readonly tellsWhenPrinted?: boolean
  /** Sent on its own at the beginning of a connection, as printers do that are set to. */
  readonly greeting?: readonly number[]
  /** The plug is pulled after this many bytes. */
  readonly resetsAfterBytes?: number
  /** Closes the connection as if all were well after this many bytes. */
  readonly hangsUpAfterBytes?: number
  readonly neverReads?: boolean
  /** Keeps its side of the connection open after the job. */
  readonly neverCloses?: boolean
}

export interface TcpPrinter {
  readonly port: number
  /** All bytes of each connection so far. */
  readonly connections: readonly Buffer[]
  behave(behaviour: TcpPrinterBehaviour): void
  close(): Promise<void>
}

/** A printer on a real socket, that can do what printers do to a program. */
export async function tcpPrinter(behaviour: TcpPrinterBehaviour = {}): Promise<TcpPrinter> {
  let current = behaviour
  const connections: Buffer[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    serve(socket, current, connections)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    behave(next) {
      current = next
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function serve(socket: Socket, behaviour: TcpPrinterBehaviour, connections: Buffer[]): void {
  const index = connections.push(Buffer.alloc(0)) - 1
  if (behaviour.neverReads === true) return
  if (behaviour.greeting !== undefined) socket.write(Uint8Array.from(behaviour.greeting))
  let answered = 0
  socket.on('data', (bytes: Buffer) => {
    const plug = behaviour.resetsAfterBytes ?? Infinity
    const received = Buffer.concat([connections[index]!, bytes]).subarray(0, plug)
    connections[index] = received
    if (received.length >= plug) return void socket.resetAndDestroy()
    if (received.length >= (behaviour.hangsUpAfterBytes ?? Infinity)) return void socket.end()
    answered = answer(socket, behaviour, received, answered)
  })
  socket.on('end', () => {
    if (behaviour.neverCloses !== true) socket.end()
  })
  socket.resume()
}

/** @returns the place in what was received up to which questions have been answered. */
function answer(socket: Socket, behaviour: TcpPrinterBehaviour, received: Buffer, from: number): number {
  let at = from
  for (; at + 3 <= received.length; at++) {
    const later = at >= (behaviour.statusLater?.afterBytes ?? Infinity)
    const status = later ? behaviour.statusLater?.status : behaviour.status
    const [first, second, question] = received.subarray(at, at + 3)
    if (first === 0x10 && second === 0x04 && status !== undefined)
      socket.write(Uint8Array.of(status[[1, 2, 4].indexOf(question!)]!))
    if (first === 0x1d && second === 0x72 && behaviour.tellsWhenPrinted === true && (!later || status === WELL))
      socket.write(Uint8Array.of(0))
  }
  return at
}

import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Seeded } from '../support/seeded.ts'

/** A bad line between terminals and their central store: real sockets that lag, break, dribble and hang. */
export interface FaultLine {
  readonly port: number
  /** Where the central store listens now; it may come back on another port. */
  leadTo(port: number): void
  /** Everything under way is cut, and from now on nothing happens to what is said. */
  heal(): void
  close(): Promise<void>
}

/** What befalls one connection, for as long as it lives. */
interface Fault {
  readonly delayMs: number
  /** Bytes that pass at a time; 0 lets them pass as they come. */
  readonly sliceBytes: number
  /** The connection is reset when so much has passed in one direction. */
  readonly limitBytes: { readonly up: number; readonly down: number }
  readonly resetAfterMs: number
  /** Nothing of what the store says arrives, though it does what it was asked. */
  readonly deaf: boolean
  /** How long the other end hears nothing of a connection that was ended. */
  readonly closeAfterMs: number
}

const NO_FAULT: Fault = {
  ...{ delayMs: 0, sliceBytes: 0, limitBytes: { up: Infinity, down: Infinity } },
  ...{ resetAfterMs: Infinity, deaf: false, closeAfterMs: 0 },
}

function drawFault(chance: Seeded): Fault {
  switch (chance.int(10)) {
    case 0:
      return { ...NO_FAULT, delayMs: 1 + chance.int(40) }
    case 1:
      return { ...NO_FAULT, sliceBytes: 1 + chance.int(700) }
    case 2:
      return { ...NO_FAULT, limitBytes: { up: chance.int(20_000), down: Infinity } }
    case 3:
      return { ...NO_FAULT, limitBytes: { up: Infinity, down: chance.int(4_000) } }
    case 4:
      return { ...NO_FAULT, resetAfterMs: chance.int(150) }
    case 5:
      return { ...NO_FAULT, deaf: true, resetAfterMs: 20 + chance.int(100) }
    case 6:
      return { ...NO_FAULT, closeAfterMs: 20 + chance.int(150), delayMs: chance.int(5) }
    default:
      return NO_FAULT
  }
}

export async function faultLine(chance: Seeded): Promise<FaultLine> {
  let target = 0
  let healed = false
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const fault = healed ? NO_FAULT : drawFault(chance)
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    const cut = (): void => {
      reset(near)
      reset(far)
    }
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => open.delete(socket))
      // A connection that breaks on one side breaks on the other; there is nobody to tell.
      socket.on('error', cut)
    }
    if (fault.resetAfterMs < Infinity) setTimeout(cut, fault.resetAfterMs).unref()
    carry(near, far, fault, fault.limitBytes.up, cut)
    if (fault.deaf) far.resume()
    else carry(far, near, fault, fault.limitBytes.down, cut)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => void (target = port),
    heal() {
      healed = true
      for (const socket of open) reset(socket)
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Carries what comes from one socket to the other, as the fault has it. */
function carry(from: Socket, to: Socket, fault: Fault, limitBytes: number, cut: () => void): void {
  let passedBytes = 0
  from.on('data', (chunk: Buffer) => {
    const room = limitBytes - passedBytes
    passedBytes += chunk.length
    const passing = chunk.length > room ? chunk.subarray(0, room) : chunk
    later(fault.delayMs, () => {
      for (const slice of slicesOf(passing, fault.sliceBytes)) if (to.writable) to.write(slice)
      if (passedBytes > limitBytes) cut()
    })
  })
  from.on('end', () => later(fault.delayMs + fault.closeAfterMs, () => to.end()))
}

/** A socket that is being ended cannot be reset any more: Node would wait for it for ever when the process ends. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}

function later(delayMs: number, run: () => void): void {
  if (delayMs === 0) run()
  else setTimeout(run, delayMs)
}

function* slicesOf(chunk: Buffer, sliceBytes: number): Generator<Buffer> {
  const step = sliceBytes === 0 ? Math.max(1, chunk.length) : sliceBytes
  for (let at = 0; at < chunk.length; at += step) yield chunk.subarray(at, at + step)
}

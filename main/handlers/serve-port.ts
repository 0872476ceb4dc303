import { RPCHandler } from '@orpc/server/message-port'
import { z } from 'zod'
import type { TerminalService } from '../service.ts'

/** One end of a message channel, Electron's or Node's. */
export interface ServedPort {
  postMessage(message: unknown): void
  onMessage(hear: (data: unknown) => void): void
  onClose(run: () => void): void
}

/** A call: an address, and headers only of the kind that a page sends. */
const Call = z.object({
  i: z.string(),
  t: z.literal(1).optional(),
  p: z.object({
    u: z.string().refine((address) => URL.canParse(address, 'http://counter')),
    h: z.record(z.string().regex(/^(?!content-)/), z.string()).optional(),
  }),
})
/** A piece of a stream, or the end of a call. */
const Sequel = z.union([
  z.object({ i: z.string(), t: z.literal(3), p: z.object({}) }),
  z.object({ i: z.string(), t: z.literal(4) }),
])
const Message = z.union([Call, Sequel])

/** Serves the terminal's contract over a port. What is no message of the contract is passed over, and the port lives on. */
export function servePort(service: TerminalService, port: ServedPort): void {
  new RPCHandler(service.router).upgrade(
    {
      postMessage: (message: unknown) => port.postMessage(message),
      onMessage: { addListener: (hear) => port.onMessage((data) => isMessage(data) && hear(data)) },
      onDisconnect: { addListener: (run) => port.onClose(run) },
    },
    { context: service.context },
  )
}

function isMessage(data: unknown): boolean {
  if (typeof data !== 'string') return false
  try {
    return Message.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}

import { RPCLink } from '@orpc/client/message-port'
import type { Carrier, Connection } from './connection.ts'

/** What the cabinet's preload script posts to the page with each new port to the service. */
export const PORT_MESSAGE = 'okryu:terminal-port'

/**
 * The cabinet's way to the service: a MessagePort, and a new one each time the service is started again.
 * A new port ends the connection over the one before.
 */
export function messagePortCarrier(page: Window): Carrier {
  let waiting: ((port: MessagePort) => void) | undefined
  let arrived: MessagePort | undefined
  let endCurrent: (() => void) | undefined

  page.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source !== page || event.data !== PORT_MESSAGE || !port) return
    endCurrent?.()
    if (waiting) waiting(port)
    else arrived = port
    waiting = undefined
  })

  return {
    open: async () => {
      const port = arrived ?? (await new Promise<MessagePort>((resolve) => (waiting = resolve)))
      arrived = undefined
      const { connection, end } = openPort(port)
      endCurrent = end
      return connection
    },
  }
}

function openPort(port: MessagePort): { connection: Connection; end: () => void } {
  const ended = new AbortController()
  port.addEventListener('close', () => ended.abort())
  const link = new RPCLink({ port })
  port.start()
  const connection = { link, ended: ended.signal, isUsable: () => !ended.signal.aborted }
  const end = () => {
    ended.abort()
    // The link listens for this event only; a port closed from this side does not send it.
    port.dispatchEvent(new Event('close'))
    port.close()
  }
  return { connection, end }
}

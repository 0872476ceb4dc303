import { RPCLink } from '@orpc/client/websocket'
import type { Carrier, Connection } from './connection.ts'

/** The browser's way to the service: a WebSocket on loopback that carries the token of this start. */
export function websocketCarrier(url: string): Carrier {
  return { open: () => openSocket(new WebSocket(url)) }
}

function openSocket(websocket: WebSocket): Promise<Connection> {
  const ended = new AbortController()
  // Before the link adds its own listener, so that `ended` is known when its calls begin to fail.
  websocket.addEventListener('close', () => ended.abort())
  return new Promise((resolve, reject) => {
    websocket.addEventListener('close', () => reject(new Error('the service does not answer')), { once: true })
    websocket.addEventListener(
      'open',
      () =>
        resolve({
          link: new RPCLink({ websocket }),
          ended: ended.signal,
          isUsable: () => websocket.readyState === WebSocket.OPEN,
        }),
      { once: true },
    )
  })
}

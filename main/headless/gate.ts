import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may talk to a terminal on loopback: only pages that it served itself, under an address of this machine
 * (so that a name pointed at 127.0.0.1 is no way in), and only with the token of this start.
 */
export interface Gate {
  /** Whether the request was made to this machine under one of its own names, and from its own page if from any. */
  fits(request: Pick<IncomingMessage, 'headers'>): boolean
  hasToken(token: string | null): boolean
}

export function gate(port: () => number, token: string): Gate {
  const expected = digest(token)
  const hosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`]
  return {
    fits({ headers }) {
      if (!hosts().includes(headers.host ?? '')) return false
      return headers.origin === undefined || hosts().some((host) => headers.origin === `http://${host}`)
    },
    hasToken: (given) => given !== null && timingSafeEqual(digest(given), expected),
  }
}

/** Of equal length, so that comparing them takes the same time whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

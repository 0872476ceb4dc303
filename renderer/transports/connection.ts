import type { ClientContext, ClientLink } from '@orpc/client'

/** One open line to the terminal service; it ends once and never comes back. */
export interface Connection {
  readonly link: ClientLink<ClientContext>
  /** Aborted when the line has ended. */
  readonly ended: AbortSignal
  /** False as soon as nothing more can be sent, which may be earlier than `ended`. */
  isUsable(): boolean
}

/** A way to reach the service: a MessagePort in the cabinet, a WebSocket in a browser. */
export interface Carrier {
  /** Resolves with an open line, rejects where none could be opened. */
  open(): Promise<Connection>
}

/** The line broke while a call was under way, and the call may not be repeated blindly. */
export class ConnectionLostError extends Error {
  constructor() {
    super('the line to the terminal service ended')
  }
}

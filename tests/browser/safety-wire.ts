import type { Page, WebSocketRoute } from '@playwright/test'
import type { SafetyStatus } from '../../contract/safety.ts'

/** States of a terminal that no test can bring about: a disk that fills up, a day that another counts differently. */
export interface SafetyWire {
  /** Shows the page a status in place of the terminal's own, until another one is told. */
  tell(change: Partial<SafetyStatus>): void
  /** The terminal's own again. */
  hush(): void
}

/** What a message of the service carries where it is of an event; the rest of it stays as it is. */
interface Message {
  p?: { d?: { json?: { type?: string; safety?: SafetyStatus } } }
}

/**
 * Stands between the page and the service, which is the real one, and puts parts of another status into what it says
 * of its safety. To be asked for before the page is opened.
 */
export async function listenOnSafety(page: Page): Promise<SafetyWire> {
  let change: Partial<SafetyStatus> = {}
  let last: { readonly text: string; readonly socket: WebSocketRoute } | undefined
  await page.routeWebSocket(/\/terminal/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const text = String(message)
      if (text.includes('"type":"safety"')) last = { text, socket }
      socket.send(changed(text, change))
    })
  })
  function tell(wanted: Partial<SafetyStatus>): void {
    change = wanted
    if (last) last.socket.send(changed(last.text, change))
  }
  return { tell, hush: () => tell({}) }
}

function changed(text: string, change: Partial<SafetyStatus>): string {
  const message = JSON.parse(text) as Message
  const event = message.p?.d?.json
  if (event?.type !== 'safety' || !event.safety) return text
  event.safety = { ...event.safety, ...change }
  return JSON.stringify(message)
}

import type { Page, WebSocketRoute } from '@playwright/test'
import type { SafetyStatus } from '../../contract/safety.ts'
import type { SyncStatus } from '../../contract/terminal.ts'

/** States of a terminal that take a test long to bring about, for their looks: a full disk, a day that differs. */
export interface SafetyWire {
  /** Shows the page a status in place of the terminal's own, until another one is told. */
  tell(change: Partial<SafetyStatus>, sync?: Partial<SyncStatus>): void
  /** The terminal's own again. */
  hush(): void
}

/** What a message of the service carries where it is of an event; the rest of it stays as it is. */
interface Message {
  p?: { d?: { json?: { type?: string; safety?: SafetyStatus; sync?: SyncStatus } } }
}

/**
 * Stands between the page and the service, which is the real one, and puts parts of another status into what it says
 * of its safety and its sync. To be asked for before the page is opened.
 */
export async function listenOnSafety(page: Page): Promise<SafetyWire> {
  let change: Change = { safety: {}, sync: {} }
  const last = new Map<string, { readonly text: string; readonly socket: WebSocketRoute }>()
  await page.routeWebSocket(/\/terminal/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const text = String(message)
      for (const type of ['safety', 'sync']) if (text.includes(`"type":"${type}"`)) last.set(type, { text, socket })
      socket.send(changed(text, change))
    })
  })
  function tell(safety: Partial<SafetyStatus>, sync: Partial<SyncStatus> = {}): void {
    change = { safety, sync }
    for (const { text, socket } of last.values()) socket.send(changed(text, change))
  }
  return { tell, hush: () => tell({}) }
}

interface Change {
  readonly safety: Partial<SafetyStatus>
  readonly sync: Partial<SyncStatus>
}

function changed(text: string, { safety, sync }: Change): string {
  const message = JSON.parse(text) as Message
  const event = message.p?.d?.json
  if (event?.type === 'safety' && event.safety) event.safety = { ...event.safety, ...safety }
  else if (event?.type === 'sync' && event.sync) event.sync = { ...event.sync, ...sync }
  else return text
  return JSON.stringify(message)
}

import type { Session, WebContents } from 'electron'
import { isPage, PAGE_ORIGIN, PAGE_URL } from './addresses.ts'

/** The page may ask the terminal through its port and nothing else of the machine or the network. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOwnAddress(request.url) }))
}

/** @param onWish called with each address a click wanted to go to, none of which is gone to. */
export function lockContents(contents: WebContents, onWish: (address: string) => void): void {
  const refuse = (event: { preventDefault: () => void; url: string }): void => {
    // The page may load itself again; that is not going anywhere.
    if (isPage(event.url, PAGE_URL) && isPage(contents.getURL(), PAGE_URL)) return
    event.preventDefault()
    onWish(event.url)
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // Prevented here means: the page cannot hold its window open.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
}

/** Blob and data hold what the page itself made; devtools is there in development alone. */
function isOwnAddress(address: string): boolean {
  return address.startsWith(`${PAGE_ORIGIN}/`) || /^(blob|data|devtools):/.test(address)
}

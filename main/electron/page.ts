import { app, type BrowserWindow, type Session } from 'electron'
import { answerPageRequest, type PageFiles } from '../pages/page-files.ts'
import type { Problem } from '../problems.ts'
import { CLOSE_URL, isPage, PAGE_ORIGIN, PAGE_URL, PROBLEM_URL, RETRY_URL } from './addresses.ts'
import { lockContents } from './lockdown.ts'
import { answerProblemRequest } from './problem-page.ts'
import type { SupervisorEvent } from './supervisor.ts'

const RELOAD_AFTER_CRASH_MS = 1_000

/** Answers everything under `app:`, for this session alone. */
export function servePages(session: Session, files: PageFiles, currentProblem: () => Problem | null): void {
  session.protocol.handle('app', async (request) => {
    const firstLanguage = app.getLocale().startsWith('en') ? 'en' : 'ko'
    const problemAnswer = answerProblemRequest(request.url, currentProblem(), firstLanguage)
    if (problemAnswer !== undefined) return problemAnswer
    const { host, pathname } = new URL(request.url)
    if (`app://${host}` !== PAGE_ORIGIN) return new Response(null, { status: 404 })
    const answer = await answerPageRequest(files, { method: request.method, pathname })
    return new Response(answer.body, answer)
  })
}

/** Tells the supervisor when the page can take a port, when it is gone, and what the problem page's visitor wishes. */
export function watchPage(window: BrowserWindow, tell: (event: SupervisorEvent) => void): void {
  const contents = window.webContents
  lockContents(contents, (address) => {
    // The terminal's own page has no business there.
    if (!isPage(contents.getURL(), PROBLEM_URL)) return
    if (address === RETRY_URL) tell({ type: 'retry' })
    if (address === CLOSE_URL) app.quit()
  })
  contents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) tell({ type: 'page-left' })
  })
  contents.on('did-navigate', (_event, address) => {
    // Chromium asks nobody before it goes to about:blank.
    if (!isPage(address, PAGE_URL) && !isPage(address, PROBLEM_URL)) tell({ type: 'page-strayed' })
  })
  contents.on('did-finish-load', () => {
    if (isPage(contents.getURL(), PAGE_URL)) tell({ type: 'page-loaded' })
  })
  contents.on('render-process-gone', (_event, details) => {
    tell({ type: 'page-left' })
    if (details.reason === 'clean-exit') return
    setTimeout(() => {
      if (!window.isDestroyed()) contents.reload()
    }, RELOAD_AFTER_CRASH_MS)
  })
}

export function showPage(window: BrowserWindow, address: string): void {
  if (window.isDestroyed()) return
  // Rejected when another page is asked for meanwhile, which is then the one to look at.
  window.loadURL(address).catch(() => undefined)
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { app, MessageChannelMain, session, type BrowserWindow } from 'electron'
import { listPageFiles, type PageFiles } from '../pages/page-files.ts'
import type { Problem } from '../problems.ts'
import { PAGE_URL, PROBLEM_URL } from './addresses.ts'
import type { CommandLine } from './command-line.ts'
import { lockSession } from './lockdown.ts'
import { bringToFront, servePages, showPage, watchPage } from './page.ts'
import { prepareStart } from './prepare-start.ts'
import { startService, type ServiceRun } from './service-host.ts'
import type { FromService } from './service-messages.ts'
import { IDLE, supervise, type SupervisorEffect, type SupervisorEvent, type SupervisorState } from './supervisor.ts'
import { createWindow } from './window.ts'

/** The bundle's folder, dist/main. */
const BUNDLE_FOLDER = __dirname
const SCREENS_FOLDER = join(BUNDLE_FOLDER, '..', 'renderer')
const STOP_WITHIN_MS = 5_000

export interface CabinetOptions extends CommandLine {
  readonly dataFolder: string
}

/** Opens the window, starts the terminal service, and performs what the supervisor decides until the program ends. */
export function openCabinet(options: CabinetOptions): void {
  let state: SupervisorState = IDLE
  let service: ServiceRun | null = null
  let problem: Problem | null = null
  const files = existsSync(SCREENS_FOLDER) ? listPageFiles(SCREENS_FOLDER) : new Map<string, string>()
  const window = openWindow(options.kiosk, files, () => problem)

  const tell = (event: SupervisorEvent): void => {
    const step = supervise(state, event)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: SupervisorEffect): void => {
    switch (effect.type) {
      case 'start-service':
        service = start(options, files, effect.run, tell)
        return
      case 'schedule-restart':
        setTimeout(() => tell({ type: 'restart-due', run: effect.run }), effect.afterMs)
        return
      case 'connect-page':
        connect(window, service)
        return
      case 'show-terminal':
        problem = null
        showPage(window, PAGE_URL)
        return
      case 'show-problem':
        problem = effect.problem
        showPage(window, PROBLEM_URL)
        return
      case 'ask-service-to-stop':
        service?.askToStop()
        setTimeout(() => tell({ type: 'stop-overdue' }), STOP_WITHIN_MS)
        return
      case 'kill-service':
        service?.kill()
        return
      case 'quit':
        app.exit(0)
    }
  }

  watchPage(window, tell)
  app.on('second-instance', () => bringToFront(window))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    tell({ type: 'stop' })
  })
  tell({ type: 'start' })
}

function openWindow(kiosk: boolean, files: PageFiles, currentProblem: () => Problem | null): BrowserWindow {
  // In memory: nothing of the shop's stays behind in the browser's own stores.
  const pageSession = session.fromPartition('counter')
  lockSession(pageSession)
  servePages(pageSession, files, currentProblem)
  return createWindow({
    session: pageSession,
    preload: join(BUNDLE_FOLDER, '..', 'preload', 'preload.cjs'),
    kiosk,
    allowDevTools: !app.isPackaged,
  })
}

function start(
  options: CabinetOptions,
  files: PageFiles,
  run: number,
  tell: (event: SupervisorEvent) => void,
): ServiceRun | null {
  const prepared = prepareStart(options, files, app.getVersion(), app.isPackaged ? process.resourcesPath : null)
  if (!prepared.ok) {
    // Told in a turn of its own, since the supervisor's step that asked for the start is still being performed.
    setImmediate(() => tell({ type: 'service-refused', run, problem: prepared.problem }))
    return null
  }
  const hear = (message: FromService): void => {
    if (message.type === 'ready') return tell({ type: 'service-ready', run, atMs: performance.now() })
    tell({ type: 'service-refused', run, problem: { code: message.code, place: message.place, mistakes: [] } })
  }
  return startService(join(BUNDLE_FOLDER, 'service-process.cjs'), prepared.start, {
    onMessage: hear,
    onExit: () => tell({ type: 'service-exited', run, atMs: performance.now() }),
  })
}

function connect(window: BrowserWindow, service: ServiceRun | null): void {
  if (window.isDestroyed() || service === null) return
  const { port1, port2 } = new MessageChannelMain()
  service.connect(port1)
  window.webContents.postMessage('terminal-port', null, [port2])
}

import { BrowserWindow, type Session } from 'electron'

export interface WindowOptions {
  readonly session: Session
  readonly preload: string
  readonly kiosk: boolean
  readonly allowDevTools: boolean
}

/** The terminal's one window, hidden until it has something to show. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    kiosk: options.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f6f5f1',
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.allowDevTools,
    },
  })
  window.setMenu(null)
  window.once('ready-to-show', () => {
    if (!options.kiosk) window.maximize()
    window.show()
  })
  return window
}

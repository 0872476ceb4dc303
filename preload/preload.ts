import { ipcRenderer } from 'electron'

/**
 * Hands the page each port to the terminal service that the cabinet makes for it, and nothing else: the page sees
 * `message` events with the data 'okryu:terminal-port' and one port.
 */
ipcRenderer.on('terminal-port', (event) => {
  window.postMessage('okryu:terminal-port', window.location.origin, event.ports)
})

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { StoresContext } from './app/stores-context.tsx'
import { startMessages } from './i18n/i18n.ts'
import { createStores, watchTerminal } from './stores/stores.ts'
import './styles/tokens.css'
import './styles/base.css'
import { createTerminalClient } from './transports/client.ts'
import type { Carrier } from './transports/connection.ts'
import { messagePortCarrier } from './transports/message-port.ts'
import { createReconnectingLink, type LineState } from './transports/reconnecting-link.ts'
import { websocketCarrier } from './transports/websocket.ts'
import { takeToken } from './transports/token.ts'

const lineState = { current: 'connecting' as LineState, tell: (_state: LineState): void => undefined }
const link = createReconnectingLink(chooseCarrier(), (state) => {
  lineState.current = state
  lineState.tell(state)
})
const stores = createStores(createTerminalClient(link))
lineState.tell = (state) => stores.terminal.getState().setLine(state)
lineState.tell(lineState.current)
void watchTerminal(stores)

await startMessages()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <StoresContext value={stores}>
      <App />
    </StoresContext>
  </StrictMode>,
)

/** A page served over HTTP stands in a browser; any other is the cabinet's. */
function chooseCarrier(): Carrier {
  if (location.protocol !== 'http:') return messagePortCarrier(window)
  return websocketCarrier(`ws://${location.host}/terminal?token=${encodeURIComponent(takeToken())}`)
}

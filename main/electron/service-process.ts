import type { MessageEvent, MessagePortMain } from 'electron'
import { servePort } from '../handlers/serve-port.ts'
import { openTerminalService, type TerminalService } from '../service.ts'
import { ToService, type FromService, type ServiceStart } from './service-messages.ts'

/** The terminal service in Electron's utility process: the same service as anywhere, serving message ports. */

const tell: (message: FromService) => void = process.parentPort.postMessage.bind(process.parentPort)
let serving: TerminalService | null = null

// A promise that nobody waits for has failed: a fault like any other, so the cabinet starts a fresh process.
process.on('unhandledRejection', (reason) => {
  throw reason
})

process.parentPort.on('message', (event: MessageEvent) => {
  const message = ToService.parse(event.data)
  switch (message.type) {
    case 'start':
      serving = start(message)
      return
    case 'connect':
      for (const port of event.ports) connect(port)
      return
    case 'stop':
      void stop()
  }
})

function start(options: ServiceStart): TerminalService | null {
  const opened = openTerminalService({
    dataFolder: options.dataFolder,
    version: options.version,
    centralUrl: options.centralUrl ?? undefined,
    enrolmentCode: options.enrolmentCode ?? undefined,
    simulatedReader: options.demonstration,
  })
  if (!opened.ok) {
    tell({ type: 'refused', code: opened.code, place: options.dataFolder })
    return null
  }
  tell({ type: 'ready' })
  return opened.value
}

function connect(port: MessagePortMain): void {
  if (serving === null) return port.close()
  servePort(serving, {
    postMessage: (message) => port.postMessage(message),
    onMessage: (hear) => port.on('message', ({ data }) => hear(data)),
    onClose: (run) => port.on('close', run),
  })
  port.start()
}

async function stop(): Promise<void> {
  await serving?.close()
  process.exit(0)
}

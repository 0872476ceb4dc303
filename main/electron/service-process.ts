import type { MessageEvent, MessagePortMain } from 'electron'
import { RPCHandler } from '@orpc/server/message-port'
import type { HandlerContext } from '../handlers/contract.ts'
import { openTerminalService, type TerminalService } from '../service.ts'
import { ToService, type FromService, type ServiceStart } from './service-messages.ts'

/** The terminal service in Electron's utility process: the same service as anywhere, serving message ports. */

interface Serving {
  readonly service: TerminalService
  readonly handler: RPCHandler<HandlerContext>
}

const tell: (message: FromService) => void = process.parentPort.postMessage.bind(process.parentPort)
let serving: Serving | null = null

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

function start(options: ServiceStart): Serving | null {
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
  return { service: opened.value, handler: new RPCHandler(opened.value.router) }
}

function connect(port: MessagePortMain): void {
  if (serving === null) return port.close()
  serving.handler.upgrade(port, { context: serving.service.context })
  port.start()
}

async function stop(): Promise<void> {
  await serving?.service.close()
  process.exit(0)
}

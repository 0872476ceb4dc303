import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { FromService, type ServiceStart, type ToService } from './service-messages.ts'

export interface ServiceNews {
  readonly onMessage: (message: FromService) => void
  readonly onExit: () => void
}

/** One run of the terminal service in its own process. */
export interface ServiceRun {
  /** Hands the service one end of a channel to the page. */
  readonly connect: (port: MessagePortMain) => void
  readonly askToStop: () => void
  readonly kill: () => void
}

/** Starts the bundle at `modulePath` and tells it what to serve. `onExit` is called once, however it ends. */
export function startService(modulePath: string, start: ServiceStart, news: ServiceNews): ServiceRun {
  const child: UtilityProcess = utilityProcess.fork(modulePath, [], {
    serviceName: 'terminal service',
    stdio: 'inherit',
  })
  const send = (message: ToService, ports: MessagePortMain[] = []): void => child.postMessage(message, ports)
  child.on('message', (message: unknown) => news.onMessage(FromService.parse(message)))
  child.once('exit', news.onExit)
  send(start)
  return {
    connect: (port) => send({ type: 'connect' }, [port]),
    askToStop: () => send({ type: 'stop' }),
    kill: () => {
      child.kill()
    },
  }
}

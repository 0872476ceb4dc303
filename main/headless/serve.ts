import { openTerminalService } from '../service.ts'
import { type FromServer, ToServer } from './messages.ts'
import { servePages } from './server.ts'

/** The terminal service under plain Node: started and kept running by main.ts, told everything over its channel. */

// Files of a terminal are its user's alone, whatever folder it was given.
process.umask(0o077)

process.once('message', (message) => void start(ToServer.parse(message)))

async function start(options: ToServer): Promise<void> {
  const opened = openTerminalService({
    dataFolder: options.dataFolder,
    version: options.version,
    centralUrl: options.centralUrl ?? undefined,
    enrolmentCode: options.enrolmentCode ?? undefined,
    simulatedReader: options.demonstration,
  })
  if (!opened.ok) return refuse(opened.code, options.dataFolder)
  const service = opened.value
  const served = await servePages(service, options)
  if (!served.ok) {
    await service.close()
    return refuse(served.code, String(options.port))
  }
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    await served.value.close()
    await service.close()
    process.exit(0)
  }
  // The cabinet is gone, however it ended: without it nobody would start this again.
  process.on('disconnect', () => void end())
  process.on('SIGTERM', () => void end())
  // A terminal's Ctrl+C reaches the cabinet as well, which ends this process in order.
  process.on('SIGINT', () => {})
  tell({ type: 'ready', port: served.value.port, pid: process.pid })
}

function refuse(code: string, place: string): void {
  process.send?.({ type: 'refused', code, place } satisfies FromServer, () => process.exit(2))
}

function tell(message: FromServer): void {
  process.send?.(message)
}

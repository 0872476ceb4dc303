import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Runs the script named by its first argument, and ends it as if it had been sent SIGTERM when the channel to the
 * process that started it closes: because that one ended, was killed, or let go of it. A channel, not a signal,
 * since Windows has no signals and a killed process can send none.
 */
const GRACE_MS = 8_000

if (process.channel !== undefined) {
  process.once('disconnect', () => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(143)
    setTimeout(() => process.exit(143), GRACE_MS).unref()
    process.emit('SIGTERM', 'SIGTERM')
  })
  process.channel.unref()
}

const [, , entry = '', ...args] = process.argv
process.argv = [process.execPath, resolve(entry), ...args]
await import(pathToFileURL(resolve(entry)).href)

/**
 * Loaded (`--import`) into each process that another one of these scripts starts with a channel: when the channel
 * closes, because the parent ended, was killed or let go of it, the process ends as if it had been sent SIGTERM.
 * A channel, not a signal, since Windows has no signals and a killed parent can send none.
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

export {}

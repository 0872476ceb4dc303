import type { CentralSite } from './central-site.ts'
import { connectionsIn } from './environment.ts'
import type { TerminalSite } from './terminal-site.ts'

/**
 * Facts that a terminal takes for acknowledged though the central store does not have them. Most such mistakes are
 * mended by the next comparison of both sides, so they are looked for while the shop lives and not only at its end.
 */
export function clearedTooEarly(central: CentralSite, sites: readonly TerminalSite[]): string[] {
  const store = connectionsIn(central.folder).find(({ name }) => name === central.file)
  // A store that was put back does not have what it once acknowledged, until its terminals hear of that.
  if (!store || central.restores > 0) return []
  const there = store.prepare('SELECT acknowledged_seq FROM epochs WHERE terminal_id = ? AND epoch = ?').pluck()
  return sites.flatMap((site) => {
    const terminal = site.service?.context.terminal
    const identity = terminal?.settings.identity()
    if (!terminal || !identity || site.hasRolledBack) return []
    return terminal.store.journal.epochs().flatMap(({ epoch }) => {
      const here = terminal.store.outbox.acknowledgedSeq(epoch)
      const known = Number(there.get(identity.terminalId, epoch) ?? 0)
      return here <= known ? [] : [`${site.name} takes ${here} facts for acknowledged, the central store has ${known}`]
    })
  })
}

import type { CentralSite } from './central-site.ts'
import type { TerminalSite } from './terminal-site.ts'
import type { World } from './world.ts'

/** What is promised of how often the store believes one terminal, said here again. */
const BELIEF_INTERVAL_MS = 3_600_000
const EPOCH_END = 'SELECT acknowledged_seq FROM epochs WHERE terminal_id = ? AND epoch = ?'
const BELIEVED_AT = 'SELECT believed_at_ms FROM terminals WHERE terminal_id = ?'

/**
 * A store that was put back with its whole folder can hear of it only from a terminal that was told of more. Once that
 * one has sent again what was lost nobody can tell any more, so this looks at the moment when it begins to.
 */
export class Untold {
  readonly #world: World
  readonly #central: CentralSite
  /** When each terminal last began to follow another incarnation. */
  readonly #followedAtMs = new Map<TerminalSite, number>()
  readonly broken: string[] = []

  constructor(world: World, central: CentralSite) {
    this.#world = world
    this.#central = central
  }

  /** Told what terminals log. */
  readonly heed = (site: TerminalSite, event: string, fields: Readonly<Record<string, unknown>>): void => {
    if (event === 'sync.incarnation_changed') this.#followedAtMs.set(site, this.#world.nowMs)
    if (event !== 'sync.rewound' || !this.#couldTell(site, Number(fields['epoch']), fields['acknowledgedSeq'])) return
    this.broken.push(`${site.name} sends again what the central store lost, and did not tell it that it was put back`)
  }

  /** Only of its present epoch, where the store knows that too, in the name of its incarnation, and once an hour. */
  #couldTell(site: TerminalSite, epoch: number, acknowledgedSeq: unknown): boolean {
    const central = this.#central
    const identity = site.service?.context.terminal.settings.identity()
    if (!identity || identity.epoch !== epoch || identity.incarnation !== central.unawareAs) return false
    if (this.#followedAtMs.get(site) === this.#world.nowMs) return false
    const { terminalId } = identity
    const [known] = central.ask<number>(EPOCH_END, terminalId, epoch)
    if (known === undefined || known !== acknowledgedSeq) return false
    const [believedAtMs = 0] = central.ask<number>(BELIEVED_AT, terminalId)
    const sinceMs = central.now() - believedAtMs
    return sinceMs < 0 || sinceMs >= BELIEF_INTERVAL_MS
  }
}

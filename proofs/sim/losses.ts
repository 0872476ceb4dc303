import type { CentralSite } from './central-site.ts'
import type { TerminalSite } from './terminal-site.ts'
import type { Witness } from './witness.ts'

/**
 * Looks, whenever data was put back or damaged, what nobody has any more: only that may be missing in the end. Whatever
 * one side still has at that moment has to come back to the other.
 */
export class Losses {
  readonly #central: CentralSite
  readonly #sites: readonly TerminalSite[]
  readonly #witness: Witness

  constructor(central: CentralSite, sites: readonly TerminalSite[], witness: Witness) {
    this.#central = central
    this.#sites = sites
    this.#witness = witness
  }

  /** Call it at once after a terminal's data was put back from a copy, or recovered. @returns the ids that are gone. */
  ofTerminal(site: TerminalSite): readonly string[] {
    const here = site.ids()
    const elsewhere = this.#elsewhere()
    const gone: string[] = []
    for (const [id, seen] of this.#witness.ofTerminal(site.name)) {
      if (here.has(id)) continue
      seen.forgotten = true
      if (elsewhere.has(id)) continue
      if (!seen.gone) gone.push(id)
      seen.gone = true
    }
    // What it read from the paper of others may be gone with it.
    this.ofCentral()
    return gone
  }

  /** Call it at once after the central store was put back from a copy. */
  ofCentral(): void {
    const elsewhere = this.#elsewhere()
    for (const site of this.#sites.filter(({ hasLostData }) => hasLostData)) {
      const here = site.ids()
      for (const [id, seen] of this.#witness.ofTerminal(site.name))
        if (!here.has(id) && !elsewhere.has(id)) seen.gone = true
    }
  }

  /** What the central store has, and what terminals read from the paper of others. */
  #elsewhere(): ReadonlySet<string> {
    const carriers = this.#sites.filter(({ hasCarriedPaper }) => hasCarriedPaper)
    return new Set([...this.#central.ids(), ...carriers.flatMap((site) => [...site.papers()])])
  }
}

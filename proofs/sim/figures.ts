export interface Failure {
  readonly seed: number
  readonly replay: string
  readonly broken: readonly string[]
}

/** What came of running some seeds. */
export interface Figures {
  readonly seeds: number
  readonly orders: number
  readonly cancellations: number
  /** How often each fault happened, by its name. */
  readonly faults: Readonly<Record<string, number>>
  readonly cpuMs: number
  readonly wallMs: number
  /** Of all that happened, event by event: the same for the same seeds, always. */
  readonly traceHash: string
  readonly broken: readonly Failure[]
}

export const NO_FIGURES: Figures = {
  ...{ seeds: 0, orders: 0, cancellations: 0, faults: {}, cpuMs: 0, wallMs: 0 },
  traceHash: '0'.repeat(64),
  broken: [],
}

/** The figures of both lots of seeds, whichever was run first, beside each other or not. */
export function addFigures(one: Figures, other: Figures): Figures {
  return {
    seeds: one.seeds + other.seeds,
    orders: one.orders + other.orders,
    cancellations: one.cancellations + other.cancellations,
    faults: sums(one.faults, other.faults),
    cpuMs: one.cpuMs + other.cpuMs,
    wallMs: Math.max(one.wallMs, other.wallMs),
    traceHash: (BigInt(`0x${one.traceHash}`) ^ BigInt(`0x${other.traceHash}`)).toString(16).padStart(64, '0'),
    broken: [...one.broken, ...other.broken],
  }
}

function sums(one: Figures['faults'], other: Figures['faults']): Figures['faults'] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted()
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]))
}

const GROUP_SIZE = 32

/**
 * Commits items that arrive close together in one go, since a disk sync costs the same for one and for many.
 * Where a group fails as a whole its items are tried one by one, so that one cannot take the others down with it.
 * @param commit answers each item, in their order, once all of them are on disk.
 * @param windowMs how long the first item waits for company; 0 is for what comes at the same moment.
 */
export function groupCommit<Item, Outcome>(
  commit: (items: readonly Item[]) => Promise<Outcome[]>,
  windowMs: number,
): (item: Item) => Promise<Outcome> {
  interface Waiting {
    readonly item: Item
    resolve(outcome: Outcome): void
    reject(error: unknown): void
  }
  const waiting: Waiting[] = []
  let running = false

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await commit(group.map(({ item }) => item))
      for (const [index, { resolve }] of group.entries()) resolve(outcomes[index]!)
    } catch (error) {
      if (group.length === 1 || concernsAll(error)) for (const { reject } of group) reject(error)
      else for (const one of group) await commitGroup([one])
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) await commitGroup(waiting.splice(0, GROUP_SIZE))
    running = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running) return
      running = true
      if (windowMs > 0) setTimeout(() => void run(), windowMs)
      else setImmediate(() => void run())
    })
}

/** The disk or the lock failed, not one of the items. */
function concernsAll(error: unknown): boolean {
  return /^SQLITE_(BUSY|FULL|IOERR)/.test(String((error as { code?: unknown }).code))
}

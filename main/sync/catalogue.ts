import type { ChangesAnswer } from '../../contract/central.ts'
import { publish, type TerminalContext } from '../context.ts'
import { terminalInfo } from '../info.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { mustLeadOn } from './leads-on.ts'
import { takeSnapshot } from './snapshot.ts'
import { publishSync } from './status.ts'

/** Brings the terminal's catalogue to the store's newest version. */
export async function pullCatalogue(
  context: TerminalContext,
  client: CentralClient,
  snapshotFile: string,
): Promise<void> {
  const { settings, store } = context
  const before = settings.catalogue().version
  if (before === 0 || settings.catalogueStale()) await takeSnapshot(context, client, snapshotFile)
  for (;;) {
    const since = settings.catalogue().version
    let page
    try {
      page = await client.changes(since)
    } catch (error) {
      if (!(error instanceof CentralError) || !error.code.startsWith('catalogue.cursor_')) throw error
      await takeSnapshot(context, client, snapshotFile)
      break
    }
    // What changed after a version of a store that was put back is not what changed after this terminal's.
    if (page.incarnation !== undefined && page.incarnation !== settings.identity()?.incarnation) {
      settings.saveCatalogueStale(true)
      break
    }
    store.transaction(() => takeChanges(context, page))
    if (page.complete) break
    mustLeadOn(since, page.next)
  }
  if (settings.catalogue().version !== before) announceCatalogue(context)
}

export function announceCatalogue(context: TerminalContext): void {
  publish(context, { type: 'catalogue', version: context.settings.catalogue().version })
  publish(context, { type: 'info', info: terminalInfo(context) })
  publishSync(context)
}

/** Puts one page of changes into the catalogue; call it in a transaction. */
export function takeChanges({ settings, store }: TerminalContext, page: ChangesAnswer): void {
  store.catalogue.upsert(page.products, page.removedSkus, page.categories)
  const changed = page.products.length + page.removedSkus.length > 0
  const products = changed ? store.catalogue.count() : settings.catalogue().products
  settings.saveCatalogue({ version: page.next, asOfMs: page.asOfMs, products })
  settings.saveShop(page.shop)
}

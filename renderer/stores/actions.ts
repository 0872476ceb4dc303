import type { PrintingStatus, ReaderAnswer, Settings } from '../../contract/terminal.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import type { Minor } from '../../domain/money.ts'
import type { Product } from '../../domain/product.ts'
import { UUID_PATTERN } from '../../domain/ids.ts'
import { parseQuantity } from '../../domain/quantity.ts'
import { failureOf } from '../transports/client.ts'
import type { Stores } from './stores.ts'
import type { Screen } from './view-store.ts'
import type { Tile } from './tiles.ts'

/** What a clerk's choice or scan does; the same whether it came by touch, keyboard or scanner. */
export interface Actions {
  chooseTile(tile: Tile): void
  chooseProduct(product: Product): void
  scan(code: string): void
  /** One action: saves the order as paid exactly, prints, and is ready for the next. */
  payExactCash(): Promise<void>
  payCash(tenderedMinor: Minor): Promise<void>
  payCard(): Promise<void>
  /** Shows the ways to pay; nothing where there is nothing to pay. */
  openPay(kind: 'cash' | 'card'): void
  askCard(attemptId: string): Promise<void>
  /** Opens Orders at a number or an order's id; at all of them for an empty text. */
  lookUp(query: string): void
  go(screen: Screen): void
  changeSettings(change: Partial<Settings>): Promise<boolean>
  simulateReader(answer: ReaderAnswer): Promise<void>
  syncNow(): Promise<void>
  /** Prints the receipt of the last order once more. */
  reprint(): Promise<void>
  reprintOrder(order: { readonly orderId: string; readonly number: string }): Promise<void>
  printTestPage(): Promise<void>
  retryPrint(jobId: string): Promise<void>
  skipPrint(jobId: string): Promise<void>
}

export function createActions(stores: Stores): Actions {
  const { client, catalogue, notice, order, orders, pay: payStore, terminal, view } = stores

  /** While the reader is at work the order it charges for must stay as it is. */
  function cardIsBusy(): boolean {
    const { phase } = payStore.getState()
    const busy = phase === 'card-waiting' || phase === 'card-asking' || isCardOutstanding(stores)
    if (busy) notice.getState().show({ kind: 'card-busy' })
    return busy
  }

  function chooseProduct(product: Product): void {
    if (cardIsBusy()) return
    const { prefix, forgetQuantity, toTicket, open } = view.getState()
    if (prefix.sealed === null && product.unit === 'gram') return open({ kind: 'weight', sku: product.sku })
    forgetQuantity()
    toTicket()
    const quantity = prefix.sealed === null ? 1 : parseQuantity(prefix.sealed, product.unit)
    if (quantity === undefined) {
      const failure = { code: 'cart.quantity_invalid', details: {} } as const
      return notice.getState().show({ kind: 'failure', failure })
    }
    void order.getState().add(product.sku, quantity)
  }

  function chooseTile(tile: Tile): void {
    if (tile.products.length === 1) return chooseProduct(tile.face)
    if (cardIsBusy()) return
    view.getState().open({ kind: 'variants', style: tile.face.variant?.style ?? '' })
  }

  function scan(code: string): void {
    const { index, shelves } = catalogue.getState()
    const [sku] = index?.skusOfBarcode(code) ?? []
    const product = sku === undefined ? undefined : shelves?.bySku.get(sku)
    if (product) return chooseProduct(product)
    if (parseOrderNumber(code).ok || UUID_PATTERN.test(code)) return lookUp(code)
    notice.getState().show({ kind: 'unknown-barcode', barcode: code })
  }

  /** Whatever comes of it, the ticket is where its outcome shows; a failure stays where the clerk is. */
  async function pay(payment: Promise<boolean>): Promise<void> {
    if (await payment) view.getState().toTicket()
  }

  async function payExactCash(): Promise<void> {
    if (cardIsBusy()) return
    await pay(payStore.getState().payCash('exact'))
    showPayFailure()
  }

  async function payCard(): Promise<void> {
    if (cardIsBusy()) return
    view.getState().open({ kind: 'card' })
    await pay(payStore.getState().payCard())
  }

  /** The Pay panels say why themselves; from the ticket, the notice bar does. */
  function showPayFailure(): void {
    const { failure } = payStore.getState()
    if (failure && view.getState().panel.kind === 'lines') notice.getState().show({ kind: 'failure', failure })
  }

  async function reprint(): Promise<void> {
    try {
      const last = payStore.getState().last ?? (await client.order.list({ query: '', olderThan: null }))[0]
      if (!last) return notice.getState().show({ kind: 'nothing-to-reprint' })
      await reprintOrder(last)
    } catch (error) {
      showFailure(error)
    }
  }

  async function reprintOrder({ orderId, number }: { orderId: string; number: string }): Promise<void> {
    try {
      await client.order.reprint({ orderId })
      notice.getState().show({ kind: 'reprinting', number })
    } catch (error) {
      showFailure(error)
    }
  }

  function lookUp(query: string): void {
    view.getState().show('orders')
    void orders.getState().search(query)
  }

  async function changeSettings(change: Partial<Settings>): Promise<boolean> {
    try {
      const settings = await client.settings.change(change)
      const { info, setInfo } = terminal.getState()
      if (info) setInfo({ ...info, settings })
      return true
    } catch (error) {
      showFailure(error)
      return false
    }
  }

  function showFailure(error: unknown): void {
    notice.getState().show({ kind: 'failure', failure: failureOf(error) })
  }

  function openPay(kind: 'cash' | 'card'): void {
    if ((order.getState().cart?.lines.length ?? 0) > 0) view.getState().open({ kind })
  }

  /** A call whose answer is the print queue. */
  async function printing(answer: Promise<PrintingStatus>): Promise<void> {
    await answer.then(terminal.getState().setPrinting, showFailure)
  }

  return {
    chooseTile,
    chooseProduct,
    scan,
    payExactCash,
    payCash: (tenderedMinor) => pay(payStore.getState().payCash(tenderedMinor)),
    payCard,
    askCard: (attemptId) => pay(payStore.getState().askCard(attemptId)),
    openPay,
    lookUp,
    go: (screen) => (screen === 'orders' ? lookUp('') : view.getState().show(screen)),
    changeSettings,
    simulateReader: (answer) =>
      client.settings.simulateReader({ answer }).then(terminal.getState().setInfo, showFailure),
    syncNow: () => client.sync.now().then(terminal.getState().setSync, showFailure),
    reprint,
    reprintOrder,
    printTestPage: () => printing(client.printing.test()),
    retryPrint: (jobId) => printing(client.printing.retry({ jobId })),
    skipPrint: (jobId) => printing(client.printing.skip({ jobId })),
  }
}

/** A card payment whose outcome nobody knows yet; this order may not be changed or paid otherwise until it is. */
export function isCardOutstanding({ terminal }: Stores): boolean {
  const outcome = terminal.getState().info?.outstandingCard?.outcome
  return outcome === 'intent' || outcome === 'unknown'
}

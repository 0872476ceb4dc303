import { UUID_PATTERN } from '../../domain/ids.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import { isPaperCode } from '../../domain/paper-codes.ts'
import type { Product } from '../../domain/product.ts'
import { parseQuantity } from '../../domain/quantity.ts'
import { tellCardBusy } from './card-busy.ts'
import type { Stores } from './feature-stores.ts'
import type { Tile } from './tiles.ts'

export interface GoodsActions {
  chooseTile(tile: Tile): void
  chooseProduct(product: Product): void
  scan(code: string): void
  /** Something was scanned that is no code. */
  scanUnreadable(): void
}

/** Where a scan leads that is not of goods. */
interface ScanTargets {
  /** Opens Orders at the number of a receipt. */
  lookUp(query: string): void
  takePaperCode(text: string): void
}

export function createGoodsActions(stores: Stores, { lookUp, takePaperCode }: ScanTargets): GoodsActions {
  const { catalogue, notice, order, paper, view } = stores

  function chooseProduct(product: Product): void {
    if (tellCardBusy(stores)) return
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
    if (tellCardBusy(stores)) return
    view.getState().open({ kind: 'variants', style: tile.face.variant?.style ?? '' })
  }

  function scan(code: string): void {
    if (isPaperCode(code)) return takePaperCode(code)
    const product = productOf(code)
    if (product) return chooseProduct(product)
    if (parseOrderNumber(code).ok || UUID_PATTERN.test(code)) return lookUp(code)
    if (view.getState().screen === 'paper') return paper.getState().refuse()
    notice.getState().show({ kind: 'unknown-barcode', barcode: code })
  }

  function scanUnreadable(): void {
    if (view.getState().screen === 'paper') return paper.getState().refuse()
    notice.getState().show({ kind: 'unreadable-scan' })
  }

  function productOf(barcode: string): Product | undefined {
    const { index, shelves } = catalogue.getState()
    // The index is built a moment after the tiles are shown; a scan must not depend on that moment.
    if (!index) return shelves?.products.find(({ barcodes }) => barcodes.includes(barcode))
    const [sku] = index.skusOfBarcode(barcode)
    return sku === undefined ? undefined : shelves?.bySku.get(sku)
  }

  return { chooseTile, chooseProduct, scan, scanUnreadable }
}

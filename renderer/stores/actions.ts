import { createGoodsActions, type GoodsActions } from './goods-actions.ts'
import { createPayActions, type PayActions } from './pay-actions.ts'
import { createPrintActions, type PrintActions } from './print-actions.ts'
import { createSafetyActions, type SafetyActions } from './safety-actions.ts'
import { createTerminalActions, type TerminalActions } from './terminal-actions.ts'
import type { Stores } from './feature-stores.ts'

/** What a clerk does; the same whether it came by touch, keyboard or scanner. */
export type Actions = GoodsActions & PayActions & PrintActions & SafetyActions & TerminalActions

export function createActions(stores: Stores): Actions {
  const terminal = createTerminalActions(stores)
  const safety = createSafetyActions(stores)
  return {
    ...terminal,
    ...safety,
    ...createGoodsActions(stores, { lookUp: terminal.lookUp, takePaperCode: safety.takePaperCode }),
    ...createPayActions(stores),
    ...createPrintActions(stores),
  }
}

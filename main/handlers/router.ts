import { cart } from './cart.ts'
import { catalogue } from './catalogue.ts'
import { contract } from './contract.ts'
import { courier } from './courier.ts'
import { info, watch } from './info.ts'
import { order } from './order.ts'
import { paper } from './paper.ts'
import { printing } from './printing.ts'
import { safety } from './safety.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'

/** The whole contract, carried out. */
export const router = contract.router({
  info,
  watch,
  catalogue,
  cart,
  order,
  sync,
  printing,
  settings,
  safety,
  courier,
  paper,
})

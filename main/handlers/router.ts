import { cart } from './cart.ts'
import { catalogue } from './catalogue.ts'
import { contract } from './contract.ts'
import { info, watch } from './info.ts'
import { order } from './order.ts'
import { printing } from './printing.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'

/** The whole contract, carried out. */
export const router = contract.router({ info, watch, catalogue, cart, order, sync, printing, settings })

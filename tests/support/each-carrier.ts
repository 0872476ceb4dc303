import { isDefinedError } from '@orpc/client'
import { describe, onTestFinished } from 'vitest'
import type { CartView } from '../../contract/cart.ts'
import type { CartChange } from '../../domain/cart-change.ts'
import type { TerminalOptions, TerminalService } from '../../main/service.ts'
import { newFolder } from './folders.ts'
import {
  CARRIERS,
  enrolFolder,
  newTestId,
  openService,
  type Carrier,
  type Connection,
  type TerminalClient,
} from './terminal.ts'

export interface Opened extends Connection {
  readonly service: TerminalService
  readonly folder: string
  /** Another window of the same terminal. */
  connectAgain(): Promise<Connection>
}

export type Open = (options?: Partial<TerminalOptions> & { readonly folder?: string }) => Promise<Opened>

/** Runs one suite over a WebSocket and over a MessagePort. A terminal that a test opens is closed after it. */
export function overEachCarrier(suite: (open: Open) => void): void {
  describe.each([...CARRIERS])('over a $name', (carrier) => suite((options) => openOver(carrier, options)))
}

async function openOver(carrier: Carrier, options: Parameters<Open>[0] = {}): Promise<Opened> {
  const { folder = enrolFolder(newFolder()), ...rest } = options
  const opened = openService(folder, rest)
  let closing: Promise<void> | undefined
  const service = { ...opened, close: () => (closing ??= opened.close()) }
  onTestFinished(() => service.close())
  const connectAgain = async () => {
    const connection = await carrier.connect(service)
    onTestFinished(() => connection.close())
    return connection
  }
  return { ...(await connectAgain()), service, folder, connectAgain }
}

/** How a call was refused: by which code, and whether the contract promises it. `null` where it was not refused. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ readonly code: unknown; readonly isPromised: boolean; readonly data: unknown } | null> {
  try {
    await call
    return null
  } catch (error) {
    const { code, data } = error as { code?: unknown; data?: unknown }
    return { code, isPromised: isDefinedError(error as Error), data }
  }
}

export function promised(code: string, data?: unknown) {
  return data === undefined ? { code, isPromised: true } : { code, isPromised: true, data }
}

export function add(sku: string, quantity = 1): CartChange {
  return { kind: 'add', lineId: newTestId(), sku, quantity }
}

/** Applies changes to the open cart. */
export async function apply(client: TerminalClient, ...changes: CartChange[]): Promise<CartView> {
  const { orderId } = await client.cart.get()
  return client.cart.apply({ changeId: newTestId(), orderId, changes })
}

/** Two packets of tea, 2,400. */
export async function sellTea(client: TerminalClient) {
  const { orderId } = await apply(client, add('TEA', 2))
  return client.order.placeCash({ orderId, tenderedMinor: 5_000 })
}

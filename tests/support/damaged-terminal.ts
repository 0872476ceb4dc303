import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished } from 'vitest'
import type { OwnFact } from '../../contract/facts.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { newFolder } from './folders.ts'
import { newTestId, openService } from './terminal.ts'

/** A terminal whose files a test damages: it sold before, and is opened again. */

const NO_TIMER: Timer = { after: () => ({ cancel() {} }) }

export function open(folder: string) {
  let hasEnded = false
  const service = openService(folder, { timer: NO_TIMER, endProcess: () => (hasEnded = true) })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  // One whose database is gone under it does not close in order either; a program ends itself then.
  onTestFinished(() => (hasEnded ? undefined : close()))
  const client = createRouterClient(service.router, { context: service.context })
  const add = async () => {
    const { orderId } = await client.cart.get()
    const change = { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 2 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    return { orderId, lineId: change.lineId }
  }
  const sell = async () => client.order.placeCash({ orderId: (await add()).orderId, tenderedMinor: 5_000 })
  const cancel = async (orderId: string) => {
    const { order } = await client.order.get({ orderId })
    const lines = [{ lineId: order.lines[0]!.lineId, quantity: 1 }]
    return client.order.cancel({ orderId, cancellationId: newTestId(), lines })
  }
  const orderIds = async () => (await client.order.list({ query: '', olderThan: null })).map(({ orderId }) => orderId)
  const backUp = async () => expect(await service.context.backups.now()).toMatchObject({ outcome: 'done' })
  const context = service.context.terminal
  return {
    client,
    close,
    add,
    sell,
    cancel,
    orderIds,
    backUp,
    context,
    report: () => recoveryReport(context),
    hasEnded: () => hasEnded,
    service,
  }
}

export type Terminal = ReturnType<typeof open>

/** Two orders in a backup and three since. */
export async function businessIn(folder: string): Promise<{ terminal: Terminal; sold: string[] }> {
  const terminal = open(folder)
  const sold: string[] = []
  for (let i = 0; i < 2; i++) sold.push((await terminal.sell()).orderId)
  await terminal.backUp()
  for (let i = 0; i < 3; i++) sold.push((await terminal.sell()).orderId)
  return { terminal, sold }
}

/** The folder as a crash leaves it. */
export function crash(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

export function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

export function factsOf({ context }: Terminal): OwnFact[] {
  return context.store.journal
    .from(1, 1, 100)
    .map((entry) => ({ ...entry, verdict: { seq: entry.seq, outcome: 'accepted' } }))
}

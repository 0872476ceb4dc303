import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, onTestFinished } from 'vitest'
import type { SyncStatus } from '../../contract/terminal.ts'
import type { TerminalOptions } from '../../main/service.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { TestStore } from './central-store.ts'
import { newFolder } from './folders.ts'
import { eventually, openService, type TerminalClient } from './terminal.ts'

/** A terminal and a real central store in this process, over real sockets; a test asks for each round. */

export let central: TestStore

beforeEach(async () => {
  central = await TestStore.withProducts()
})
afterEach(() => central.remove())

/** Nothing happens by itself: a test asks for each round. */
const patientTimer: Timer = { after: () => ({ cancel() {} }) }

export async function openTerminal(
  options: Partial<Pick<TerminalOptions, 'centralUrl' | 'enrolmentCode' | 'clock' | 'simulatedReader' | 'timer'>> & {
    folder?: string
  } = {},
) {
  const { folder = newFolder(), ...rest } = options
  const service = openService(folder, {
    simulatedReader: false,
    centralUrl: central.central.url,
    enrolmentCode: options.enrolmentCode ?? (await central.newCode()),
    timer: patientTimer,
    ...rest,
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  onTestFinished(close)
  const client = createRouterClient(service.router, { context: service.context })
  return { service, client, folder, close }
}

/** Asks for rounds until one has succeeded that began after now. */
export async function synced(client: TerminalClient): Promise<SyncStatus> {
  const before = (await client.sync.status()).lastSuccessAtMs ?? 0
  await eventually(
    () => Date.now(),
    // A terminal whose clock is ahead has moved on by the next round anyway.
    (nowMs) => nowMs > before || before > nowMs + 60_000,
  )
  await client.sync.now()
  return eventually(
    async () => {
      const status = await client.sync.status()
      if (status.phase === 'backing-off') await client.sync.now()
      return status
    },
    (status) => status.phase === 'waiting' && (status.lastSuccessAtMs ?? 0) > before && status.lastError === null,
  )
}

export async function failed(client: TerminalClient): Promise<SyncStatus> {
  return eventually(
    () => client.sync.status(),
    (status) => status.phase === 'backing-off',
  )
}

import type { SyncStatus } from '../../contract/terminal.ts'
import { publish, type TerminalContext } from '../context.ts'

export function syncStatus(context: TerminalContext): SyncStatus {
  const { store, settings, clock } = context
  const state = context.live.sync
  const catalogue = settings.catalogue()
  const { nextAttemptMonotonicMs: nextMs } = state
  return {
    phase: state.phase === 'stopped' ? 'waiting' : state.phase,
    unsent: store.outbox.countWaiting(),
    unsentOrders: store.outbox.countWaitingOrders(),
    refused: store.orders.countRefused(),
    lastSuccessAtMs: settings.lastSyncAtMs(),
    nextAttemptAtMs: nextMs === null ? null : clock.nowMs() + nextMs - clock.monotonicMs(),
    failedAttempts: state.failedAttempts,
    lastError: state.lastError,
    catalogueVersion: catalogue.version,
    catalogueAsOfMs: catalogue.asOfMs,
    products: catalogue.products,
    centralUrl: context.centralUrl ?? null,
    clockSkewMs: context.live.clockSkewMs,
  }
}

export function publishSync(context: TerminalContext): void {
  publish(context, { type: 'sync', sync: syncStatus(context) })
}

import { isDiskFull } from '../../db/open.ts'
import type { TerminalContext } from '../context.ts'
import type { Timer } from '../ports/timer.ts'
import { heedDamage } from '../recovery/damage.ts'
import { CentralError } from './central-client.ts'
import { stepSync, type SyncEffect, type SyncEvent } from './machine.ts'
import { publishSync } from './status.ts'

export interface SyncDriver {
  start(): void
  /** Syncs at once, or as soon as the round under way is over. */
  now(): void
  intervalChanged(): void
  /** Ends the round under way; nothing it had not finished is kept by half. */
  stop(): Promise<void>
}

/**
 * Performs what the sync machine says.
 * @param round one talk with the central store; throws a CentralError where it fails.
 */
export function syncDriver(
  context: TerminalContext,
  timer: Timer,
  round: (signal: AbortSignal) => Promise<void>,
): SyncDriver {
  const abort = new AbortController()
  let pending: { cancel(): void } | undefined
  let running: Promise<void> = Promise.resolve()

  const send = (event: SyncEvent): void => {
    const { state, effects } = stepSync(context.live.sync, event, {
      intervalMs: context.settings.settings().syncIntervalMs,
      monotonicMs: context.clock.monotonicMs(),
      fraction: context.random.fraction(),
    })
    context.live.sync = state
    for (const effect of effects) perform(effect)
    publishSync(context)
  }
  const perform = (effect: SyncEffect): void => {
    switch (effect.type) {
      case 'clear-timer':
        pending?.cancel()
        pending = undefined
        return
      case 'set-timer':
        pending = timer.after(effect.delayMs, () => send({ type: 'timer' }))
        return
      case 'run-round':
        running = runRound(effect.round)
    }
  }
  const runRound = async (number: number): Promise<void> => {
    try {
      await round(abort.signal)
      if (!abort.signal.aborted) send({ type: 'succeeded', round: number })
    } catch (error) {
      if (abort.signal.aborted) return
      heedDamage(context, error)
      const code = error instanceof CentralError ? error.code : isDiskFull(error) ? 'disk.full' : 'internal.failure'
      context.log('sync.failed', { code, why: error instanceof Error ? error.message : String(error) })
      send({ type: 'failed', round: number, error: code })
    }
  }
  return {
    start: () => send({ type: 'started' }),
    now: () => send({ type: 'asked' }),
    intervalChanged: () => send({ type: 'interval-changed' }),
    async stop() {
      abort.abort()
      send({ type: 'stopped' })
      await running
    },
  }
}

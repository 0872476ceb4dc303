import { hostname } from 'node:os'
import { join } from 'node:path'
import { isDiskFull } from '../db/open.ts'
import { ok, type Result } from '../domain/result.ts'
import { eventPublisher, type TerminalContext } from './context.ts'
import type { HandlerContext } from './handlers/contract.ts'
import { router } from './handlers/router.ts'
import { simulatedReader } from './payments/simulated-reader.ts'
import { systemClock, type Clock } from './ports/clock.ts'
import { systemDisk, type Disk } from './ports/disk.ts'
import { stderrLog, type Log } from './ports/log.ts'
import { newId, systemRandom, type Random } from './ports/random.ts'
import { systemTimer, type Timer } from './ports/timer.ts'
import { checkJournal } from './journal/check.ts'
import { heedWitness } from './journal/witness.ts'
import { renewCartAtStart } from './ordering.ts'
import { printWorker } from './printing/worker.ts'
import { keepBackups } from './recovery/backups.ts'
import { damageHandler, EXIT_DAMAGED, heedDamage } from './recovery/damage.ts'
import { isCheckedBeforeStart } from './recovery/inspect.ts'
import { openFolder } from './recovery/open-folder.ts'
import { UNKNOWN_STORAGE } from './recovery/storage-status.ts'
import { publishSafety } from './safety.ts'
import type { TerminalSettings } from './settings.ts'
import { centralClient, CentralError, unknownStore, type CentralClient } from './sync/central-client.ts'
import { syncDriver } from './sync/driver.ts'
import type { Carrier } from './sync/http.ts'
import { INITIAL_SYNC } from './sync/machine.ts'
import { syncRound } from './sync/round.ts'

export interface TerminalOptions {
  /** Made where it is not there yet; this process alone uses it. */
  readonly dataFolder: string
  readonly version: string
  readonly centralUrl?: string | undefined
  /** One-time code of the central store; needed once. */
  readonly enrolmentCode?: string | undefined
  /** Without a reader, cards are not taken. */
  readonly simulatedReader?: boolean | undefined
  readonly clock?: Clock
  readonly random?: Random
  readonly timer?: Timer
  /** HTTP where nothing else is given. */
  readonly carrier?: Carrier
  readonly disk?: Disk
  /** False where neither a disk nor the time on it is real. */
  readonly keepsBackups?: boolean
  /** How this process ends itself where its database turns out to be damaged; it is started again then. */
  readonly endProcess?: () => void
  readonly log?: Log
}

export type StartError =
  | 'start.runtime_too_old'
  | 'start.newer_database'
  | 'start.key_wrong'
  | 'start.key_missing'
  | 'start.not_writable'
  | 'start.disk_full'
  | 'start.damaged'
  | 'start.locked'

/** The terminal, whichever cabinet it stands in: an oRPC router, and what its handlers are called with. */
export interface TerminalService {
  readonly router: typeof router
  readonly context: HandlerContext
  /** Ends what is under way and closes the database; every order placed before is kept. */
  close(): Promise<void>
}

/** Opens a terminal's data folder and begins to sync and print. */
export function openTerminalService(options: TerminalOptions): Result<TerminalService, StartError> {
  const clock = options.clock ?? systemClock
  const timer = options.timer ?? systemTimer
  const random = options.random ?? systemRandom
  const log = options.log ?? stderrLog(() => clock.nowMs())
  const opened = openFolder(options.dataFolder, { version: options.version, clock, random, log })
  if (!opened.ok) return opened
  const { store, settings, keys, witness, lock, key } = opened.value
  const terminal: TerminalContext = {
    version: options.version,
    bootId: newId(clock, random),
    dataFolder: options.dataFolder,
    store,
    settings,
    keys,
    clock,
    random,
    log,
    reader: options.simulatedReader ? simulatedReader(() => settings.simulatedAnswer(), timer) : undefined,
    events: eventPublisher(),
    centralUrl: centralAddress(settings, options.centralUrl),
    damaged: damageHandler(options.dataFolder, log, options.endProcess ?? (() => process.exit(EXIT_DAMAGED))),
    live: {
      sync: INITIAL_SYNC,
      chargesUnderWay: new Set(),
      clockSkewMs: null,
      journal: { checked: 0, complete: false, broken: null },
      storage: UNKNOWN_STORAGE,
      enrolmentCode: undefined,
    },
  }
  heedWitness(terminal, options.dataFolder)
  renewCartAtStart(terminal)
  const central = centralOf(terminal, options)
  const printing = printWorker(terminal, timer)
  const sync = syncDriver(terminal, timer, (signal) => runRound(terminal, options, central(signal), signal))
  printing.wake()
  if (terminal.centralUrl !== undefined) sync.start()
  const tidying = tidyRegularly(terminal, timer)
  const looks = options.keepsBackups === false ? NO_TIMER : timer
  const backups = keepBackups(terminal, {
    ...{ dataFolder: options.dataFolder, key, disk: options.disk ?? systemDisk, timer: looks },
    checkFirst: !isCheckedBeforeStart(options.dataFolder),
  })
  const checking = checkJournal(terminal, { portions: timer, looks }, (isBroken) => {
    if (isBroken) backups.doubt()
    publishSafety(terminal)
  })
  terminal.log('terminal.started', { version: options.version, bootId: terminal.bootId })
  return ok({
    router,
    context: { terminal, sync, printing, backups, central },
    async close() {
      tidying.cancel()
      checking.cancel()
      await Promise.all([sync.stop(), printing.stop(), backups.stop()])
      store.close()
      witness.close()
      lock.release()
    },
  })
}

/** As the start names it. A terminal that has lost everything may have lost what named it too. */
function centralAddress(settings: TerminalSettings, given: string | undefined): string | undefined {
  const known = settings.central()
  if (given === undefined) return known?.isKept ? known.url : undefined
  try {
    if (known?.url !== given || known.isKept) settings.saveCentral({ url: given, isKept: false })
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
  return given
}

const NO_TIMER: Timer = { after: () => ({ cancel() {} }) }

/** Checkpoints by a clock of their own: a network that is away for days must not let the write-ahead log grow. */
const CHECKPOINT_EVERY_MS = 20_000

function tidyRegularly(terminal: TerminalContext, timer: Timer): { cancel(): void } {
  let next = timer.after(CHECKPOINT_EVERY_MS, tidy)
  function tidy(): void {
    try {
      terminal.store.checkpoint()
    } catch (error) {
      heedDamage(terminal, error)
      terminal.log('checkpoint.failed', { why: String(error) })
    }
    next = timer.after(CHECKPOINT_EVERY_MS, tidy)
  }
  return { cancel: () => next.cancel() }
}

/** What was learned of the store in one talk serves the next. */
function centralOf(terminal: TerminalContext, { carrier }: TerminalOptions) {
  const { centralUrl } = terminal
  const traits = unknownStore((storeMs) => {
    terminal.live.clockSkewMs = terminal.clock.nowMs() - storeMs
  })
  const token = () => terminal.settings.identity()?.token
  return (signal: AbortSignal): CentralClient | undefined =>
    centralUrl === undefined ? undefined : centralClient(centralUrl, token, signal, carrier, traits)
}

async function runRound(
  terminal: TerminalContext,
  options: TerminalOptions,
  client: CentralClient | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (!client) throw new CentralError('unreachable', 'no central store is configured')
  await syncRound(terminal, client, {
    terminalName: hostname().slice(0, 80) || 'terminal',
    enrolmentCode: terminal.live.enrolmentCode ?? options.enrolmentCode,
    snapshotFile: join(options.dataFolder, 'catalogue.download'),
    signal,
  })
  publishSafety(terminal)
}

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Details, errors } from './errors-of.ts'
import { MAX_PAPER_CODES } from './fact-body.ts'
import { ControlTotalSchema } from './facts.ts'
import { AmountMinor, BusinessDay, Currency, EpochMs, Id } from './values.ts'

/** What keeps orders safe, as the screens see it: journal, backups, recovery, couriers, orders on paper. */

const Count = z.int().min(0)
const FolderPath = z.string().min(1).max(1_000)
const PaperTexts = z
  .array(z.string().min(1).max(4_296))
  .min(1)
  .max(10 * MAX_PAPER_CODES)

/** What happened to this terminal's data and what became of it, until somebody has read it. */
export const RecoveryReport = z.object({
  atMs: EpochMs,
  /**
   * `missing`: the database was gone. `unreadable`, `pages`: the disk gave back other bytes than were written. `log`: so
   * did the write-ahead log. `behind`: an older copy stood in its place. `journal`, `rows`: rows contradicted each other.
   */
  cause: z.enum(['missing', 'unreadable', 'pages', 'log', 'behind', 'journal', 'rows']),
  /**
   * What the terminal goes on from: a backup, its own database as far as it is sound, or nothing but what was salvaged.
   * `identity`: all that was left is who it is, so that the central store gives back what it has. `anew`: not even that,
   * so that it has to be enrolled again, as another terminal.
   */
  restoredFrom: z.enum(['backup', 'own', 'nothing', 'identity', 'anew']),
  /** Null where there was no backup to go back to. */
  backupTakenAtMs: EpochMs.nullable(),
  /** Orders read out of the damaged files that the backup did not have. */
  salvagedOrders: Count,
  /** Facts that wait for the central store under a new place, as their own could not be kept. */
  requeuedFacts: Count,
  /** Orders and cancellations that came back from the central store since. */
  fetchedBack: Count,
  /** Facts from before that the central store was not known to have, when the terminal opened again. */
  toSend: Count.optional(),
  /** Nothing says how many facts there were: more may be missing than `missing` names. */
  uncounted: z.boolean().optional(),
  /** What was set on the screens may have changed since what it was restored from. */
  settingsUncertain: z.boolean().optional(),
  /** What nobody has: their receipts are the last copy. */
  missing: z.array(z.object({ epoch: z.int(), fromSeq: z.int(), toSeq: z.int() })),
  /** Where the damaged files are, below the data folder. */
  damagedFolder: z.string(),
  seenAtMs: EpochMs.nullable(),
})

/** An order of another terminal that was carried from paper here, and that the central store did not take. */
export const PaperRefusal = z.object({
  orderId: Id,
  number: z.string(),
  atMs: EpochMs,
  code: z.string(),
  details: Details,
})

export const SafetyStatus = z.object({
  journal: z.object({
    /** Facts verified since the start. */
    checked: Count,
    /** Facts there are, with those that came since the start. */
    total: Count,
    /** All of them. */
    complete: z.boolean(),
    /** The first place where the journal, or what the screens show of it, is not what was written. */
    broken: z.object({ epoch: z.int(), seq: z.int(), what: z.string() }).nullable(),
  }),
  backups: z.object({ count: Count, newestAtMs: EpochMs.nullable(), lastError: z.string().nullable() }),
  storage: z.object({ freeBytes: Count.nullable(), low: z.boolean() }),
  recovery: RecoveryReport.nullable(),
  /** How this terminal's business days compare with the central store's. */
  control: z.object({
    agreedThrough: BusinessDay.nullable(),
    differing: z.array(z.object({ businessDay: BusinessDay, here: ControlTotalSchema, there: ControlTotalSchema })),
    differingHeads: Count,
  }),
  courier: z.object({
    lastWrittenAtMs: EpochMs.nullable(),
    lastAcknowledgedAtMs: EpochMs.nullable(),
  }),
  /** Newest first. */
  paperRefusals: z.array(PaperRefusal),
})

export const Stick = z.object({ path: FolderPath, label: z.string(), freeBytes: Count })
export const WrittenStick = z.object({
  file: z.string(),
  facts: Count,
  /** Of these, what people count: sales, cancellations, orders from paper. */
  orders: Count,
  bytes: Count,
  /** What did not fit: it goes with the next one. */
  leftFacts: Count,
})
/** One file of a stick and what came of it: `taken-in`, `carried`, `answered` (before), or one of `errors.ts`. */
export const StickFile = z.object({
  file: z.string(),
  kind: z.enum(['facts', 'acknowledgement', 'unknown']),
  outcome: z.string(),
  terminalNumber: z.int().nullable(),
  facts: Count,
  states: Count,
  products: Count,
  /** There was more to say than fitted: the next acknowledgement brings the rest. */
  more: z.boolean(),
  /** This terminal's catalogue cannot be helped by a stick: it needs the network once. */
  catalogueNeedsNetwork: z.boolean(),
})

/** An order read from paper, before anybody has checked its signature: the central store does. */
export const PaperPreview = z.object({
  orderId: Id,
  number: z.string(),
  placedAtMs: EpochMs,
  totalMinor: AmountMinor,
  currency: Currency,
  lineCount: Count,
  /** It is one of this terminal's own, or was taken in here before and not refused. */
  known: z.boolean(),
})

export const safetyContract = {
  status: oc.output(SafetyStatus),
  /** Somebody has read what happened to the data. */
  recoverySeen: oc.output(SafetyStatus).errors(errors('disk.full', 'disk.failed')),
}

export const courierContract = {
  sticks: oc.output(z.array(Stick)),
  write: oc
    .input(z.object({ folder: FolderPath }))
    .output(WrittenStick)
    .errors(
      errors(
        'terminal.not_enrolled',
        'courier.needs_network',
        'courier.stick_missing',
        'courier.stick_not_writable',
        'courier.stick_full',
        'disk.full',
        'disk.failed',
      ),
    ),
  /** Takes in acknowledgements for this terminal, and carries bundles of others to the central store. */
  read: oc
    .input(z.object({ folder: FolderPath }))
    .output(z.array(StickFile))
    .errors(
      errors('terminal.not_enrolled', 'courier.stick_missing', 'courier.nothing_there', 'disk.full', 'disk.failed'),
    ),
}

const PAPER_ERRORS = ['paper.malformed', 'paper.parts_missing', 'paper.parts_mixed'] as const

export const paperContract = {
  /** What the codes of a receipt say, once all of them are there; `paper.parts_missing` says which one is not. */
  read: oc
    .input(z.object({ texts: PaperTexts }))
    .output(PaperPreview)
    .errors(errors(...PAPER_ERRORS)),
  /** Hands an order of another terminal on to the central store, with the next sync. */
  carry: oc
    .input(z.object({ texts: PaperTexts }))
    .output(PaperPreview)
    .errors(errors(...PAPER_ERRORS, 'terminal.not_enrolled', 'disk.full', 'disk.failed')),
  /** Somebody has dealt with an order that was not taken. */
  settled: oc
    .input(z.object({ orderId: Id }))
    .output(SafetyStatus)
    .errors(errors('disk.full')),
}

export type RecoveryReport = z.infer<typeof RecoveryReport>
export type PaperRefusal = z.infer<typeof PaperRefusal>
export type SafetyStatus = z.infer<typeof SafetyStatus>
export type Stick = z.infer<typeof Stick>
export type WrittenStick = z.infer<typeof WrittenStick>
export type StickFile = z.infer<typeof StickFile>
export type PaperPreview = z.infer<typeof PaperPreview>

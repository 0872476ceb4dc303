import type { StatesAnswer } from '../../contract/facts.ts'
import { MAX_EPOCH_TOLD } from '../../contract/values.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { beginEpoch } from '../journal/append.ts'
import { publishCart } from '../ordering.ts'
import { CentralError } from './central-client.ts'

/** What an answer says of the store beside its states. */
export interface StoreNews {
  /** It has less than it once acknowledged, or is another incarnation: what it lost is queued again. */
  readonly rewound: boolean
  /** Epochs of which it has more than this terminal: its data was put back from a copy. */
  readonly missing: readonly MissingFacts[]
}

export interface MissingFacts {
  readonly epoch: number
  /** A sequence up to which both have the same. */
  readonly afterSeq: number
  readonly untilSeq: number
}

type Progress = Pick<StatesAnswer, 'acknowledgedSeq' | 'incarnation' | 'epochs'>

/** Compares how far the store is with what this terminal has and believes, and draws the consequences. */
export function compareStore(context: TerminalContext, progress: Progress): StoreNews {
  const { settings, store } = context
  const identity = settings.identity()
  if (!identity) return { rewound: false, missing: [] }
  // A store of version 1 knows one epoch and says nothing of others.
  const heads = progress.epochs ?? [{ epoch: identity.epoch, acknowledgedSeq: progress.acknowledgedSeq }]
  const epochs = progress.epochs ? store.journal.epochs().map(({ epoch }) => epoch) : [identity.epoch]
  const absurd = heads.find(({ epoch }) => epoch > MAX_EPOCH_TOLD && !store.journal.newest(epoch))
  if (absurd) throw new CentralError('answer.malformed', `no terminal ever began epoch ${absurd.epoch}`)
  const news = store.transaction(() => {
    const isOther = progress.incarnation !== undefined && progress.incarnation !== identity.incarnation
    const rewound = rewind(context, epochs, heads) || isOther
    if (rewound) settings.saveStatesCursor(0)
    if (isOther) followIncarnation(context, progress.incarnation!)
    return { rewound, missing: progress.epochs ? behind(context, progress.epochs) : [] }
  })
  // A new epoch gives the open cart a new id.
  if (settings.identity()?.epoch !== identity.epoch) publishCart(context)
  return news
}

function rewind(
  { store, log }: TerminalContext,
  epochs: readonly number[],
  heads: readonly { readonly epoch: number; readonly acknowledgedSeq: number }[],
): boolean {
  let rewound = false
  for (const epoch of epochs) {
    const acknowledgedSeq = heads.find((head) => head.epoch === epoch)?.acknowledgedSeq ?? 0
    if (acknowledgedSeq >= store.outbox.acknowledgedSeq(epoch)) continue
    store.outbox.rewind(epoch, acknowledgedSeq)
    log('sync.rewound', { epoch, acknowledgedSeq })
    rewound = true
  }
  return rewound
}

/** Versions of the catalogue may mean something else there now, so that it is fetched as a whole. */
function followIncarnation({ settings, log }: TerminalContext, incarnation: string): void {
  const identity = settings.identity()
  if (identity) settings.saveIdentity({ ...identity, incarnation })
  settings.saveCatalogueStale(true)
  settings.saveKeysStale(true)
  settings.forgetFetchedBack()
  const { agreed: _, differing: _days, differingHeads: _heads, progress: _progress, ...counted } = settings.control()
  settings.saveControl({ ...counted, agreed: [], differing: [], differingHeads: [] })
  log('sync.incarnation_changed', { incarnation })
}

/** Where the store knows facts that this terminal does not, no sequence of the present epoch may be used any more. */
function behind(context: TerminalContext, heads: NonNullable<StatesAnswer['epochs']>): MissingFacts[] {
  const { settings, store } = context
  const missing: MissingFacts[] = []
  const present = settings.identity()?.epoch
  const fetched = settings.fetchedBack()
  for (const { epoch, acknowledgedSeq, chainHead: head } of heads) {
    const newest = store.journal.newest(epoch)?.seq ?? 0
    const known = store.journal.get(epoch, acknowledgedSeq)
    const isOther = known !== undefined && chainHead(known.previousHash, known.bodyHash) !== head
    const isAhead = acknowledgedSeq > newest || isOther
    // Behind places that were taken the store goes on with this terminal's chain: there equal heads say nothing.
    const isParted = fetched[epoch] === 0
    if (!isAhead && !isParted) continue
    if (isAhead && epoch === present) beginEpoch(context, 'rolled-back', Math.max(...heads.map((one) => one.epoch)))
    const isFetched = (fetched[epoch] ?? 0) >= acknowledgedSeq
    if (!isFetched) missing.push({ epoch, afterSeq: isOther || isParted ? 0 : newest, untilSeq: acknowledgedSeq })
  }
  return missing
}

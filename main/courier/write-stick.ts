import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BUNDLE_ENDING, bundleName, countFacts, type FactsHeader } from '../../contract/courier.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { isSignedBy } from '../../trust/bundle.ts'
import { copyToStick, isFolder, readCourierFile, type StickError } from '../../trust/stick.ts'
import type { TerminalContext } from '../context.ts'
import { countedText } from './count-days.ts'
import { makeFactsBundle, standing, waitingRanges, type EnrolledIdentity, type MadeBundle } from './make-bundle.ts'
import { courierRecord, inTurn, saveCourierRecord } from './record.ts'

export interface WrittenStick {
  /** The file's name on the stick. */
  readonly file: string
  readonly facts: number
  /** Of these, what people count: sales, cancellations, orders from paper. */
  readonly orders: number
  readonly bytes: number
  /** What did not fit and goes with the next one. */
  readonly leftFacts: number
  /** What stood on the stick already, from a copy that was cut off. */
  readonly continuedFromBytes: number
}

export type WriteError = StickError | 'terminal.not_enrolled' | 'courier.needs_network' | 'disk.full' | 'disk.failed'

/** Names beside the day's own, for a stick that holds a file of that name which must not be written over. */
const MOST_NAMES = 20

/**
 * Writes what waits for the central store to a stick: one file a day, made in the data folder first. Pressing again
 * goes on with a copy that was cut off, or begins anew where there is more to tell. It clears nothing here.
 */
export function writeStick(context: TerminalContext, folder: string): Promise<Result<WrittenStick, WriteError>> {
  return inTurn(context, async () => {
    const identity = enrolledIdentity(context)
    if (!identity.ok) return identity
    if (!(await isFolder(folder))) return fail('courier.stick_missing')
    const bundle = await ownBundle(context, identity.value)
    if (!bundle.ok) return bundle
    const { name, file, ranges, leftFacts } = bundle.value
    const free = await freeName(context, folder, name, bundle.value)
    const copied = free.isThere ? ok({ continuedFromBytes: file.length }) : await copyToStick(folder, free.name, file)
    if (!copied.ok) return copied
    const facts = countFacts(ranges)
    const { outbox } = context.store
    const orders = ranges.reduce((sum, { epoch, fromSeq, toSeq }) => sum + outbox.countOrders(epoch, fromSeq, toSeq), 0)
    saveCourierRecord(context, { writtenAtMs: context.clock.nowMs() })
    context.log('courier.written', { file: free.name, facts, leftFacts })
    return ok({ file: free.name, facts, orders, bytes: file.length, leftFacts, ...copied.value })
  })
}

/** A terminal that the store does not know cannot be answered, and one that has no key of the store cannot seal. */
export function enrolledIdentity(
  context: TerminalContext,
): Result<EnrolledIdentity, 'terminal.not_enrolled' | 'courier.needs_network'> {
  const identity = context.settings.identity()
  if (!identity) return fail('terminal.not_enrolled')
  const { storeKeys } = identity
  return storeKeys ? ok({ ...identity, storeKeys }) : fail('courier.needs_network', { what: 'keys' })
}

/** The bundle in the data folder where it says all there is to say now; else a new one in its place. */
async function ownBundle(
  context: TerminalContext,
  identity: EnrolledIdentity,
): Promise<Result<MadeBundle, 'disk.full' | 'disk.failed'>> {
  const folder = join(context.dataFolder, 'courier')
  const waiting = waitingRanges(context)
  const counted = await countedText(context, waiting)
  const kept = await keptBundle(context, identity, folder, { waiting, counted })
  if (kept) return ok(kept)
  const bundle = await makeFactsBundle(context, identity, waiting)
  const stored = await keep(folder, bundle)
  if (!stored.ok) return stored
  await removeOthers(folder, bundle.name)
  // A copy to the stick that is cut off from here on is gone on with: the record says what the bundle was made of.
  saveCourierRecord(context, { made: { bundleId: bundle.bundleId, waiting, counted, leftFacts: bundle.leftFacts } })
  return ok(bundle)
}

async function keep(folder: string, { name, file }: MadeBundle): Promise<Result<true, 'disk.full' | 'disk.failed'>> {
  // Where it cannot be made, the copy into it says why.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined)
  const stored = await copyToStick(folder, name, file)
  if (stored.ok) return ok(true)
  return fail(stored.code === 'courier.stick_full' ? 'disk.full' : 'disk.failed', { folder })
}

async function keptBundle(
  context: TerminalContext,
  identity: EnrolledIdentity,
  folder: string,
  now: { readonly waiting: FactsHeader['ranges']; readonly counted: string },
): Promise<MadeBundle | undefined> {
  const { made } = courierRecord(context)
  const stands = standing(context, identity)
  const name = bundleName(stands.terminalNumber, stands.day)
  const read = await readCourierFile(join(folder, name))
  if (!read.ok || !made) return undefined
  const { header } = read.value.head
  const isSame =
    header.kind === 'facts' &&
    header.bundleId === made.bundleId &&
    JSON.stringify(made.waiting) === JSON.stringify(now.waiting) &&
    made.counted === now.counted &&
    Object.entries(stands).every(([key, value]) => header[key as keyof typeof stands] === value)
  if (!isSame) return undefined
  const { bundleId, ranges } = header
  return { bundleId, name, file: read.value.bytes, ranges, leftFacts: made.leftFacts }
}

async function removeOthers(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) if (name !== kept) await rm(join(folder, name), { force: true })
}

/**
 * The day's own name, unless another's bundle bears it, or one of this terminal that holds facts which are neither
 * acknowledged nor in the new one: this terminal's data was put back from a copy, and the stick has the only ones.
 */
async function freeName(
  context: TerminalContext,
  folder: string,
  name: string,
  bundle: MadeBundle,
): Promise<{ readonly name: string; readonly isThere: boolean }> {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : name.replace(BUNDLE_ENDING, `-${count}${BUNDLE_ENDING}`)
    const found = await readCourierFile(join(folder, candidate))
    if (!found.ok || count === MOST_NAMES) return { name: candidate, isThere: false }
    if (found.value.bytes.equals(bundle.file)) return { name: candidate, isThere: true }
    const { head } = found.value
    const { header } = head
    const isOwn = header.terminalId === context.settings.identity()?.terminalId
    if (isOwn && !isSignedBy(head, context.keys.signing.publicKey)) return { name: candidate, isThere: false }
    if (isOwn && header.kind === 'facts' && isCovered(context, header.ranges, bundle))
      return { name: candidate, isThere: false }
  }
}

function isCovered({ store }: TerminalContext, old: FactsHeader['ranges'], { ranges }: MadeBundle): boolean {
  return old.every(({ epoch, toSeq }) => {
    const end = ranges.find((range) => range.epoch === epoch)?.toSeq ?? 0
    return toSeq <= Math.max(end, store.outbox.acknowledgedSeq(epoch))
  })
}

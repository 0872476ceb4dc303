import { join } from 'node:path'
import type { StoreKeys } from '../contract/central.ts'
import {
  ACKNOWLEDGEMENT_ENDING,
  BUNDLE_ENDING,
  storeKeyText,
  type AcknowledgementHeader,
  type FactsHeader,
} from '../contract/courier.ts'
import { fail, ok, type Result } from '../domain/result.ts'
import { isSignedBy, readHead, HEAD_BYTES } from './bundle.ts'
import { sha256Hex } from './hash.ts'
import { copyToStick, readCourierFile } from './stick.ts'

/** What became of one file of a stick. */
export interface StickEntry {
  readonly file: string
  readonly kind: 'facts' | 'acknowledgement' | 'unknown'
  /**
   * `carried`: the central store has it, and its acknowledgement is on the stick. `answered`: the acknowledgement was
   * there already. `taken-in`: an acknowledgement for this terminal. Else one of `errors.ts`, or of a newer store's.
   */
  readonly outcome: string
  /** What the sentence of an error needs. */
  readonly details: Readonly<Record<string, string | number>>
  readonly terminalNumber: number | null
  /** Facts that the store has now, those among them that were new to it, and those it refused. */
  readonly facts: number
  readonly fresh: number
  readonly refused: number
  /** States of orders and products of the catalogue that an acknowledgement brought. */
  readonly states: number
  readonly products: number
  /** There was more to say than fitted: the next acknowledgement brings the rest. */
  readonly more: boolean
  /** This terminal's catalogue cannot be helped by a stick: it needs the network once. */
  readonly catalogueNeedsNetwork: boolean
}

/** Hands a bundle to the central store, by whatever way there is, and gives back its acknowledgement's file. */
export type HandOver = (bundle: Buffer) => Promise<Result<Buffer, string>>

/**
 * Carries one bundle from a stick to the central store and the acknowledgement back to the stick. Whoever carries
 * cannot read either.
 * @param storeKeys of the store that `handOver` reaches, where the carrier knows them.
 */
export async function carryBundle(
  folder: string,
  name: string,
  storeKeys: StoreKeys | undefined,
  handOver: HandOver,
): Promise<StickEntry> {
  const read = await readCourierFile(join(folder, name))
  if (!read.ok) return failedEntry(name, 'facts', read)
  const { head, bytes } = read.value
  const { header } = head
  if (header.kind !== 'facts') return failedEntry(name, 'unknown', fail('courier.not_a_bundle'))
  const failed = (failure: Failure) => ({
    ...failedEntry(name, 'facts', failure),
    terminalNumber: header.terminalNumber,
  })
  if (storeKeys && header.storeKeyId !== sha256Hex(storeKeyText(storeKeys)))
    return failed(fail('courier.foreign', { what: 'store' }))
  if (sha256Hex(bytes.subarray(head.sealedFrom)) !== header.sealedHash)
    return failed(fail('courier.altered', { what: 'content' }))
  const { terminalNumber } = header
  const given = storeKeys ? await givenBefore(join(folder, acknowledgementName(name)), header, storeKeys) : undefined
  if (given) return { ...emptyEntry(name, 'facts'), outcome: 'answered', terminalNumber, ...given.counts, fresh: 0 }
  const answer = await handOver(bytes)
  if (!answer.ok) return failed(answer)
  const acknowledgement = acknowledgementOf(answer.value, header, storeKeys)
  if (!acknowledgement.ok) return failed(acknowledgement)
  const written = await copyToStick(folder, acknowledgementName(name), answer.value)
  if (!written.ok) return failed(written)
  return { ...emptyEntry(name, 'facts'), outcome: 'carried', terminalNumber, ...acknowledgement.value.counts }
}

function acknowledgementName(bundle: string): string {
  return bundle.slice(0, -BUNDLE_ENDING.length) + ACKNOWLEDGEMENT_ENDING
}

/** Without the store's keys nobody can tell whether an answer is as the store wrote it, so it is asked for again. */
async function givenBefore(
  file: string,
  header: FactsHeader,
  storeKeys: StoreKeys,
): Promise<AcknowledgementHeader | undefined> {
  const there = await readCourierFile(file)
  if (!there.ok) return undefined
  const given = acknowledgementOf(there.value.bytes, header, storeKeys)
  return given.ok ? given.value : undefined
}

/** What comes back must be for this bundle, or whoever waits for it would get another's. */
function acknowledgementOf(
  file: Buffer,
  { bundleId, terminalId }: FactsHeader,
  storeKeys: StoreKeys | undefined,
): Result<AcknowledgementHeader, string> {
  const head = readHead(file.subarray(0, HEAD_BYTES), file.length)
  if (!head.ok) return fail('answer.malformed', { what: head.code })
  const { header } = head.value
  const isAnswer = header.kind === 'acknowledgement' && header.answers.bundleId === bundleId
  if (!isAnswer || header.terminalId !== terminalId) return fail('answer.malformed', { what: 'bundle' })
  if (sha256Hex(file.subarray(head.value.sealedFrom)) !== header.sealedHash)
    return fail('answer.malformed', { what: 'content' })
  if (storeKeys && !isSignedBy(head.value, storeKeys.signing)) return fail('answer.malformed', { what: 'signature' })
  return ok(header)
}

export function emptyEntry(file: string, kind: StickEntry['kind']): StickEntry {
  return {
    ...{ file, kind, outcome: 'internal.failure', details: {}, terminalNumber: null },
    ...{ facts: 0, fresh: 0, refused: 0, states: 0, products: 0, more: false, catalogueNeedsNetwork: false },
  }
}

type Failure = { readonly code: string; readonly details?: Readonly<Record<string, string | number>> }

export function failedEntry(file: string, kind: StickEntry['kind'], { code, details = {} }: Failure): StickEntry {
  return { ...emptyEntry(file, kind), outcome: code, details }
}

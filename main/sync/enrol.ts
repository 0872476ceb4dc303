import { MAX_EARLIER_NUMBERS } from '../../contract/central.ts'
import { freshId, publish, type TerminalContext } from '../context.ts'
import { terminalInfo } from '../info.ts'
import { publishCart } from '../ordering.ts'
import { publicKeys } from '../security/terminal-keys.ts'
import { CentralError, type CentralClient } from './central-client.ts'

export interface EnrolOptions {
  /** What the terminal calls itself at enrolment. */
  readonly terminalName: string
  readonly enrolmentCode: string | undefined
}

/** Makes sure that the store knows this terminal and its keys. */
export async function enrol(context: TerminalContext, client: CentralClient, options: EnrolOptions): Promise<void> {
  const { settings } = context
  const identity = settings.identity()
  // Most rounds have nothing to do here, and the proof of the keys is a signature.
  if (identity?.storeKeys && !settings.keysStale()) return
  const installationId = settings.installationId(() => freshId(context))
  const keys = publicKeys(context.keys, installationId)
  if (identity) return nameKeys(context, client, { installationId, keys })
  if (options.enrolmentCode === undefined)
    throw new CentralError('terminal.not_enrolled', 'no enrolment code was given')
  const { terminalName: name, enrolmentCode: code } = options
  const answer = await client.enrol({ code, name, installationId, keys })
  const { shop, ...given } = answer
  context.store.transaction(() => {
    settings.saveIdentity(given)
    settings.saveShop(shop)
  })
  context.log('terminal.enrolled', { terminalNumber: given.terminalNumber })
  publish(context, { type: 'info', info: terminalInfo(context) })
  publishCart(context)
}

/**
 * A store that was restored to before it knew this terminal takes it in again under its old id, with a code that it has;
 * all of the journal is told anew then. Where another terminal was given its number meanwhile, what it sells from now on
 * has a new one; what stands on receipts stays.
 * @returns whether it did.
 */
export async function enrolAgain(
  context: TerminalContext,
  client: CentralClient,
  { terminalName: name, enrolmentCode: code }: EnrolOptions,
): Promise<boolean> {
  const { settings, log } = context
  const identity = settings.identity()
  if (!identity || code === undefined) return false
  const { terminalId, terminalNumber, epoch, incarnation } = identity
  const earlierNumbers = identity.earlierNumbers ?? []
  const installationId = settings.installationId(() => freshId(context))
  const keys = publicKeys(context.keys, installationId)
  const formerly = { terminalId, terminalNumber, earlierNumbers }
  const answer = await client.enrol({ code, name, installationId, keys, formerly })
  if (answer.terminalId !== terminalId) return false
  const { token, storeKeys } = answer
  const had = [...earlierNumbers, terminalNumber].filter((number) => number !== answer.terminalNumber)
  // The incarnation stays the old one until the states are asked for: only then is everything drawn from it.
  settings.saveIdentity({
    ...{ ...identity, token, epoch, incarnation, ...(storeKeys ? { storeKeys } : {}) },
    ...{ terminalNumber: answer.terminalNumber, earlierNumbers: had.slice(-MAX_EARLIER_NUMBERS) },
  })
  log('terminal.enrolled_again', { terminalNumber: answer.terminalNumber })
  publish(context, { type: 'info', info: terminalInfo(context) })
  publishCart(context)
  return true
}

/**
 * A terminal that was enrolled by an older version, or a store restored to before it knew the keys; a store of an older
 * version has no keys either and says so.
 */
async function nameKeys(
  { settings, store, log }: TerminalContext,
  client: CentralClient,
  own: { readonly installationId: string; readonly keys: ReturnType<typeof publicKeys> },
): Promise<void> {
  const identity = settings.identity()
  if (!identity) return
  const { epoch } = identity
  const unsigned = firstSigned(store, epoch) - 1
  try {
    const { storeKeys } = await client.nameKeys({ ...own, epoch, afterSeq: unsigned })
    settings.saveIdentity({ ...identity, storeKeys })
    settings.saveKeysStale(false)
    log('terminal.keys_named', { epoch, afterSeq: unsigned })
  } catch (error) {
    if (!(error instanceof CentralError) || error.code !== 'request.not_found') throw error
  }
}

/** The first sequence that has, or will have, a signature. */
function firstSigned(store: TerminalContext['store'], epoch: number): number {
  let low = 1
  let high = (store.journal.newest(epoch)?.seq ?? 0) + 1
  // Once one is signed all behind it are, so that the boundary is found by halving.
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (store.journal.get(epoch, middle)?.signature === '') low = middle + 1
    else high = middle
  }
  return low
}

import { createHmac, randomInt } from 'node:crypto'
import { MAX_EARLIER_NUMBERS, type EnrolRequest } from '../../contract/central.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { fail, invariant, ok, type Result } from '../../domain/result.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { alarmRow, keepAlarms } from './alarms.ts'
import { newId, storeRow } from './identity.ts'
import type { Db, TerminalRow } from './tables.ts'
import { checkKeys, type KeysError } from './terminal-keys.ts'
import { inTransaction } from './transaction.ts'

/** Letters and digits that nobody mistakes for each other when a code is read out or written down; a prime number. */
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXY'
const CODE_LENGTH = 8
const FIRST_EPOCH = 1
const HEARD_STEP_MS = 15 * 60_000

export interface EnrolledTerminal {
  readonly terminalId: string
  readonly terminalNumber: number
  readonly epoch: number
  readonly token: string
}

/** A new one-time code: eight signs and a check sign, shown as XXXXX-XXXX. Only its hash is kept. */
export async function makeEnrolmentCode(db: Db, nowMs: number): Promise<string> {
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) code += CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]
  code += checkSign(code)
  await db
    .insertInto('enrolment_codes')
    .values({ code_hash: sha256Hex(code), made_at_ms: nowMs, installation_id: null, used_at_ms: null })
    .execute()
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** Weighted sum modulo a prime: finds every wrong sign and every swap of two. */
function checkSign(signs: string): string {
  let sum = 0
  for (const [index, sign] of [...signs].entries()) sum += (index + 1) * CODE_ALPHABET.indexOf(sign)
  return CODE_ALPHABET[sum % CODE_ALPHABET.length]!
}

function normaliseCode(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '')
  if (code.length !== CODE_LENGTH + 1 || [...code].some((sign) => !CODE_ALPHABET.includes(sign))) return undefined
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : undefined
}

/**
 * Takes a terminal in. The same code from the same installation gives the same terminal and token again, since the
 * first answer may have been lost, or the request may have come twice; an installation known from an earlier code keeps
 * its number and its facts.
 */
export async function enrol(
  db: Db,
  request: EnrolRequest,
  nowMs: number,
): Promise<Result<EnrolledTerminal, 'enrolment.code_wrong' | 'enrolment.code_used' | KeysError>> {
  const code = normaliseCode(request.code)
  if (code === undefined) return fail('enrolment.code_wrong')
  return inTransaction(db, async (trx) => {
    const codeHash = sha256Hex(code)
    const known = await trx
      .selectFrom('enrolment_codes')
      .selectAll()
      .where('code_hash', '=', codeHash)
      .executeTakeFirst()
    if (!known) return fail('enrolment.code_wrong')
    if (known.installation_id !== null && known.installation_id !== request.installationId)
      return fail('enrolment.code_used')
    const terminal = await terminalOfInstallation(trx, request.installationId)
    const checked = request.keys ? checkKeys(request.keys, request.installationId, terminal) : ok(true)
    if (!checked.ok) return checked
    await trx
      .updateTable('enrolment_codes')
      .set({ installation_id: request.installationId, used_at_ms: known.used_at_ms ?? nowMs })
      .where('code_hash', '=', codeHash)
      .execute()
    const taken = terminal ?? (await newTerminal(trx, request, nowMs))
    await keepNumbers(trx, taken, request)
    return ok(await giveToken(trx, taken, request))
  })
}

async function terminalOfInstallation(trx: Db, installationId: string): Promise<TerminalRow | undefined> {
  return trx.selectFrom('terminals').selectAll().where('installation_id', '=', installationId).executeTakeFirst()
}

async function giveToken(trx: Db, terminal: TerminalRow, request: EnrolRequest): Promise<EnrolledTerminal> {
  const token = await tokenFor(trx, request, terminal.terminal_id)
  const { keys } = request
  await trx
    .updateTable('terminals')
    .set({
      token_hash: sha256Hex(token),
      name: request.name,
      ...(keys ? { signing_key: keys.signing, sealing_key: keys.sealing } : {}),
    })
    .where('terminal_id', '=', terminal.terminal_id)
    .execute()
  return { terminalId: terminal.terminal_id, terminalNumber: terminal.number, epoch: terminal.epoch, token }
}

/**
 * Not by chance: a request that the network repeats, or delivers late, must not lock out who has the first answer. It
 * is this terminal's alone: whoever is taken in as another, since the store forgot it, must not speak with the old one.
 */
async function tokenFor(trx: Db, { code, installationId }: EnrolRequest, terminalId: string): Promise<string> {
  const { signing_seed: secret } = await storeRow(trx)
  invariant(secret, 'a store that was started has its keys')
  const text = ['okryu-token:1', normaliseCode(code), installationId, terminalId].join('\n')
  return createHmac('sha256', secret).update(text).digest('base64url')
}

async function nextNumber(trx: Db): Promise<number> {
  const highest = await trx
    .selectFrom('terminals')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  return Math.max(Number(highest?.number ?? 0), (await storeRow(trx)).highest_number) + 1
}

/**
 * A terminal that this store has forgotten (it was restored to before the enrolment) stays who it was, so that its facts
 * and its receipts stay true; unless somebody else is that terminal. Where another was given its number meanwhile it
 * gets a new one for what it sells from now on, and people are told that receipts of two terminals bear the same.
 */
async function whoItWas(
  trx: Db,
  { formerly }: EnrolRequest,
  nowMs: number,
): Promise<Pick<TerminalRow, 'terminal_id' | 'number'> | undefined> {
  if (!formerly) return undefined
  const { terminalId, terminalNumber } = formerly
  const taken = await trx
    .selectFrom('terminals')
    .select(['terminal_id', 'number'])
    .where(({ eb, or }) => or([eb('terminal_id', '=', terminalId), eb('number', '=', terminalNumber)]))
    .execute()
  if (taken.some(({ terminal_id }) => terminal_id === terminalId)) return undefined
  if (taken.length === 0) return { terminal_id: terminalId, number: terminalNumber }
  const number = await nextNumber(trx)
  const details = { number: terminalNumber, newNumber: number, otherTerminalId: taken[0]!.terminal_id }
  await keepAlarms(trx, [alarmRow({ kind: 'number_given_twice', terminalId, details }, nowMs)])
  return { terminal_id: terminalId, number }
}

/** Numbers that a terminal says it had are its own still, on the orders of that time, and given to nobody any more. */
async function keepNumbers(trx: Db, terminal: TerminalRow, { formerly }: EnrolRequest): Promise<void> {
  const isSame = formerly?.terminalId === terminal.terminal_id
  const told = isSame ? [...(formerly.earlierNumbers ?? []), formerly.terminalNumber] : []
  const former = new Set([...formerNumbers(terminal), ...told])
  former.delete(terminal.number)
  await trx
    .updateTable('terminals')
    .set({ former_numbers: JSON.stringify([...former].slice(-MAX_EARLIER_NUMBERS)) })
    .where('terminal_id', '=', terminal.terminal_id)
    .execute()
  const { highest_number: known } = await storeRow(trx)
  await trx
    .updateTable('store')
    .set({ highest_number: Math.max(known, terminal.number, ...told) })
    .execute()
}

export function formerNumbers({ former_numbers }: Pick<TerminalRow, 'former_numbers'>): number[] {
  return JSON.parse(former_numbers) as number[]
}

async function newTerminal(trx: Db, request: EnrolRequest, nowMs: number): Promise<TerminalRow> {
  const terminal: TerminalRow = {
    ...((await whoItWas(trx, request, nowMs)) ?? { terminal_id: newId(nowMs), number: await nextNumber(trx) }),
    installation_id: request.installationId,
    name: request.name,
    token_hash: '',
    epoch: FIRST_EPOCH,
    state_cursor: 0,
    enrolled_at_ms: nowMs,
    signing_key: null,
    sealing_key: null,
    heard_at_ms: nowMs,
    believed_at_ms: 0,
    former_numbers: '[]',
  }
  await trx.insertInto('terminals').values(terminal).execute()
  await trx
    .insertInto('epochs')
    .values({
      terminal_id: terminal.terminal_id,
      epoch: FIRST_EPOCH,
      acknowledged_seq: 0,
      chain_head: FIRST_PREVIOUS_HASH,
      signed_from_seq: request.keys ? 1 : null,
      begun_at_ms: nowMs,
    })
    .execute()
  return terminal
}

export async function terminalOfToken(db: Db, token: string): Promise<TerminalRow | undefined> {
  return db.selectFrom('terminals').selectAll().where('token_hash', '=', sha256Hex(token)).executeTakeFirst()
}

/** Notes that a terminal asked something, to within some minutes, so that asking stays cheap. */
export async function noteHeard(db: Db, terminal: TerminalRow, nowMs: number): Promise<void> {
  // Also where the clock was set back since.
  if (Math.abs(nowMs - terminal.heard_at_ms) < HEARD_STEP_MS) return
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('terminals')
      .set({ heard_at_ms: nowMs })
      .where('terminal_id', '=', terminal.terminal_id)
      .execute()
  })
}

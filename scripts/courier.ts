import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLE_ENDING } from '../contract/courier.ts'
import { writeFailure } from '../db/open.ts'
import type { Result } from '../domain/result.ts'
import { handOverTo } from '../main/courier/hand-over.ts'
import type { CourierDesk } from '../main/courier/open-desk.ts'
import { noLog } from '../main/ports/log.ts'
import { systemClock } from '../main/ports/clock.ts'
import { systemRandom } from '../main/ports/random.ts'
import { problemSentence } from '../main/problems.ts'
import { centralClient } from '../main/sync/central-client.ts'
import { carryBundle, type HandOver, type StickEntry } from '../trust/carry.ts'
import { listCourierFiles } from '../trust/stick.ts'
import type { StoreKeys } from '../contract/central.ts'
import { CommandError, failWith, ROOT, say } from './console.ts'
import { folderOf } from './data-folder.ts'
import { HELP, readCommand, type CourierCommand } from './courier/options.ts'
import { entrySentences, failureSentence, noteSentence } from './courier/sentences.ts'

/**
 * Writes sticks and reads them, at a terminal or at a central store that is not running, or for one that is.
 * Exit code 0 where everything that is for here was taken, 1 where a file was not, 2 where nothing could be done.
 */

/** Files that are rightly left alone. */
const NOT_FOR_HERE = ['carried', 'answered', 'taken-in', 'courier.foreign', 'courier.old']

const json = process.argv.includes('--json')
try {
  const command = readCommand(process.argv.slice(2))
  if (command) process.exitCode = await obey(command)
  else process.stdout.write(HELP)
} catch (error) {
  const code = writeFailure(error)
  if (!code && !(error instanceof CommandError)) throw error
  failWith(error instanceof CommandError ? error : refusal(code ?? 'disk.failed', {}), json)
}

async function obey(command: CourierCommand): Promise<number> {
  switch (command.what) {
    case 'write':
      return write(command)
    case 'read-here':
      return tell(await readHere(command), command)
    case 'take-in':
      return tell(await takeIn(command), command)
    case 'hand-over':
      return tell(await handOver(command), command)
  }
}

async function write({ data, stick }: Extract<CourierCommand, { what: 'write' }>): Promise<number> {
  const { writeStick } = await import('../main/courier/write-stick.ts')
  const written = await atTerminal(data, (desk) => writeStick(desk.context, stick))
  const value = orRefuse(written, { stick })
  if (json) process.stdout.write(`${JSON.stringify({ ok: true, ...value })}\n`)
  else {
    say(noteSentence('written', { ...value }))
    if (value.leftFacts > 0) say(noteSentence('left', { leftFacts: value.leftFacts }))
  }
  return 0
}

async function readHere(command: Extract<CourierCommand, { what: 'read-here' }>): Promise<StickEntry[]> {
  const { data, stick, central } = command
  const { readStick } = await import('../main/courier/read-stick.ts')
  const read = await atTerminal(data, (desk) => {
    const token = () => desk.context.settings.identity()?.token
    const client = central === undefined ? undefined : centralClient(central, token, new AbortController().signal)
    return readStick(desk.context, stick, client)
  })
  return orRefuse(read, { stick })
}

async function atTerminal<Value>(named: string, work: (desk: CourierDesk) => Promise<Value>): Promise<Value> {
  const { openCourierDesk } = await import('../main/courier/open-desk.ts')
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const ports = { version, clock: systemClock, random: systemRandom, log: noLog }
  const folder = folderOf('terminal', named)
  const desk = openCourierDesk(folder, ports)
  if (!desk.ok) {
    if (desk.code === 'start.locked') throw refusal('courier.terminal_running', { folder })
    if (desk.code === 'start.nothing_there') throw refusal('courier.no_terminal', { folder })
    throw new CommandError(desk.code, problemSentence(desk.code, folder))
  }
  try {
    return await work(desk.value)
  } finally {
    desk.value.close()
  }
}

async function takeIn({ store: named, stick }: Extract<CourierCommand, { what: 'take-in' }>): Promise<StickEntry[]> {
  const { openCourierDesk } = await import('../central/courier/desk.ts')
  const { StartError } = await import('../central/start-error.ts')
  const { messageLanguage, startSentence } = await import('../central/messages.ts')
  const store = folderOf('central', named)
  const desk = await openCourierDesk(store).catch((error: unknown) => {
    if (!(error instanceof StartError)) throw error
    if (error.code === 'data.locked') throw refusal('courier.store_running', { folder: store })
    throw new CommandError(error.code, startSentence(messageLanguage(process.env), error.code, error.details))
  })
  try {
    return await carryAll(stick, desk.storeKeys, (bundle) => desk.takeBundle(bundle))
  } finally {
    await desk.close()
  }
}

async function handOver(command: Extract<CourierCommand, { what: 'hand-over' }>): Promise<StickEntry[]> {
  const token = adminToken(command.tokenFile)
  const client = centralClient(command.central, () => token, new AbortController().signal)
  return carryAll(command.stick, undefined, handOverTo(client))
}

function adminToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw refusal('courier.token_missing', { folder: file })
  }
}

async function carryAll(stick: string, storeKeys: StoreKeys | undefined, hand: HandOver): Promise<StickEntry[]> {
  const names = orRefuse(await listCourierFiles(stick), { stick }).filter((name) => name.endsWith(BUNDLE_ENDING))
  if (names.length === 0) throw refusal('courier.nothing_there', { stick })
  const entries: StickEntry[] = []
  for (const name of names) entries.push(await carryBundle(stick, name, storeKeys, hand))
  return entries
}

type Read = { readonly stick: string; readonly central?: string | undefined }

function tell(entries: readonly StickEntry[], { stick, central }: Read): number {
  const isDone = entries.every(({ outcome }) => NOT_FOR_HERE.includes(outcome))
  if (json) process.stdout.write(`${JSON.stringify({ ok: isDone, files: entries })}\n`)
  else for (const line of entries.flatMap((entry) => entrySentences(entry, stick, central))) say(line)
  return isDone ? 0 : 1
}

function orRefuse<Value>(result: Result<Value, string>, values: Readonly<Record<string, string>>): Value {
  if (result.ok) return result.value
  throw refusal(result.code, { ...result.details, ...values })
}

function refusal(code: string, values: Readonly<Record<string, string | number>>): CommandError {
  return new CommandError(code, failureSentence(code, values))
}

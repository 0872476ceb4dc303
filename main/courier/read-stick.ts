import { join } from 'node:path'
import { ACKNOWLEDGEMENT_ENDING, BUNDLE_ENDING } from '../../contract/courier.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { carryBundle, emptyEntry, failedEntry, type StickEntry } from '../../trust/carry.ts'
import { listCourierFiles, readCourierFile, type StickError } from '../../trust/stick.ts'
import type { TerminalContext } from '../context.ts'
import type { CentralClient } from '../sync/central-client.ts'
import { handOverTo } from './hand-over.ts'
import { inTurn } from './record.ts'
import { takeAcknowledgement } from './take-acknowledgement.ts'

/**
 * Reads a stick: bundles, of this terminal and of others, are carried to the central store where a network is there,
 * and acknowledgements for this terminal are taken in. One file that is wrong does not hold up the others.
 * @param client undefined where this terminal has no network.
 */
export function readStick(
  context: TerminalContext,
  folder: string,
  client: Pick<CentralClient, 'carry'> | undefined,
): Promise<Result<StickEntry[], StickError | 'courier.nothing_there' | 'terminal.not_enrolled'>> {
  return inTurn(context, async () => {
    if (!context.settings.identity()) return fail('terminal.not_enrolled')
    const names = await listCourierFiles(folder)
    if (!names.ok) return names
    if (names.value.length === 0) return fail('courier.nothing_there')
    const files: StickEntry[] = []
    for (const name of names.value)
      if (name.endsWith(BUNDLE_ENDING)) files.push(await carry(context, folder, name, client))
    // Once more, because carrying brings acknowledgements, for this terminal too.
    const now = await listCourierFiles(folder)
    for (const name of now.ok ? now.value : [])
      if (name.endsWith(ACKNOWLEDGEMENT_ENDING)) files.push(await takeIn(context, folder, name))
    return ok(files)
  })
}

async function carry(
  context: TerminalContext,
  folder: string,
  name: string,
  client: Pick<CentralClient, 'carry'> | undefined,
): Promise<StickEntry> {
  const entry = await carryBundle(folder, name, context.settings.identity()?.storeKeys, handOverTo(client))
  context.log('courier.carried', { file: name, outcome: entry.outcome, facts: entry.facts })
  return entry
}

async function takeIn(context: TerminalContext, folder: string, name: string): Promise<StickEntry> {
  const read = await readCourierFile(join(folder, name))
  if (!read.ok) return failedEntry(name, 'acknowledgement', read)
  const { terminalNumber } = read.value.head.header
  const taken = await takeAcknowledgement(context, read.value)
  if (!taken.ok) return { ...failedEntry(name, 'acknowledgement', taken), terminalNumber }
  return { ...emptyEntry(name, 'acknowledgement'), outcome: 'taken-in', terminalNumber, ...taken.value }
}

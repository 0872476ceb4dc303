import { z } from 'zod'
import { Settings } from '../../contract/terminal.ts'
import type { JournalEntry, JournalPlace } from '../../db/journal.ts'
import type { Salvaged } from '../../db/salvage.ts'
import { factMessage } from '../../domain/fact.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { TerminalContext } from '../context.ts'
import type { IdentityCopy } from '../security/identity-copy.ts'
import { OWN_SETTINGS } from '../settings.ts'
import type { Base } from './choose-base.ts'
import { newestPlace } from './soundness.ts'
import { bodyOf } from './take-in.ts'

/** What a person may have changed since the backup. */
const NEWER_SETTINGS = ['settings', 'shop', 'central'] as const
/** The place that the settings were restored as of: what facts behind it say is newer. */
const AS_OF = 'settings-as-of'
const AsOf = z.object({ epoch: z.int(), seq: z.int() })

type Store = TerminalContext['store']

export interface SettingsSources {
  readonly base: Base
  readonly salvaged: Salvaged
  readonly copy: IdentityCopy | undefined
}

/**
 * Puts back who the terminal is and what was set on it: as the sealed copy says, as the damaged database says where
 * there is none, as the base has it otherwise. In a transaction, before any fact is put back.
 */
export function putBackSettings(store: Store, { base, salvaged, copy }: SettingsSources): void {
  for (const name of base.kind === 'nothing' ? OWN_SETTINGS : NEWER_SETTINGS) {
    const text = salvaged.settings.get(name)
    const value: unknown = copy?.values[name] ?? (text === undefined ? undefined : JSON.parse(text))
    if (value !== undefined) store.settings.set(name, value)
  }
  if (base.kind === 'backup' && copy) renewIdentity(store, copy)
  store.settings.set(AS_OF, copy?.place ?? newestPlace(store))
}

const Who = z.looseObject({ terminalId: z.string(), incarnation: z.string() })

/** Enrolled again since the backup: another token and number. What was drawn from the store is the backup's still. */
function renewIdentity({ settings }: Store, { values }: IdentityCopy): void {
  const [had, newer] = [settings.get('identity'), values['identity']].map((one) => Who.safeParse(one).data)
  if (had && newer && had.terminalId === newer.terminalId)
    settings.set('identity', { ...newer, incarnation: had.incarnation })
}

/**
 * Sets what the journal's facts say was set since the place that the settings were restored as of, the newest of each
 * name, also once the central store has given the facts back. What a person sets later is a fact behind them.
 * In a transaction. @returns whether anything is another now.
 */
export function replaySettings(context: TerminalContext): boolean {
  const { store, settings } = context
  const asOf = AsOf.safeParse(store.settings.get(AS_OF)).data
  if (!asOf) return false
  const before = settings.settings()
  const changes = store.journal
    .ofKind('settings.changed', '')
    .filter((entry) => isBehind(entry, asOf) && isGenuine(context, entry))
    .flatMap((entry) => changesOf(entry.body))
  const after = { ...before, ...Object.fromEntries(changes) }
  if (JSON.stringify(after) === JSON.stringify(before)) return false
  settings.saveSettings(after)
  return true
}

function isBehind({ epoch, seq }: JournalPlace, asOf: JournalPlace): boolean {
  return epoch > asOf.epoch || (epoch === asOf.epoch && seq > asOf.seq)
}

function isGenuine({ settings, keys }: TerminalContext, entry: JournalEntry): boolean {
  if (sha256Hex(entry.body) !== entry.bodyHash) return false
  const message = factMessage(settings.identity()?.terminalId ?? '', entry.epoch, entry)
  return entry.signature === '' || verifySignature(keys.signing.publicKey, message, entry.signature)
}

/** Names and values of an older or newer version, or such as no screen would set, say nothing. */
function changesOf(text: string): [string, unknown][] {
  const body = bodyOf(text)
  if (body?.kind !== 'settings.changed') return []
  return body.changes.flatMap(({ name, value }): [string, unknown][] => {
    if (!Object.hasOwn(Settings.shape, name)) return []
    const parsed = Settings.shape[name as keyof Settings].safeParse(JSON.parse(value))
    return parsed.success ? [[name, parsed.data]] : []
  })
}

import { isPaperCode, MAX_CODE_CHARACTERS } from '../../domain/paper-codes.ts'
import type { ScanKey } from './scan-key.ts'

/**
 * Tells a scanner's burst of keys from a person's. Until a burst ends nobody knows which it is, so its characters are
 * kept from doing anything: outside text fields they are held back, and pressed again for the page if they were a
 * person's; in a text field they go in, and the field is put back as it was if they were a scanner's.
 */
export interface ScanState {
  /** The burst so far. */
  readonly text: string
  /** How many of its last characters are held back. */
  readonly held: number
  /** When its last key came. */
  readonly lastMs: number
  /** When the last scan ended, for a second end that some scanners send. */
  readonly endedMs: number
}

export interface ScanSettings {
  /** Keys of one scan come at most this far apart. */
  readonly maxGapMs: number
  /** A shorter burst is a person's. */
  readonly minLength: number
}

export type ScanEvent =
  | {
      readonly type: 'key'
      readonly key: ScanKey
      readonly atMs: number
      /** Whether a text field has the focus and takes the key. */
      readonly inField: boolean
      /** Whether the key is only being held down. */
      readonly isRepeat: boolean
    }
  /**
   * No key came for longer than a scanner takes. A busy machine may only be late with it: when it comes after all, the
   * time at which it was pressed tells, so the burst is not forgotten.
   */
  | { readonly type: 'silence' }
  /** Keys go elsewhere from now on. */
  | { readonly type: 'leave' }

export type ScanEffect =
  /** Keep this key from the page. Held back, it can still be pressed. */
  | { readonly type: 'hold'; readonly character: string }
  | { readonly type: 'swallow' }
  /** Press the keys that were held back; they were a person's. */
  | { readonly type: 'release' }
  | { readonly type: 'drop-held' }
  /** Remember the focused field as it is before this key. */
  | { readonly type: 'remember-field' }
  | { readonly type: 'forget-fields' }
  | { readonly type: 'restore-fields' }
  | { readonly type: 'scan'; readonly code: string }
  /** A burst that is no code has ended; a scanner that is set wrongly sends such. */
  | { readonly type: 'unreadable' }

export interface ScanStep {
  readonly state: ScanState
  readonly effects: readonly ScanEffect[]
}

/** A longer burst is no barcode; it is a keyboard that somebody leans on, or a program that types. */
export const MAX_LENGTH = 128

/** In place of such a burst until it ends: blanks, which are no code. */
const TOO_LONG = ' '.repeat(MAX_LENGTH)

/**
 * The code of an order on paper is longer than any barcode, and nobody types what it begins with. So from there on
 * nothing of it is ever given to the page, where its `+` and `-` would change quantities; and as hundreds of keys are
 * seldom sent without a pause, it may take longer ones.
 */
const PAPER_PATIENCE = 10
/** What is read no more than this far is told to the clerk as read badly. */
export const MAX_PAPER_LENGTH = 2 * MAX_CODE_CHARACTERS + 1

export const NO_SCAN: ScanState = { text: '', held: 0, lastMs: -Infinity, endedMs: -Infinity }

export function stepScan(state: ScanState, event: ScanEvent, settings: ScanSettings): ScanStep {
  if (event.type === 'silence') return { state: { ...state, held: 0 }, effects: letGo(state) }
  if (event.type === 'leave') return endBurst(state)
  const { key, atMs, isRepeat } = event
  if (key.kind === 'modifier') return { state, effects: [] }
  // A scanner releases each key; what repeats is held down by a person.
  if (isRepeat) return endBurst(state)
  const patience = isPaperCode(state.text) ? PAPER_PATIENCE : 1
  const goesOn = atMs - state.lastMs <= settings.maxGapMs * patience
  if (key.kind === 'end') return endScan(state, atMs, goesOn, settings)
  if (key.kind === 'control' && goesOn) return { state: { ...state, lastMs: atMs }, effects: [{ type: 'swallow' }] }
  if (key.kind !== 'character') return endBurst(state)
  if (goesOn) return addCharacter(state, key.character, event, [])
  const { state: idle, effects } = endBurst(state)
  return addCharacter(idle, key.character, event, effects)
}

function addCharacter(
  state: ScanState,
  character: string,
  { atMs, inField }: { readonly atMs: number; readonly inField: boolean },
  before: readonly ScanEffect[],
): ScanStep {
  // No barcode begins with a space, and a button is pressed with it.
  if (state.text === '' && character === ' ') return { state, effects: before }
  if (isPaperCode(state.text + character)) {
    const text = state.text.length < MAX_PAPER_LENGTH ? state.text + character : state.text
    const effects: ScanEffect[] = [...before, { type: 'hold', character }]
    return { state: { ...state, text, held: state.held + 1, lastMs: atMs }, effects }
  }
  if (state.text.length >= MAX_LENGTH) {
    const { effects } = endBurst(state)
    return { state: { ...state, text: TOO_LONG, held: 0, lastMs: atMs }, effects: [...before, ...effects] }
  }
  const next = { ...state, text: state.text + character, lastMs: atMs }
  if (inField) return { state: next, effects: [...before, { type: 'remember-field' }] }
  return { state: { ...next, held: state.held + 1 }, effects: [...before, { type: 'hold', character }] }
}

function endScan(state: ScanState, atMs: number, goesOn: boolean, settings: ScanSettings): ScanStep {
  if (goesOn && state.text.trim().length >= settings.minLength) {
    const effects: ScanEffect[] = [{ type: 'swallow' }]
    if (state.held > 0) effects.push({ type: 'drop-held' })
    effects.push({ type: 'restore-fields' }, { type: 'scan', code: state.text.trim() })
    return { state: { ...NO_SCAN, endedMs: atMs }, effects }
  }
  if (state.text === '' && atMs - state.endedMs <= settings.maxGapMs)
    return { state: { ...state, endedMs: atMs }, effects: [{ type: 'swallow' }] }
  const ended = endBurst(state)
  return goesOn && state.text === TOO_LONG ? { ...ended, effects: [...ended.effects, { type: 'unreadable' }] } : ended
}

/** A burst that was no scan goes to the page; of the code of an order that broke off, nothing does. */
function letGo(state: ScanState): ScanEffect[] {
  if (isPaperCode(state.text)) return [{ type: 'drop-held' }, { type: 'restore-fields' }]
  return state.held > 0 ? [{ type: 'release' }] : []
}

function endBurst(state: ScanState): ScanStep {
  const effects = letGo(state)
  if (state.text !== '') effects.push({ type: 'forget-fields' })
  return { state: { ...NO_SCAN, endedMs: state.endedMs }, effects }
}

import { FieldMemory, takesCharacters } from './field-memory.ts'
import { HeldKeys } from './held-keys.ts'
import { readKey } from './scan-key.ts'
import { NO_SCAN, stepScan, type ScanEffect, type ScanEvent } from './scan-machine.ts'

export interface Scan {
  /** What the scanner read, without its Enter and without control characters. */
  readonly code: string
}

export interface ScannerOptions {
  /** Where key events pass first: the window, as a rule. */
  readonly target: Window
  readonly onScan: (scan: Scan) => void
  /** A scan, by its speed and its length, that is no code. */
  readonly onUnreadable?: () => void
  /** Each character a person typed while no text field had the focus: for `12*` and the like, see quantity-prefix.ts. */
  readonly onTyped?: (character: string) => void
  /** Keys of one scan come at most this far apart. */
  readonly maxGapMs?: number
  /** A shorter burst is a person's. */
  readonly minLength?: number
}

export interface Scanner {
  /** Presses what is still held back and takes every listener away. */
  stop(): void
}

/** An input method may deliver what it was composing only after the scan has ended. */
const LATE_INPUT_MS = 250

/**
 * Listens for a barcode scanner that types like a keyboard, whatever has the focus: in the capture phase, so that a
 * scan's Enter presses no button and its characters stay in no field. What a person types outside text fields reaches
 * the page when it is certain that no scan follows, `maxGapMs` later, as key events of the scanner's own.
 */
export function createScanner(options: ScannerOptions): Scanner {
  const { target, onScan, onUnreadable, onTyped, maxGapMs = 50, minLength = 4 } = options
  const fields = new FieldMemory()
  const held = new HeldKeys()
  let state = NO_SCAN
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Until then fields that were put back are put back again. */
  let lateUntilMs = -Infinity

  function take(event: ScanEvent, pressed?: Pressed): void {
    const step = stepScan(state, event, { maxGapMs, minLength })
    state = step.state
    clearTimeout(timer)
    // Two turns, so that keys which waited while the page was busy are seen before the silence.
    if (state.held > 0) timer = setTimeout(() => (timer = setTimeout(take, 0, { type: 'silence' })), maxGapMs)
    for (const effect of step.effects) perform(effect, pressed)
  }

  function perform(effect: ScanEffect, pressed: Pressed | undefined): void {
    if (effect.type === 'release') held.release((character) => onTyped?.(character))
    if (effect.type === 'drop-held') held.drop()
    if (effect.type === 'forget-fields') fields.forget()
    if (effect.type === 'restore-fields') {
      fields.restore()
      lateUntilMs = performance.now() + LATE_INPUT_MS
    }
    if (effect.type === 'scan') onScan({ code: effect.code })
    if (effect.type === 'unreadable') onUnreadable?.()
    if (!pressed) return
    if (effect.type === 'hold') held.hold(pressed.event, effect.character)
    if (effect.type === 'swallow') held.swallow(pressed.event)
    if (effect.type === 'remember-field') fields.remember(pressed.focused)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (held.isPressedAgain(event)) return
    const key = readKey(event)
    const [focused] = event.composedPath()
    if (key.kind === 'character' || key.kind === 'other') trustFields()
    const inField = takesCharacters(focused)
    take({ type: 'key', key, atMs: event.timeStamp, inField, isRepeat: event.repeat }, { event, focused })
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (!held.isPressedAgain(event)) held.takeKeyUp(event)
  }

  function onLateInput(event: Event): void {
    if (event.isTrusted && performance.now() < lateUntilMs) fields.restore()
  }

  /** What goes into fields from now on is a person's, or the next scan's. */
  function trustFields(): void {
    if (lateUntilMs === -Infinity) return
    lateUntilMs = -Infinity
    fields.forget()
  }

  const listeners = new AbortController()
  const capture = { capture: true, signal: listeners.signal }
  target.addEventListener('keydown', onKeyDown, capture)
  target.addEventListener('keyup', onKeyUp, capture)
  target.addEventListener('input', onLateInput, capture)
  target.addEventListener('compositionend', onLateInput, capture)
  target.addEventListener('pointerdown', trustFields, capture)
  // The focus has gone to another program: what is held back was not the beginning of a scan here.
  target.addEventListener('blur', () => take({ type: 'leave' }), { signal: listeners.signal })
  return {
    stop: () => {
      take({ type: 'leave' })
      listeners.abort()
    },
  }
}

interface Pressed {
  readonly event: KeyboardEvent
  readonly focused: EventTarget | undefined
}

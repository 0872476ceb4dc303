import { readKey } from './scan-key.ts'

export interface Scan {
  /** What the scanner read, without its Enter and without control characters. */
  readonly code: string
}

export interface ScannerOptions {
  /** Where key events pass first: the window, as a rule. */
  readonly target: Window
  readonly onScan: (scan: Scan) => void
  /** Each character a person typed while no text field had the focus: for `12*` and the like, see quantity-prefix.ts. */
  readonly onTyped?: (character: string) => void
  /** Characters of one scan come at most this far apart. */
  readonly maxGapMs?: number
  /** A shorter burst is a person's. */
  readonly minLength?: number
}

export interface Scanner {
  /** Takes every listener away. */
  stop(): void
}

/** Listens for a barcode scanner that types like a keyboard, whatever has the focus. */
export function createScanner({ target, onScan, maxGapMs = 50, minLength = 4 }: ScannerOptions): Scanner {
  let text = ''
  let lastMs = 0
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = readKey(event)
    if (event.timeStamp - lastMs > maxGapMs) text = ''
    if (key.kind === 'modifier') return
    lastMs = event.timeStamp
    if (key.kind === 'character') {
      text += key.character
      return
    }
    if (key.kind === 'end' && text.length >= minLength) {
      event.preventDefault()
      event.stopImmediatePropagation()
      onScan({ code: text })
    }
    text = ''
  }
  target.addEventListener('keydown', onKeyDown, { capture: true })
  return { stop: () => target.removeEventListener('keydown', onKeyDown, { capture: true }) }
}

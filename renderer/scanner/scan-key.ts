/** What a key event says to the scanner: a character of a code, its end, or something a person pressed. */
export type ScanKey =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'end' }
  /** Shift and its like, which come between the characters of a scan and mean nothing by themselves. */
  | { readonly kind: 'modifier' }
  /** A control character: a scanner sends GS or STX as Ctrl with a key. */
  | { readonly kind: 'control' }
  | { readonly kind: 'other' }

export type KeyLike = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>

/** Physical keys of the layout every scanner is delivered with: plain, then with Shift. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  IntlBackslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadMultiply: '**',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadDivide: '//',
  NumpadDecimal: '..',
}
const SHIFTED_DIGITS = ')!@#$%^&*('
const MODIFIERS = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta', 'NumLock'])

/**
 * Reads a key by where it is on the keyboard, because under a Hangul layout ABC arrives as ㅁㅠㅊ, and inside an input
 * method as nothing but keyCode 229.
 */
export function readKey(event: KeyLike): ScanKey {
  if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab') return endKey(event)
  if (event.code === '' && (event.key === 'Enter' || event.key === 'Tab')) return endKey(event)
  if (MODIFIERS.has(event.key)) return { kind: 'modifier' }
  const character = characterOf(event)
  if (character === undefined) return { kind: 'other' }
  if (event.ctrlKey && !event.altKey && !event.metaKey) return { kind: 'control' }
  if (event.ctrlKey || event.altKey || event.metaKey) return { kind: 'other' }
  return { kind: 'character', character }
}

function endKey(event: KeyLike): ScanKey {
  const chord = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
  return { kind: chord ? 'other' : 'end' }
}

function characterOf({ code, key, shiftKey }: KeyLike): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase()
  // Without NumLock these keys are arrows.
  if (code.startsWith('Numpad') && key.length > 1 && !isHidden(key)) return undefined
  const digit = /^(Digit|Numpad)([0-9])$/.exec(code)
  if (digit) return shiftKey && digit[1] === 'Digit' ? SHIFTED_DIGITS[Number(digit[2])] : digit[2]
  const pair = PUNCTUATION[code]
  if (pair !== undefined) return pair[shiftKey ? 1 : 0]
  // A remote desktop or an on-screen keyboard may send no code; then the key itself is all there is.
  return code === '' && /^[\x20-\x7e]$/.test(key) ? key : undefined
}

/** An input method, or a browser that protects its user, does not say which key it was. */
function isHidden(key: string): boolean {
  return key === 'Process' || key === 'Unidentified'
}

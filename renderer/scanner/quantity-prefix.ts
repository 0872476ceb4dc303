/**
 * "12*" and then a scan or a tap: twelve of them. Digits are typed while no text field has the focus; `*` seals them.
 * The text is read with parseQuantity once the product, and so its unit, is known: 1.25* is 1.25 kg of weighed goods.
 */
export interface QuantityPrefix {
  /** Digits typed since the last `*`, which a scan or any other key forgets. */
  readonly typing: string
  /** What a `*` has sealed, to be shown beside the ticket; null where there is none. */
  readonly sealed: string | null
}

export const NO_QUANTITY: QuantityPrefix = { typing: '', sealed: null }

/** "1234567" pieces or "1234.567" kilograms; more is a barcode typed by hand. */
const MAX_TYPED = 8

/**
 * The state after one character typed outside text fields.
 * @param character as `Scanner.onTyped` gives it; anything but digits, a point, a comma and `*` forgets what was being typed.
 */
export function typeQuantity(state: QuantityPrefix, character: string): QuantityPrefix {
  if (/^[0-9.,]$/.test(character)) {
    const typing = state.typing + character
    return { ...state, typing: typing.length > MAX_TYPED ? '' : typing }
  }
  if (character === '*' && /^\d+(?:[.,]\d+)?$/.test(state.typing)) return { typing: '', sealed: state.typing }
  return { ...state, typing: '' }
}

/** Takes "12*" off the front of what stands in the search field; `quantity` is null where there is none. */
export function splitQuantity(text: string): { readonly quantity: string | null; readonly rest: string } {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*[*×＊]\s*/.exec(text)
  return match ? { quantity: match[1]!, rest: text.slice(match[0].length) } : { quantity: null, rest: text }
}

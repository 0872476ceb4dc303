/** Elements whose content can be put back as it was. A select takes characters to choose an option. */
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Inputs that no character goes into. */
const BUTTONS = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])

/** Whether characters go into an element by themselves; only there can nothing be held back. */
export function takesCharacters(element: EventTarget | undefined): element is HTMLElement {
  return isField(element) || (element instanceof HTMLElement && element.isContentEditable)
}

function isField(element: EventTarget | undefined): element is Field {
  if (element instanceof HTMLSelectElement) return !element.disabled
  if (element instanceof HTMLInputElement && BUTTONS.has(element.type)) return false
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
  return isText && !element.readOnly && !element.disabled
}

interface Memory {
  readonly value: string
  readonly start: number | null
  readonly end: number | null
  readonly direction: 'forward' | 'backward' | 'none' | null
}

/** What fields held before a burst of keys went into them. */
export class FieldMemory {
  readonly #fields = new Map<Field, Memory>()

  /** Keeps a field as it is now, unless it is kept already. Rich text is not kept: this program has none. */
  remember(element: EventTarget | undefined): void {
    if (!isField(element) || this.#fields.has(element)) return
    this.#fields.set(element, readField(element))
  }

  /** Puts every field back and tells its screen as if a person had. They stay in memory until they are forgotten. */
  restore(): void {
    for (const [field, memory] of this.#fields) if (field.isConnected) restoreField(field, memory)
  }

  forget(): void {
    this.#fields.clear()
  }
}

function readField(field: Field): Memory {
  const { value } = field
  if (field instanceof HTMLSelectElement) return { value, start: null, end: null, direction: null }
  return { value, start: field.selectionStart, end: field.selectionEnd, direction: field.selectionDirection }
}

function restoreField(field: Field, { value, start, end, direction }: Memory): void {
  if (field.value !== value) {
    setNatively(field, value)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  }
  // Fields for numbers have no selection to speak of.
  if (start === null || field instanceof HTMLSelectElement) return
  if (field.selectionStart === start && field.selectionEnd === end) return
  field.setSelectionRange(start, end, direction ?? 'none')
}

/** By the element's own setter: React takes what goes through the one it lays over it for its own doing. */
function setNatively(field: Field, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set
  setter?.call(field, value)
}

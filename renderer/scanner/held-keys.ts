interface HeldKey {
  readonly event: KeyboardEvent
  /** What the key stands for on a scanner's keyboard. */
  readonly character: string
  /** Whether it was let go while it was held back. */
  isUp: boolean
}

/** Keys that the page has not seen yet, and may never see. */
export class HeldKeys {
  #held: HeldKey[] = []
  /** Keys whose way up is no more to be seen than their way down was. */
  readonly #swallowed = new Set<string>()
  readonly #pressedAgain = new WeakSet<Event>()

  hold(event: KeyboardEvent, character: string): void {
    stop(event)
    this.#held.push({ event, character, isUp: false })
  }

  swallow(event: KeyboardEvent): void {
    stop(event)
    this.#swallowed.add(event.code)
  }

  drop(): void {
    for (const { event, isUp } of this.#held) if (!isUp) this.#swallowed.add(event.code)
    this.#held = []
  }

  /** Presses them for the page in their order. */
  release(onTyped: (character: string) => void): void {
    const released = this.#held
    this.#held = []
    for (const { event, character, isUp } of released) {
      this.#press('keydown', event, character)
      if (isUp) this.#press('keyup', event, character)
      onTyped(character)
    }
  }

  /** Whether an event is one of those that `release` sends. */
  isPressedAgain(event: KeyboardEvent): boolean {
    return this.#pressedAgain.has(event)
  }

  takeKeyUp(event: KeyboardEvent): void {
    const key = this.#held.find(({ event: { code }, isUp }) => code === event.code && !isUp)
    if (key) key.isUp = true
    if (this.#swallowed.delete(event.code) || key) stop(event)
  }

  #press(type: 'keydown' | 'keyup', event: KeyboardEvent, character: string): void {
    const { code, location, keyCode, shiftKey, target } = event
    // An input method hides which key it was.
    const hidden = event.key === 'Process'
    const again = new KeyboardEvent(type, {
      ...(hidden ? { key: character } : { key: event.key, keyCode }),
      code,
      location,
      shiftKey,
      bubbles: true,
      cancelable: true,
      composed: true,
    })
    this.#pressedAgain.add(again)
    const focused = target instanceof Node && target.isConnected ? target : document.body
    focused.dispatchEvent(again)
  }
}

function stop(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

import type { Page } from '@playwright/test'
import type { Terminal } from './fixtures.ts'
import type { SafetyWire } from './safety-wire.ts'
import type { Services } from './services.ts'

/** One state of the screens, and the way to it. */
export interface State {
  readonly name: string
  /** Begins on Order with an order of seven lines. */
  open(page: Page, terminal: Terminal, around: Around): Promise<void>
}

/** What else has to do with a state. */
export interface Around {
  readonly services: Services
  readonly wire: SafetyWire
}

import type { PushRequest } from '../../contract/facts.ts'

export type Envelope = PushRequest['facts'][number]

/** Facts of one terminal, as it sent them. */
export interface Push {
  readonly terminalId: string
  readonly epoch: number
  /** In any order, with or without repeats. */
  readonly facts: readonly Envelope[]
}

/** So many spoilt messages to one store or one terminal, which then is looked through and thrown away. */
export interface Portion {
  readonly way: Way
  readonly seed: number
  readonly messages: number
}

export type Way = 'toStore' | 'toTerminal'

export interface PortionResult {
  readonly messages: number
  /** How many of them changed something in the database. */
  readonly changes: number
  readonly broken: readonly string[]
}

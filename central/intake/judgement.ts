import type { ErrorCode } from '../../contract/errors.ts'

/** What the central store says of a fact. */
export type Judgement =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly code: ErrorCode; readonly details: Details }

export type Details = Readonly<Record<string, string | number>>

export const ACCEPTED: Judgement = { outcome: 'accepted' }

export function refused(code: ErrorCode, details: Details = {}): Judgement {
  return { outcome: 'refused', code, details }
}

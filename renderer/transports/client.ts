import { createORPCClient, ORPCError, type ClientContext, type ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { isErrorCode, type ErrorCode } from '../../contract/errors.ts'
import type { TerminalContract } from '../../contract/terminal.ts'
import { ConnectionLostError } from './connection.ts'

/** The terminal service as the screens see it. */
export type TerminalClient = ContractRouterClient<TerminalContract>

export function createTerminalClient(link: ClientLink<ClientContext>): TerminalClient {
  return createORPCClient<TerminalClient>(link)
}

/** Why a call failed, in a form that has a sentence in both languages. */
export interface Failure {
  readonly code: ErrorCode | 'connection.lost'
  readonly details: Readonly<Record<string, string | number>>
}

/** Reads what a failed call threw; anything that is not in the closed list is the service's own fault. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConnectionLostError) return { code: 'connection.lost', details: {} }
  if (error instanceof ORPCError && isErrorCode(error.code)) return { code: error.code, details: detailsOf(error.data) }
  return { code: 'internal.failure', details: {} }
}

function detailsOf(data: unknown): Failure['details'] {
  if (typeof data !== 'object' || data === null) return {}
  const plain = Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return Object.fromEntries(plain) as Failure['details']
}

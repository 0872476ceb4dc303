import { ORPCError } from '@orpc/server'
import { ERRORS, type ErrorCode } from '../contract/errors.ts'
import { writeFailure } from '../db/open.ts'
import type { Result } from '../domain/result.ts'

type Details = Readonly<Record<string, string | number>>

/** An error that crosses the contract: its code is what the screens have a sentence for. */
export function contractError(code: ErrorCode, details: Details = {}): ORPCError<ErrorCode, Details> {
  return new ORPCError(code, { status: ERRORS[code], data: details })
}

/** The value of a result, or its failure thrown as an error of the contract. */
export function orThrow<Value, Code extends ErrorCode>(result: Result<Value, Code>): Value {
  if (result.ok) return result.value
  throw contractError(result.code, result.details)
}

/** Runs a write; a full disk is told in words, and nothing of the write was kept. */
export function orDiskFull<Value>(write: () => Value): Value {
  try {
    return write()
  } catch (error) {
    throw toldInWords(error)
  }
}

/** The same for what goes on after it was begun. */
export async function orDiskFullLater<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw toldInWords(error)
  }
}

/** What a clerk can be told of an error: that the disk did not take the write. Any other error stays what it is. */
export function toldInWords(error: unknown): unknown {
  const code = writeFailure(error)
  return code === undefined ? error : contractError(code)
}

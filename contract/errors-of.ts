import { z } from 'zod'
import { ERRORS, type ErrorCode } from './errors.ts'

/** What a sentence needs beside its code. */
export const Details = z.record(z.string(), z.union([z.string(), z.number()]))

/** The closed list of errors of one procedure. */
export function errors<Code extends ErrorCode>(...codes: readonly Code[]) {
  return Object.fromEntries(codes.map((code) => [code, { status: ERRORS[code], data: Details }])) as {
    [C in Code]: { status: (typeof ERRORS)[C]; data: typeof Details }
  }
}

import type { z } from 'zod'
import { Problem } from '../../contract/central.ts'

/** What a route answers when all is well, and what it answers otherwise. */
export function responses<Schema extends z.ZodType>(answer: Schema) {
  return {
    200: answer,
    default: { description: 'What went wrong', content: { 'application/problem+json': { schema: Problem } } },
  }
}

export const WITH_TOKEN = [{ token: [] }]

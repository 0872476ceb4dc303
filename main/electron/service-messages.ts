import { z } from 'zod'
import { PROBLEM_CODES } from '../problems.ts'

/** What the cabinet and its terminal service say to each other; the page's port travels with `connect`. */

export const ToService = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    dataFolder: z.string().min(1),
    centralUrl: z.string().nullable(),
    enrolmentCode: z.string().nullable(),
    version: z.string(),
    demonstration: z.boolean(),
  }),
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('stop') }),
])
export const FromService = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refused'), code: z.enum(PROBLEM_CODES), place: z.string() }),
])

export type ToService = z.infer<typeof ToService>
export type FromService = z.infer<typeof FromService>
export type ServiceStart = Extract<ToService, { type: 'start' }>

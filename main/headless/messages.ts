import { z } from 'zod'

/** What passes between the headless cabinet and the process that it keeps running. */
export const ToServer = z.object({
  dataFolder: z.string(),
  /** 0: any free one. */
  port: z.int().min(0).max(65_535),
  token: z.string().min(32),
  staticFolder: z.string().nullable(),
  centralUrl: z.string().nullable(),
  enrolmentCode: z.string().nullable(),
  version: z.string(),
  demonstration: z.boolean(),
})
export const FromServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.int(), pid: z.int() }),
  z.object({ type: z.literal('refused'), code: z.string(), place: z.string() }),
])

export type ToServer = z.infer<typeof ToServer>
export type FromServer = z.infer<typeof FromServer>

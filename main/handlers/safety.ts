import { orDiskFull } from '../errors.ts'
import { markRecoverySeen } from '../recovery/report.ts'
import { publishSafety, safetyStatus } from '../safety.ts'
import { contract } from './contract.ts'

const status = contract.safety.status.handler(({ context }) => safetyStatus(context.terminal))

const recoverySeen = contract.safety.recoverySeen.handler(({ context }) => {
  orDiskFull(() => markRecoverySeen(context.terminal))
  publishSafety(context.terminal)
  return safetyStatus(context.terminal)
})

export const safety = { status, recoverySeen }

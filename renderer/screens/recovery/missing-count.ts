import type { RecoveryReport } from '../../../contract/safety.ts'

/** How many records nobody has, as far as this terminal knows. */
export function missingCount(missing: RecoveryReport['missing']): number {
  return missing.reduce((count, { fromSeq, toSeq }) => count + toSeq - fromSeq + 1, 0)
}

import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'

const AGE_REFRESH_MS = 30_000

/** What happened, when, and what the terminal goes on from, each as a sentence. */
export function useRecoveryWords(recovery: RecoveryReport): { cause: string; when: string; from: string } {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow(AGE_REFRESH_MS)
  const { atMs, cause, restoredFrom, backupTakenAtMs } = recovery
  return {
    cause: t(`recovery.cause.${cause}`),
    when: `${t('recovery.when')}: ${format.date(atMs)} · ${format.age(atMs, nowMs)}`,
    from: from(),
  }

  function from(): string {
    if (restoredFrom !== 'backup') return t(`recovery.from.${restoredFrom}`)
    if (backupTakenAtMs === null) return t('recovery.from.backup.undated')
    return t('recovery.from.backup', { date: format.date(backupTakenAtMs), age: format.age(backupTakenAtMs, nowMs) })
  }
}

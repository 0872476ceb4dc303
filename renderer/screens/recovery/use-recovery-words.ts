import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'

const AGE_REFRESH_MS = 30_000

export interface RecoveryWords {
  readonly title: string
  readonly cause: string
  readonly when: string
  readonly from: string
}

/** What happened, when, and what the terminal goes on from, each as a sentence. */
export function useRecoveryWords(recovery: RecoveryReport): RecoveryWords {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow(AGE_REFRESH_MS)
  const { atMs, cause, restoredFrom, backupTakenAtMs } = recovery
  return {
    title: title(),
    cause: t(`recovery.cause.${cause}`),
    when: `${t('recovery.when')}: ${format.date(atMs)} · ${format.age(atMs, nowMs)}`,
    from: from(),
  }

  function title(): string {
    if (cause === 'behind') return t('recovery.title.behind')
    return restoredFrom === 'identity' ? t('recovery.title.identity') : t('recovery.title')
  }

  function from(): string {
    if (restoredFrom === 'own' && cause === 'behind') return t('recovery.from.own.behind')
    if (restoredFrom !== 'backup') return t(`recovery.from.${restoredFrom}`)
    if (backupTakenAtMs === null) return t('recovery.from.backup.undated')
    return t('recovery.from.backup', { date: format.date(backupTakenAtMs), age: format.age(backupTakenAtMs, nowMs) })
  }
}

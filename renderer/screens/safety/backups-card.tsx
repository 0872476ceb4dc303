import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../../contract/safety.ts'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'

interface BackupsCardProps {
  readonly backups: SafetyStatus['backups']
  readonly storage: SafetyStatus['storage']
}

const AGE_REFRESH_MS = 30_000

/** How many backups there are, how old the newest is, and whether there is room for more. */
export function BackupsCard({ backups, storage }: BackupsCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow(AGE_REFRESH_MS)
  const { count, newestAtMs, lastError } = backups
  return (
    <Card title={t('safety.backups')} icon={<Copy size={22} aria-hidden />}>
      {storage.low && <Callout tone="warning">{t('safety.space.low')}</Callout>}
      {lastError !== null && !storage.low && (
        <Callout tone="warning">
          {lastError === 'low_space' ? t('safety.backups.low_space') : t('safety.backups.failed')}
        </Callout>
      )}
      <Facts
        facts={[
          { label: t('safety.backups.count'), value: t('safety.backups.copies', { count }) },
          {
            label: t('safety.backups.newest'),
            value:
              newestAtMs === null
                ? t('safety.backups.none')
                : `${format.date(newestAtMs)} · ${format.age(newestAtMs, nowMs)}`,
          },
          {
            label: t('safety.space'),
            value: storage.freeBytes === null ? t('safety.space.unknown') : format.bytes(storage.freeBytes),
          },
        ]}
      />
    </Card>
  )
}

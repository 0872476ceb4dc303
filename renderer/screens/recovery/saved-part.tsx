import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useTerminal } from '../../app/stores-context.tsx'
import { Facts } from '../../components/facts.tsx'
import { Part } from './part.tsx'

/** What was read out, sent again and given back; it grows with each sync. */
export function SavedPart({ recovery }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const unsent = useTerminal(({ sync }) => sync?.unsentOrders ?? 0)
  const { toSend = recovery.requeuedFacts } = recovery
  const written = (count: number) => t('count.records', { count })
  return (
    <Part title={t('recovery.saved')}>
      <Facts
        facts={[
          { label: t('recovery.saved.salvaged'), value: written(recovery.salvagedOrders) },
          {
            label: t('recovery.saved.requeued'),
            value: toSend > 0 && unsent > 0 ? t('recovery.saved.sending', { count: unsent }) : written(toSend),
          },
          { label: t('recovery.saved.fetched'), value: written(recovery.fetchedBack) },
        ]}
      />
    </Part>
  )
}

import { LifeBuoy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { useFormat } from '../../format/use-format.ts'
import { missingCount } from '../recovery/missing-count.ts'

/** That the data was restored once, and the way to what happened then. */
export function RecoveryCard({ recovery }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const { atMs, seenAtMs, missing } = recovery
  return (
    <Card title={t('safety.recovery')} icon={<LifeBuoy size={22} aria-hidden />}>
      {seenAtMs === null && <Callout tone="warning">{t('safety.recovery.unread')}</Callout>}
      <Facts
        facts={[
          { label: t('recovery.when'), value: format.date(atMs) },
          { label: t('recovery.missing'), value: t('count.records', { count: missingCount(missing) }) },
          ...(seenAtMs === null ? [] : [{ label: t('safety.recovery.read'), value: format.date(seenAtMs) }]),
        ]}
      />
      <Button onPress={() => actions.go('recovery')}>{t('safety.recovery.open')}</Button>
    </Card>
  )
}

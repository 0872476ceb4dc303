import { Usb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../../contract/safety.ts'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'
import list from '../devices/list.module.css'
import { unsentWords } from '../devices/sync-card.tsx'

const AGE_REFRESH_MS = 30_000

/** When a stick was written last, when its confirmation came back, and what the next one would take along. */
export function CourierCard({ courier }: { readonly courier: SafetyStatus['courier'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const sync = useTerminal((state) => state.sync)
  const nowMs = useNow(AGE_REFRESH_MS)
  const when = (atMs: number | null) =>
    atMs === null ? t('devices.never') : `${format.date(atMs)} · ${format.age(atMs, nowMs)}`
  return (
    <Card title={t('safety.courier')} icon={<Usb size={22} aria-hidden />}>
      <p className={list.note}>{t('safety.courier.hint')}</p>
      <Facts
        facts={[
          { label: t('safety.courier.waiting'), value: sync ? unsentWords(t, sync) : '' },
          { label: t('safety.courier.written'), value: when(courier.lastWrittenAtMs) },
          { label: t('safety.courier.acknowledged'), value: when(courier.lastAcknowledgedAtMs) },
        ]}
      />
      <Button onPress={() => actions.go('courier')}>{t('courier.open')}</Button>
    </Card>
  )
}

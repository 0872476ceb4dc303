import { ScanLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../../contract/safety.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import list from '../devices/list.module.css'

/** Orders that were read from paper here and that the central store did not take: their receipts are needed still. */
export function PaperCard({ refusals }: { readonly refusals: SafetyStatus['paperRefusals'] }) {
  const { t } = useTranslation()
  const words = useCodeWords()
  const { actions } = useStores()
  return (
    <Card title={t('safety.paper')} icon={<ScanLine size={22} aria-hidden />}>
      <p className={list.note}>{t('safety.paper.hint')}</p>
      {refusals.map(({ orderId, number, code, details }) => (
        <div key={orderId} className={list.item}>
          <Callout tone="warning">
            {t('safety.paper.refused', { number: number || orderId, reason: words.refusal(code, details) })}
          </Callout>
          <Button onPress={() => void actions.paperSettled(orderId)}>{t('safety.paper.settled')}</Button>
        </div>
      ))}
    </Card>
  )
}

import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { PaperPreview } from '../../../contract/safety.ts'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Facts } from '../../components/facts.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import { useFormat } from '../../format/use-format.ts'
import styles from './paper-order.module.css'

/** The order as its receipt says it, to be compared with the paper before it is taken in. */
export function PaperOrder({ preview }: { readonly preview: PaperPreview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { paper } = useStores()
  const isCarried = useStore(paper, (state) => state.isCarried)
  const isBusy = useStore(paper, (state) => state.isBusy)
  const { orderId, number, placedAtMs, totalMinor, currency, lineCount, known } = preview
  return (
    <article className={styles.order} aria-label={t('paper.order', { number })}>
      <h3 className={styles.number}>{number}</h3>
      <Facts
        facts={[
          { label: t('paper.when'), value: format.date(placedAtMs) },
          { label: t('paper.lines'), value: t('paper.lineCount', { count: lineCount }) },
        ]}
      />
      <p className={styles.total}>
        <span>{t('paper.total')}</span>
        <strong>{format.money(totalMinor, currency)}</strong>
      </p>
      <div aria-live="polite" className={styles.outcome}>
        {isCarried ? (
          <Callout tone="good" title={t('paper.carried')}>
            {t('paper.carried.hint')}
          </Callout>
        ) : known ? (
          <Callout tone="plain" title={t('paper.known')}>
            {t('paper.known.hint')}
          </Callout>
        ) : (
          <>
            <Before orderId={orderId} />
            <Button tone="primary" size="pay" off={isBusy} onPress={() => void paper.getState().carry()}>
              {t('paper.carry')}
            </Button>
          </>
        )}
      </div>
    </article>
  )
}

/** What to look at before the order is taken in: the receipt, or why the central store did not take it last time. */
function Before({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const words = useCodeWords()
  const refusal = useTerminal(({ safety }) => safety?.paperRefusals.find((one) => one.orderId === orderId))
  return (
    <>
      {refusal && (
        <Callout tone="warning" title={t('paper.refused')}>
          {words.refusal(refusal.code, refusal.details)}
        </Callout>
      )}
      <Callout tone="plain">{t('paper.carry.hint')}</Callout>
    </>
  )
}

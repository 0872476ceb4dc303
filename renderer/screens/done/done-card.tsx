import { CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { useFormat } from '../../format/use-format.ts'
import type { LastOrder } from '../../stores/pay-store.ts'
import { StateChip } from '../orders/state-chip.tsx'
import { PrintChip } from './print-chip.tsx'
import styles from './done-card.module.css'

/** After an order, where its lines stood: the change and the number to call out. The next scan takes its place. */
export function DoneCard({ order }: { readonly order: LastOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  return (
    <section className={styles.card} aria-label={t('done.label')}>
      <p className={styles.saved}>
        <CircleCheckBig size={28} aria-hidden />
        {t('done.saved')}
        <span className={styles.state}>
          <StateChip state={order.state} />
        </span>
      </p>
      <div className={styles.block}>
        <span className={styles.label}>{t('done.number')}</span>
        <strong className={styles.number} data-testid="done-number">
          {order.number}
        </strong>
      </div>
      <div className={styles.block}>
        <span className={styles.label}>{order.tender === 'cash' ? t('cash.change') : t('done.card')}</span>
        <strong className={styles.change} data-testid="done-change">
          {format.money(order.tender === 'cash' ? order.changeMinor : order.totalMinor)}
        </strong>
      </div>
      <div className={styles.print}>
        <PrintChip print={order.print} />
        <Button hotkey="F7" onPress={() => void actions.reprint()}>
          {t('done.reprint')}
        </Button>
      </div>
      <p className={styles.hint}>{t('done.next')}</p>
    </section>
  )
}

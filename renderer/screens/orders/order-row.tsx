import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderSummary } from '../../../contract/terminal.ts'
import { useOrders } from '../../app/stores-context.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'
import { StateChip } from './state-chip.tsx'
import styles from './order-row.module.css'

interface OrderRowProps {
  readonly order: OrderSummary
  readonly selected: boolean
}

const AGE_REFRESH_MS = 30_000

export const OrderRow = memo(function OrderRow({ order, selected }: OrderRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const select = useOrders((state) => state.select)
  const nowMs = useNow(AGE_REFRESH_MS)
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={selected || undefined}
        onClick={() => void select(order.orderId)}
      >
        <span className={styles.number}>{order.number}</span>
        <span className={styles.total}>{format.money(order.totalMinor)}</span>
        <span className={styles.when}>
          {format.date(order.placedAtMs)} · {t('count.goods', { count: order.itemCount })}
        </span>
        <span className={styles.state}>
          <StateChip state={order.state} />
        </span>
        <span className="spoken">
          {t(`source.${order.stateSource}`)} {format.age(order.stateAtMs, nowMs)}
        </span>
      </button>
    </li>
  )
})

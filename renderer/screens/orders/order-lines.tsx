import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contract/terminal.ts'
import { quantityLeft } from '../../../domain/give-back.ts'
import { scrolledByKeys } from '../../components/scrolled-by-keys.ts'
import { useFormat } from '../../format/use-format.ts'
import styles from './order-lines.module.css'

/** The lines as they were placed; what has been cancelled since stands under them. */
export function OrderLines({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className={styles.lines} {...scrolledByKeys} aria-label={t('ticket.lines')}>
      {order.order.lines.map((line) => {
        const gone = line.quantity - quantityLeft(line, order.cancellations)
        return (
          <li key={line.lineId} className={styles.line}>
            <span className={styles.name}>
              {format.text(line.name)}
              <span className={styles.variant}>{format.variant(line.variant)}</span>
              {gone > 0 && (
                <span className={styles.gone}>
                  {t('orders.cancelledPart', { quantity: format.quantity(gone, line.unit) })}
                </span>
              )}
            </span>
            <span className={styles.quantity}>
              {format.quantity(line.quantity, line.unit)} × {format.money(line.priceMinor)}
            </span>
            <span className={styles.amount}>{format.money(line.totalMinor)}</span>
          </li>
        )
      })}
    </ul>
  )
}

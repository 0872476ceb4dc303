import { CircleCheckBig, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderSummary } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { useFormat } from '../../format/use-format.ts'
import { Refusal } from '../orders/refusal.tsx'
import styles from './list.module.css'

/** Orders the central store would not take. They are kept, and the others go on. */
export function RefusedCard() {
  const { t } = useTranslation()
  const format = useFormat()
  const { client, actions } = useStores()
  const [orders, setOrders] = useState<readonly OrderSummary[]>([])
  useEffect(() => {
    let isGone = false
    client.sync.refused().then(
      (list) => !isGone && setOrders(list),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [client])
  return (
    <Card title={t('devices.refused')} icon={<TriangleAlert size={22} aria-hidden />}>
      {orders.length === 0 ? (
        <p className={styles.none}>
          <CircleCheckBig size={20} aria-hidden />
          {t('devices.refused.none')}
        </p>
      ) : (
        <ul className={styles.list}>
          {orders.map((order) => (
            <li key={order.orderId} className={styles.item}>
              <div className={styles.line}>
                <span className={styles.strong}>{order.number}</span>
                <span>{format.money(order.totalMinor)}</span>
              </div>
              {order.refusal && <Refusal refusal={order.refusal} />}
              <Button onPress={() => actions.lookUp(order.number)}>{t('devices.refused.open')}</Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

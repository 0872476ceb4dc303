import { QrCode, ReceiptText, SearchX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrders, useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Message } from '../../components/message.tsx'
import { OrderView } from './order-view.tsx'
import { OrderRow } from './order-row.tsx'
import { OrderSearch } from './order-search.tsx'
import styles from './orders-screen.module.css'

/** Orders taken here: looked up by number, each with what became of it, who says so and how long ago. */
export function OrdersScreen() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const detail = useOrders((state) => state.detail)
  const selectedId = useOrders((state) => state.selectedId)
  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-label={t('orders.list')}>
        <OrderSearch />
        <OrderList />
        <div className={styles.paper}>
          <Button data-paper-open icon={<QrCode size={22} aria-hidden />} onPress={() => actions.go('paper')}>
            {t('paper.open')}
          </Button>
        </div>
      </section>
      {detail && detail.orderId === selectedId ? (
        <OrderView key={detail.orderId} order={detail} />
      ) : (
        <Message icon={<ReceiptText size={48} />} title={t('orders.choose')}>
          {t('orders.choose.hint')}
        </Message>
      )}
    </div>
  )
}

function OrderList() {
  const { t } = useTranslation()
  const orders = useOrders((state) => state.orders)
  const query = useOrders((state) => state.query)
  const failure = useOrders((state) => state.failure)
  const hasMore = useOrders((state) => state.hasMore)
  const showMore = useOrders((state) => state.showMore)
  const search = useOrders((state) => state.search)
  const selectedId = useOrders((state) => state.selectedId)
  if (orders?.length === 0 && query.trim() !== '' && (!failure || failure.code.startsWith('order_number.')))
    return (
      <Message icon={<SearchX size={48} />} title={t('orders.notFound', { query: query.trim() })}>
        {failure ? t(`error.${failure.code}`, failure.details) : t('orders.notFound.hint')}
      </Message>
    )
  if (failure && orders?.length === 0)
    return (
      <Message
        icon={<TriangleAlert size={48} />}
        title={t('orders.failed')}
        action={<Button onPress={() => void search(query)}>{t('action.again')}</Button>}
      >
        {t(`error.${failure.code}`, failure.details)}
      </Message>
    )
  if (orders?.length === 0)
    return (
      <Message icon={<ReceiptText size={48} />} title={t('orders.none')}>
        {t('orders.none.hint')}
      </Message>
    )
  return (
    <ul className={styles.rows}>
      {orders?.map((order) => (
        <OrderRow key={order.orderId} order={order} selected={order.orderId === selectedId} />
      ))}
      {hasMore && (
        <li className={styles.more}>
          <Button onPress={() => void showMore()}>{t('orders.more')}</Button>
        </li>
      )}
    </ul>
  )
}

import { Ban, Image, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contract/terminal.ts'
import { quantityLeft } from '../../../domain/give-back.ts'
import { canBecome } from '../../../domain/order.ts'
import { useOrders, useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'
import { CancelPanel } from './cancel-panel.tsx'
import { OrderLines } from './order-lines.tsx'
import { Refusal } from './refusal.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { StateChip } from './state-chip.tsx'
import styles from './order-view.module.css'

const AGE_REFRESH_MS = 10_000

/** One order in full: its state with source and age, its lines, how it was paid, and what can be done about it. */
export function OrderView({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const nowMs = useNow(AGE_REFRESH_MS)
  const failure = useOrders((state) => state.detailFailure)
  const [isCancelling, setCancelling] = useState(false)
  const [isReceiptOpen, setReceiptOpen] = useState(false)
  const isLeft = order.order.lines.some((line) => quantityLeft(line, order.cancellations) > 0)
  const isCancellable = isLeft && canBecome(order.state, 'cancelled')
  if (isCancelling) return <CancelPanel order={order} onClose={() => setCancelling(false)} />
  return (
    <article className={styles.view} aria-label={t('orders.order', { number: order.number })}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.number}>{order.number}</h2>
          <p className={styles.when}>
            {format.date(order.placedAtMs)} · {t(`print.${order.print}`)}
          </p>
        </div>
        <div className={styles.state}>
          <StateChip state={order.state} />
          <p className={styles.source} data-testid="state-source">
            {t(`source.${order.stateSource}`)} · {format.age(order.stateAtMs, nowMs)}
          </p>
        </div>
      </header>
      {order.refusal && <Refusal refusal={order.refusal} />}
      {failure && <p className={styles.failure}>{t(`error.${failure.code}`, failure.details)}</p>}
      <OrderLines order={order} />
      <Sums order={order} />
      <div className={styles.keys}>
        <Button icon={<Image size={22} aria-hidden />} onPress={() => setReceiptOpen(true)}>
          {t('orders.receipt')}
        </Button>
        <Button icon={<Printer size={22} aria-hidden />} onPress={() => void actions.reprintOrder(order)}>
          {t('done.reprint')}
        </Button>
        {isCancellable && (
          <Button tone="danger" icon={<Ban size={22} aria-hidden />} onPress={() => setCancelling(true)}>
            {t('cancel.cancel')}
          </Button>
        )}
      </div>
      {isReceiptOpen && <ReceiptDialog order={order} onClose={() => setReceiptOpen(false)} />}
    </article>
  )
}

function Sums({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className={styles.sums}>
      <div className={styles.total}>
        <dt>{t('ticket.total', { count: order.itemCount })}</dt>
        <dd>{format.money(order.totalMinor)}</dd>
      </div>
      {order.order.payments.map((payment) => (
        <div key={payment.tender === 'card' ? payment.attemptId : payment.tender}>
          <dt>
            {payment.tender === 'cash'
              ? t('orders.paid.cash', {
                  received: format.money(payment.tenderedMinor),
                  change: format.money(payment.changeMinor),
                })
              : t('orders.paid.card', { last4: payment.last4, authorisation: payment.authorisation })}
          </dt>
          <dd>{format.money(payment.amountMinor)}</dd>
        </div>
      ))}
      {order.refundedMinor > 0 && (
        <div className={styles.refunded}>
          <dt>{t('orders.refunded')}</dt>
          <dd>{format.money(-order.refundedMinor)}</dd>
        </div>
      )}
    </dl>
  )
}

import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cartTotal, itemCount } from '../../../domain/cart.ts'
import { useOrder, usePay, useTerminal, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { useFormat } from '../../format/use-format.ts'
import { DoneCard } from '../done/done-card.tsx'
import { CardPanel } from '../pay/card-panel.tsx'
import { CashPanel } from '../pay/cash-panel.tsx'
import { isOutstanding } from '../../stores/card-busy.ts'
import { ClearPanel } from './clear-panel.tsx'
import { EmptyTicket } from './empty-ticket.tsx'
import { PayKeys } from './pay-keys.tsx'
import { QuantityPanel } from './quantity-panel.tsx'
import { QuantityTag } from './quantity-tag.tsx'
import { TicketLines } from './ticket-lines.tsx'
import { UndoStrip } from './undo-strip.tsx'
import { VariantsPanel } from './variants-panel.tsx'
import { WeightPanel } from './weight-panel.tsx'
import styles from './ticket.module.css'

/** The right side: the open order, and in its place whatever is being asked about it. */
export function Ticket() {
  const panel = useView((state) => state.panel)
  const cardOutstanding = useTerminal(({ info }) => info?.outstandingCard ?? null)
  const payPhase = usePay((state) => state.phase)
  const cardFirst = payPhase === 'card-waiting' || payPhase === 'card-asking' || isOutstanding(cardOutstanding)
  return (
    <aside className={styles.ticket}>
      {cardFirst || panel.kind === 'card' ? (
        <CardPanel />
      ) : panel.kind === 'cash' ? (
        <CashPanel digits={panel.digits} />
      ) : panel.kind === 'weight' ? (
        <WeightPanel key={panel.sku} sku={panel.sku} />
      ) : panel.kind === 'variants' ? (
        <VariantsPanel key={panel.style} style={panel.style} />
      ) : panel.kind === 'quantity' ? (
        <QuantityPanel key={panel.lineId} lineId={panel.lineId} />
      ) : panel.kind === 'clear' ? (
        <ClearPanel />
      ) : (
        <OpenOrder />
      )}
    </aside>
  )
}

function OpenOrder() {
  const { t } = useTranslation()
  const format = useFormat()
  const cart = useOrder((state) => state.cart)
  const last = usePay((state) => state.last)
  const open = useView((state) => state.open)
  const lines = cart?.lines ?? []
  const empty = lines.length === 0
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.number}>{t('ticket.title', { number: cart?.nextNumber ?? '' })}</h2>
        <QuantityTag />
        {!empty && (
          <Button
            tone="quiet"
            className={styles.clear}
            icon={<Trash2 size={20} aria-hidden />}
            onPress={() => open({ kind: 'clear' })}
          >
            {t('ticket.clear')}
          </Button>
        )}
      </header>
      <div className={styles.body}>
        {!empty ? <TicketLines lines={lines} /> : last ? <DoneCard order={last} /> : <EmptyTicket />}
        <UndoStrip />
      </div>
      <div className={styles.total}>
        <span>{t('ticket.total', { count: itemCount(lines) })}</span>
        <strong className={styles.amount} data-testid="total">
          {format.money(cartTotal({ lines }))}
        </strong>
      </div>
      <PayKeys empty={empty} />
    </>
  )
}

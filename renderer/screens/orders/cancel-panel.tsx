import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contract/terminal.ts'
import { giveBack, quantityLeft } from '../../../domain/give-back.ts'
import { type OrderLine } from '../../../domain/order.ts'
import { useOrders } from '../../app/stores-context.tsx'
import { AskDialog } from '../../components/ask-dialog.tsx'
import { Button } from '../../components/button.tsx'
import { Result } from '../../components/result.tsx'
import { useFormat } from '../../format/use-format.ts'
import styles from './cancel-panel.module.css'

interface CancelPanelProps {
  readonly order: OrderDetail
  readonly onClose: () => void
}

/** What is taken back of an order: all of it at first, less where lines are turned down. Money going back asks first. */
export function CancelPanel({ order, onClose }: CancelPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const cancel = useOrders((state) => state.cancel)
  const failure = useOrders((state) => state.detailFailure)
  const [isAsking, setAsking] = useState(false)
  const left = new Map(order.order.lines.map((line) => [line.lineId, quantityLeft(line, order.cancellations)]))
  const [taken, setTaken] = useState(left)
  const wanted = [...taken].filter(([, quantity]) => quantity > 0).map(([lineId, quantity]) => ({ lineId, quantity }))
  const outcome = giveBack(order.order, order.cancellations, wanted)
  const refund = format.money(outcome.ok ? outcome.value.refundMinor : 0)
  const isCash = order.tenders.includes('cash')
  async function confirm(): Promise<void> {
    setAsking(false)
    if (await cancel(wanted)) onClose()
  }
  return (
    <section className={styles.panel} aria-label={t('cancel.title', { number: order.number })}>
      <h2 className={styles.title}>{t('cancel.title', { number: order.number })}</h2>
      <p className={styles.hint}>{t('cancel.hint')}</p>
      <ul className={styles.lines}>
        {order.order.lines.map((line) => (
          <CancelLine
            key={line.lineId}
            line={line}
            left={left.get(line.lineId) ?? 0}
            taken={taken.get(line.lineId) ?? 0}
            onChange={(quantity) => setTaken(new Map(taken).set(line.lineId, quantity))}
          />
        ))}
      </ul>
      {failure && <p className={styles.failure}>{t(`error.${failure.code}`, failure.details)}</p>}
      <Result label={isCash ? t('cancel.refund.cash') : t('cancel.refund.card')} value={refund} size="large" />
      <div className={styles.keys}>
        <Button onPress={onClose}>{t('action.back')}</Button>
        <Button tone="danger" off={!outcome.ok} onPress={() => setAsking(true)}>
          {t('cancel.cancel')}
        </Button>
      </div>
      <AskDialog
        title={t('cancel.question', { refund })}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        keys={
          <>
            <Button size="pay" onPress={() => setAsking(false)} autoFocus>
              {t('cancel.keep')}
            </Button>
            <Button size="pay" tone="danger" onPress={() => void confirm()}>
              {t('cancel.confirm')}
            </Button>
          </>
        }
      >
        {t('cancel.what', { number: order.number })}
      </AskDialog>
    </section>
  )
}

interface CancelLineProps {
  readonly line: OrderLine
  readonly left: number
  readonly taken: number
  readonly onChange: (quantity: number) => void
}

/** Pieces one by one; weighed goods whole or not at all. */
function CancelLine({ line, left, taken, onChange }: CancelLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const step = line.unit === 'gram' ? left : 1
  const name = format.text(line.name)
  return (
    <li className={styles.line} data-off={left === 0 || undefined}>
      <span className={styles.name}>
        {name}
        <span className={styles.note}>
          {[format.variant(line.variant), t('cancel.left', { quantity: format.quantity(left, line.unit) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={styles.stepper}>
        <Button
          tone="quiet"
          aria-label={t('line.less', { name })}
          off={taken === 0}
          onPress={() => onChange(Math.max(0, taken - step))}
          icon={<Minus size={22} aria-hidden />}
        />
        <output className={styles.taken}>{format.quantity(taken, line.unit)}</output>
        <Button
          tone="quiet"
          aria-label={t('line.more', { name })}
          off={taken >= left}
          onPress={() => onChange(Math.min(left, taken + step))}
          icon={<Plus size={22} aria-hidden />}
        />
      </span>
    </li>
  )
}

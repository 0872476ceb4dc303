import { Minus, Plus, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { lineTotal, type CartLine } from '../../../domain/cart.ts'
import { useOrder, useView } from '../../app/stores-context.tsx'
import { useFormat } from '../../format/use-format.ts'
import { classes } from '../../components/classes.ts'
import styles from './ticket-line.module.css'

interface TicketLineProps {
  readonly line: CartLine
  readonly selected: boolean
  /** Goes up each time the line changed, so that it lights up again. */
  readonly flash: number
}

/** One line of 64 px: what, how many, how much. Its buttons are tab stops only where it is the selected line. */
export const TicketLine = memo(function TicketLine({ line, selected, flash }: TicketLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const setQuantity = useOrder((state) => state.setQuantity)
  const remove = useOrder((state) => state.remove)
  const select = useOrder((state) => state.select)
  const open = useView((state) => state.open)
  const name = format.text(line.name)
  const variant = format.variant(line.variant)
  const tabIndex = selected ? 0 : -1
  const last = line.quantity === 1 || line.unit === 'gram'
  return (
    <div className={styles.line} data-selected={selected || undefined} onFocus={() => select(line.lineId)}>
      {flash > 0 && <span key={flash} className={styles.flash} />}
      <span className={styles.name}>
        <span className={styles.title}>{name}</span>
        {variant !== '' && <span className={styles.variant}>{variant}</span>}
      </span>
      <span className={styles.stepper}>
        <button
          type="button"
          className={styles.step}
          tabIndex={tabIndex}
          data-part="less"
          aria-label={last ? t('line.remove', { name }) : t('line.less', { name })}
          onClick={() => void (last ? remove(line.lineId) : setQuantity(line.lineId, line.quantity - 1))}
        >
          {last ? <Trash2 size={20} aria-hidden /> : <Minus size={22} aria-hidden />}
        </button>
        <button
          type="button"
          className={classes(styles.quantity, line.unit === 'gram' && styles.weight)}
          tabIndex={tabIndex}
          data-part="quantity"
          aria-label={t('line.quantity', { name, quantity: format.quantity(line.quantity, line.unit) })}
          onClick={() => open({ kind: 'quantity', lineId: line.lineId })}
        >
          {format.quantity(line.quantity, line.unit)}
        </button>
        {line.unit === 'piece' && (
          <button
            type="button"
            className={styles.step}
            tabIndex={tabIndex}
            data-part="more"
            aria-label={t('line.more', { name })}
            onClick={() => void setQuantity(line.lineId, line.quantity + 1)}
          >
            <Plus size={22} aria-hidden />
          </button>
        )}
      </span>
      <span className={styles.amount}>{format.money(lineTotal(line))}</span>
    </div>
  )
})

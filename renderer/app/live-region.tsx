import { useTranslation } from 'react-i18next'
import { cartTotal, lineTotal } from '../../domain/cart.ts'
import { useFormat } from '../format/use-format.ts'
import { useOrder, usePay } from './stores-context.tsx'

/** Says item and total after each change, and the number and change after each order, to a screen reader. */
export function LiveRegion() {
  const { t } = useTranslation()
  const format = useFormat()
  const cart = useOrder((state) => state.cart)
  const touched = useOrder((state) => state.touched)
  const last = usePay((state) => state.last)
  const line = cart?.lines.find(({ lineId }) => lineId === touched?.lineId)
  const total = format.money(cartTotal({ lines: cart?.lines ?? [] }))
  const words = line
    ? t('live.line', {
        name: [format.text(line.name), format.variant(line.variant)].filter(Boolean).join(' '),
        quantity: format.quantity(line.quantity, line.unit),
        amount: format.money(lineTotal(line)),
        total,
      })
    : last
      ? last.tender === 'card'
        ? t('live.done.card', { number: last.number })
        : t('live.done', { number: last.number, change: format.money(last.changeMinor) })
      : ''
  return (
    <p className="spoken" aria-live="polite" data-testid="live">
      {words}
    </p>
  )
}

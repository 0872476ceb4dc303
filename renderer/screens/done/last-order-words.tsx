import { useTranslation } from 'react-i18next'
import { useOrder, usePay } from '../../app/stores-context.tsx'
import { useFormat } from '../../format/use-format.ts'
import styles from './last-order-words.module.css'

/** The order before this one, in a few words, while the next is being taken. */
export function LastOrderWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const last = usePay((state) => state.last)
  const isOpen = useOrder(({ cart }) => (cart?.lines.length ?? 0) > 0)
  // Before the next order begins, the Done card says it larger.
  if (!last || !isOpen) return null
  return (
    <span className={styles.words}>
      <span className={styles.number}>{t('last.number', { number: last.number })}</span>
      {last.tender === 'cash' && (
        <span className={styles.change}>{t('last.change', { change: format.money(last.changeMinor) })}</span>
      )}
    </span>
  )
}

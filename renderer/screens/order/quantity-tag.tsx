import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../app/stores-context.tsx'
import styles from './quantity-tag.module.css'

/** The quantity that the next scan or tap will take; a press forgets it. */
export function QuantityTag() {
  const { t } = useTranslation()
  const { typing, sealed } = useView((state) => state.prefix)
  const forget = useView((state) => state.forgetQuantity)
  const shown = sealed ?? typing
  if (shown === '') return null
  return (
    <button
      type="button"
      className={styles.tag}
      data-sealed={sealed !== null || undefined}
      aria-label={t('prefix.forget', { quantity: shown })}
      onClick={forget}
    >
      {sealed === null ? shown : t('prefix.next', { quantity: sealed })}
      <X size={20} aria-hidden />
    </button>
  )
}

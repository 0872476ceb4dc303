import { Search, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrders } from '../../app/stores-context.tsx'
import styles from './order-search.module.css'

/** A number as it is said, typed or scanned: all of it, or the running part alone. */
export function OrderSearch() {
  const { t } = useTranslation()
  const query = useOrders((state) => state.query)
  const search = useOrders((state) => state.search)
  return (
    <div className={styles.field} role="search">
      <Search size={22} aria-hidden />
      <input
        className={styles.input}
        data-order-search
        value={query}
        placeholder={t('orders.search.placeholder')}
        aria-label={t('orders.search')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => void search(event.target.value)}
      />
      {query !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('search.clear')}
          onClick={(event) => {
            void search('')
            event.currentTarget.parentElement?.querySelector('input')?.focus()
          }}
        >
          <X size={22} aria-hidden />
        </button>
      )}
    </div>
  )
}

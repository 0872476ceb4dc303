import { useTranslation } from 'react-i18next'
import type { Category } from '../../../domain/product.ts'
import { useView } from '../../app/stores-context.tsx'
import { useFormat } from '../../format/use-format.ts'
import { POPULAR } from '../../stores/view-store.ts'
import styles from './categories.module.css'

export function Categories({ categories }: { readonly categories: readonly Category[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useView((state) => (state.search.trim() === '' ? state.category : null))
  const setCategory = useView((state) => state.setCategory)
  const shelves = [{ id: POPULAR, label: t('category.popular') }].concat(
    categories.map(({ id, name }) => ({ id, label: format.text(name) })),
  )
  return (
    <nav className={styles.categories} aria-label={t('category.label')}>
      {shelves.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={styles.category}
          aria-current={id === chosen || undefined}
          onClick={() => setCategory(id)}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}

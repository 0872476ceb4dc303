import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../domain/product.ts'
import { useView } from '../../app/stores-context.tsx'
import { useFormat } from '../../format/use-format.ts'
import { POPULAR } from '../../stores/view-store.ts'
import styles from './categories.module.css'

/** A column on a wide screen, a row on a narrow one; a row that is too long has a key for the rest of it. */
export function Categories({ categories }: { readonly categories: readonly Category[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useView((state) => (state.search.trim() === '' ? state.category : null))
  const setCategory = useView((state) => state.setCategory)
  const row = useRef<HTMLDivElement>(null)
  const hasMore = useHasMore(row, categories)
  const shelves = [{ id: POPULAR, label: t('category.popular') }].concat(
    categories.map(({ id, name }) => ({ id, label: format.text(name) })),
  )
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])

  function showMore(): void {
    const element = row.current
    if (!element) return
    const atEnd = element.scrollLeft + element.clientWidth >= element.scrollWidth - 2
    element.scrollTo({ left: atEnd ? 0 : element.scrollLeft + element.clientWidth * 0.7, behavior: 'smooth' })
  }

  return (
    <nav className={styles.categories} aria-label={t('category.label')}>
      <div className={styles.row} ref={row}>
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
      </div>
      {hasMore && (
        <button type="button" className={styles.more} aria-label={t('category.more')} onClick={showMore}>
          <ChevronRight size={24} aria-hidden />
        </button>
      )}
    </nav>
  )
}

/** Whether the row holds more than it can show side by side. */
function useHasMore(row: React.RefObject<HTMLDivElement | null>, content: unknown): boolean {
  const [hasMore, setHasMore] = useState(false)
  useEffect(() => {
    const element = row.current
    if (!element) return
    const observer = new ResizeObserver(() => setHasMore(element.scrollWidth > element.clientWidth + 1))
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [row, content])
  return hasMore
}

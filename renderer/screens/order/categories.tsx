import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
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
  const content = useRef<HTMLDivElement>(null)
  const hasMore = useHasMore(row, content)
  const shelves = [{ id: POPULAR, label: t('category.popular') }].concat(
    categories.map(({ id, name }) => ({ id, label: format.text(name) })),
  )
  function showMore(): void {
    const element = row.current
    if (!element) return
    const atEnd = element.scrollLeft + element.clientWidth >= element.scrollWidth - 2
    element.scrollTo({ left: atEnd ? 0 : element.scrollLeft + element.clientWidth * 0.7, behavior: 'smooth' })
  }

  return (
    <nav className={styles.categories} aria-label={t('category.label')}>
      <div className={styles.row} ref={row}>
        <div className={styles.content} ref={content}>
          {shelves.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              ref={id === chosen ? bringIntoView : null}
              className={styles.category}
              aria-current={id === chosen || undefined}
              onClick={() => setCategory(id)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      {hasMore && (
        <button type="button" className={styles.more} aria-label={t('category.more')} onClick={showMore}>
          <ChevronRight size={24} aria-hidden />
        </button>
      )}
    </nav>
  )
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Whether the row's content is wider than the row. */
function useHasMore(row: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): boolean {
  const [hasMore, setHasMore] = useState(false)
  useEffect(() => {
    if (!row.current || !content.current) return
    const [outer, inner] = [row.current, content.current]
    const observer = new ResizeObserver(() => setHasMore(inner.offsetWidth > outer.clientWidth + 1))
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [row, content])
  return hasMore
}

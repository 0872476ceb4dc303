import { SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogue, useView } from '../../app/stores-context.tsx'
import type { Product } from '../../../domain/product.ts'
import { POPULAR } from '../../stores/view-store.ts'
import { toTiles, type Shelves, type Tile } from '../../stores/tiles.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import { Message } from '../../components/message.tsx'
import { useFormat } from '../../format/use-format.ts'
import { CataloguePending } from './catalogue-pending.tsx'
import { Categories } from './categories.tsx'
import { TileGrid } from './tile-grid.tsx'
import styles from './order-screen.module.css'

const HITS_SHOWN = 100

/** Home: categories on one side, goods to tap, and what a search found in their place. */
export function OrderScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const shelves = useCatalogue((state) => state.shelves)
  const index = useCatalogue((state) => state.index)
  const category = useView((state) => state.category)
  const search = useView((state) => state.search)
  const searching = search.trim() !== ''
  const tiles = useMemo(
    () => (shelves ? tilesFor(shelves, index, searching ? search : '', category) : []),
    [shelves, index, searching, search, category],
  )

  if (!shelves || shelves.products.length === 0) return <CataloguePending />
  const chosen = shelves.categories.find(({ id }) => id === category)
  const heading = chosen ? format.text(chosen.name) : t('category.popular')
  return (
    <div className={styles.screen}>
      <Categories categories={shelves.categories} />
      <section className={styles.goods} aria-label={searching ? t('search.results') : heading}>
        <div className={styles.heading}>
          <h2>{searching ? t('search.heading', { query: search.trim() }) : heading}</h2>
          <span className={styles.count}>{t('count.goods', { count: tiles.length })}</span>
        </div>
        {tiles.length === 0 ? (
          <Message icon={<SearchX size={40} />} title={t('search.nothing', { query: search.trim() })}>
            {t('search.nothing.hint')}
          </Message>
        ) : (
          <TileGrid key={searching ? 'search' : category} tiles={tiles} />
        )}
      </section>
    </div>
  )
}

function tilesFor(shelves: Shelves, index: SearchIndex | null, query: string, category: string): readonly Tile[] {
  if (query === '') return category === POPULAR ? shelves.popular : (shelves.byCategory.get(category) ?? [])
  const found = (index?.search(query, HITS_SHOWN) ?? []).map(({ sku }) => shelves.bySku.get(sku))
  return toTiles(
    found.filter((product): product is Product => product !== undefined),
    shelves.styles,
  )
}

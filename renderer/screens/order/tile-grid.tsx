import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../../app/composing.ts'
import type { Tile } from '../../stores/tiles.ts'
import { ProductTile } from './product-tile.tsx'
import styles from './tile-grid.module.css'

const GAP = 8
const WIDE = { width: 160, height: 112 }
const NARROW = { width: 154, height: 108 }

/** How far each arrow goes, given the number of columns. */
const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
}

/** The goods as tiles in as many columns as fit; rows out of sight are not drawn. */
export function TileGrid({ tiles }: { readonly tiles: readonly Tile[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const { columns, tileHeight } = useColumns(scroller)
  const rows = Math.ceil(tiles.length / columns)
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => tileHeight + GAP,
    overscan: 3,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, tileHeight, columns])
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [tiles])

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    const from = Number((event.target as HTMLElement).dataset['index'])
    if (!step || isComposing(event.nativeEvent) || !Number.isInteger(from)) return
    event.preventDefault()
    const to = from + step(columns)
    if (to < 0) return focusSearch()
    if (to >= tiles.length) return
    virtual.scrollToIndex(Math.floor(to / columns))
    requestAnimationFrame(() => focusTile(scroller.current, to))
  }

  return (
    <div ref={scroller} className={styles.scroller} onKeyDown={move}>
      <ul className={styles.rows} style={{ height: virtual.getTotalSize() - GAP }} aria-label={t('goods.label')}>
        {virtual.getVirtualItems().map((row) => (
          <li
            key={row.key}
            className={styles.row}
            style={{ transform: `translateY(${row.start}px)`, height: tileHeight }}
          >
            {tiles.slice(row.index * columns, (row.index + 1) * columns).map((tile, column) => (
              <ProductTile key={tile.key} tile={tile} index={row.index * columns + column} />
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Moves the focus to a tile; the first one is where ArrowDown leads from the search field. */
export function focusTile(within: ParentNode | null, index: number): void {
  within?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus()
}

function focusSearch(): void {
  document.querySelector<HTMLElement>('[data-search]')?.focus()
}

function useColumns(scroller: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ columns: 5, tileHeight: WIDE.height })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const tile = window.innerWidth < 1280 ? NARROW : WIDE
      const columns = Math.max(2, Math.floor((element.clientWidth - 12 + GAP) / (tile.width + GAP)))
      setSize((size) =>
        size.columns === columns && size.tileHeight === tile.height ? size : { columns, tileHeight: tile.height },
      )
      element.style.setProperty('--columns', String(columns))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [scroller])
  return size
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CartLine } from '../../../domain/cart.ts'
import { isComposing } from '../../app/composing.ts'
import { useOrder } from '../../app/stores-context.tsx'
import { TicketLine } from './ticket-line.tsx'
import styles from './ticket-lines.module.css'

const LINE_HEIGHT = 64

/** The order's lines; the one changed last comes into view. Up and Down go from line to line. */
export function TicketLines({ lines }: { readonly lines: readonly CartLine[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const touched = useOrder((state) => state.touched)
  const selectedLineId = useOrder((state) => state.selectedLineId) ?? lines.at(-1)?.lineId
  const select = useOrder((state) => state.select)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => lines[index]?.lineId ?? index,
    overscan: 4,
  })
  const touchedIndex = lines.findIndex((line) => line.lineId === touched?.lineId)
  useEffect(() => {
    if (touchedIndex >= 0) virtual.scrollToIndex(touchedIndex)
  }, [virtual, touchedIndex, touched?.serial])

  function move(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent) || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const from = lines.findIndex((line) => line.lineId === selectedLineId)
    const to = from + (event.key === 'ArrowUp' ? -1 : 1)
    const line = lines[to]
    if (!line) return
    select(line.lineId)
    virtual.scrollToIndex(to)
    const part = (event.target as HTMLElement).dataset['part'] ?? 'quantity'
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-line="${line.lineId}"] [data-part="${part}"]`)?.focus(),
    )
  }

  return (
    <div ref={scroller} className={styles.scroller} onKeyDown={move}>
      <ul className={styles.lines} style={{ height: virtual.getTotalSize() }} aria-label={t('ticket.lines')}>
        {virtual.getVirtualItems().map((row) => {
          const line = lines[row.index]
          if (!line) return null
          return (
            <li
              key={row.key}
              className={styles.row}
              data-line={line.lineId}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <TicketLine
                line={line}
                selected={line.lineId === selectedLineId}
                flash={touched?.lineId === line.lineId ? touched.serial : 0}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

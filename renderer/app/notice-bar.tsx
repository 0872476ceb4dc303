import { Info, PrinterX, RefreshCw, ScanBarcode, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Button } from '../components/button.tsx'
import { useFormat } from '../format/use-format.ts'
import type { Notice } from '../stores/notice-store.ts'
import { useStores, useTerminal, useView } from './stores-context.tsx'
import styles from './notice-bar.module.css'

const SHOWN_FOR_MS = 8_000
/** By then the service would have been started again. */
const LONG_LOST_MS = 30_000

/** What a clerk should know, said beside the work and never in its way. */
export function NoticeBar() {
  return (
    <div className={styles.bars} data-notices>
      <LineBar />
      <PrintBar />
      <NewestBar />
    </div>
  )
}

/** The service is gone for the moment; the order stays on the screen and on its disk. */
function LineBar() {
  const { t } = useTranslation()
  const isLost = useTerminal((state) => state.line === 'lost')
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isLost) return setLong(false)
    const timer = setTimeout(() => setLong(true), LONG_LOST_MS)
    return () => clearTimeout(timer)
  }, [isLost])
  if (!isLost) return null
  return (
    <Bar tone="warning" icon={<RefreshCw size={22} className={styles.turning} aria-hidden />} live="status">
      {isLong ? t('line.lost.long') : t('line.lost')}
    </Bar>
  )
}

function PrintBar() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const isQueueShown = useView((state) => state.screen === 'devices')
  const job = useTerminal(({ printing }) => printing?.jobs.find(({ state }) => state === 'failed') ?? null)
  if (!job || isQueueShown) return null
  return (
    <Bar
      tone="warning"
      icon={<PrinterX size={22} aria-hidden />}
      live="status"
      keys={
        <>
          <Button onPress={() => void actions.retryPrint(job.jobId)}>{t('print.again')}</Button>
          <Button tone="quiet" onPress={() => void actions.skipPrint(job.jobId)}>
            {t('print.skip')}
          </Button>
        </>
      }
    >
      {t('print.notPrinted', { label: job.label })}
    </Bar>
  )
}

function NewestBar() {
  const { t } = useTranslation()
  const { notice: store } = useStores()
  const notice = useStore(store, (state) => state.notice)
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => store.getState().dismiss(notice.serial), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [notice, store])
  const words = useNoticeWords(notice?.body ?? null)
  if (!notice || !words) return null
  return (
    <Bar
      key={notice.serial}
      tone={words.tone}
      icon={words.icon}
      live={words.tone === 'danger' ? 'alert' : 'status'}
      keys={
        <button
          type="button"
          className={styles.close}
          aria-label={t('notice.close')}
          onClick={() => store.getState().dismiss(notice.serial)}
        >
          <X size={22} aria-hidden />
        </button>
      }
    >
      {words.text}
    </Bar>
  )
}

function useNoticeWords(notice: Notice | null) {
  const { t } = useTranslation()
  const format = useFormat()
  const asOfMs = useTerminal(({ sync }) => sync?.catalogueAsOfMs ?? null)
  switch (notice?.kind) {
    case undefined:
      return null
    case 'unknown-barcode': {
      const { barcode } = notice
      const text =
        asOfMs === null
          ? t('scan.unknown', { barcode })
          : t('scan.unknown.asOf', { barcode, date: format.date(asOfMs) })
      return { tone: 'warning', icon: <ScanBarcode size={22} aria-hidden />, text } as const
    }
    case 'unreadable-scan':
      return { tone: 'warning', icon: <ScanBarcode size={22} aria-hidden />, text: t('scan.unreadable') } as const
    case 'failure': {
      const text = t(`error.${notice.failure.code}`, notice.failure.details)
      return { tone: 'danger', icon: <TriangleAlert size={22} aria-hidden />, text } as const
    }
    case 'card-busy':
      return { tone: 'warning', icon: <Info size={22} aria-hidden />, text: t('card.busy') } as const
    case 'nothing-to-reprint':
      return { tone: 'plain', icon: <Info size={22} aria-hidden />, text: t('done.nothing') } as const
    case 'reprinting': {
      const text = t('done.reprinting', { number: notice.number })
      return { tone: 'plain', icon: <Info size={22} aria-hidden />, text } as const
    }
  }
}

interface BarProps {
  readonly tone: 'plain' | 'warning' | 'danger'
  readonly icon: ReactNode
  readonly live: 'status' | 'alert'
  readonly keys?: ReactNode
  readonly children: ReactNode
}

function Bar({ tone, icon, live, keys, children }: BarProps) {
  return (
    <div className={styles.bar} data-tone={tone} role={live}>
      {icon}
      <span className={styles.text}>{children}</span>
      {keys}
    </div>
  )
}

import { FlaskConical, Printer, PrinterX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PrintingStatus } from '../../contract/terminal.ts'
import { useFormat } from '../format/use-format.ts'
import { useNow } from '../format/use-now.ts'
import { SafetyAlert } from './safety-alert.tsx'
import { SearchField } from './search-field.tsx'
import { useTerminal, useView } from './stores-context.tsx'
import { SyncWords } from './sync-words.tsx'
import styles from './header.module.css'

/** Who we are, search, how sync and printer fare, what time it is; the same on every screen. */
export function Header() {
  const { t } = useTranslation()
  const format = useFormat()
  const shop = useTerminal(({ info }) => info?.shop ?? null)
  const show = useView((state) => state.show)
  return (
    <header className={styles.header}>
      <div className={styles.shop}>
        <h1 className={styles.name}>{shop ? format.text(shop.name) : t('app.name')}</h1>
        {shop?.demonstration && (
          <span className={styles.demonstration}>
            <FlaskConical size={18} aria-hidden />
            {t('app.demonstration')}
          </span>
        )}
      </div>
      <SearchField />
      <SafetyAlert />
      <button type="button" className={styles.state} onClick={() => show('devices')}>
        <SyncWords />
      </button>
      <button type="button" className={styles.state} onClick={() => show('devices')}>
        <PrinterWords />
      </button>
      <Clock />
    </header>
  )
}

function PrinterWords() {
  const { t } = useTranslation()
  const printing = useTerminal((state) => state.printing)
  const state = printerState(printing)
  const Icon = state === 'failed' ? PrinterX : Printer
  return (
    <span className={styles.words} data-tone={state === 'failed' ? 'danger' : undefined}>
      <Icon size={20} aria-hidden />
      {t(`printer.state.${state}`, { count: printing?.pending ?? 0 })}
    </span>
  )
}

export function printerState(printing: PrintingStatus | null): 'none' | 'failed' | 'busy' | 'ready' {
  if (!printing || printing.printer.kind === 'none') return 'none'
  if (printing.jobs.some((job) => job.state === 'failed')) return 'failed'
  return printing.jobs.length > 0 ? 'busy' : 'ready'
}

function Clock() {
  const format = useFormat()
  const nowMs = useNow(5_000)
  return (
    <time className={styles.clock} dateTime={new Date(nowMs).toISOString()}>
      {format.clock(nowMs)}
    </time>
  )
}

import { CircleCheckBig, CloudOff, HardDriveDownload, Send, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../contract/terminal.ts'
import { useFormat } from '../format/use-format.ts'
import { useNow } from '../format/use-now.ts'
import { waitOf } from '../format/wait.ts'
import { useTerminal } from './stores-context.tsx'
import styles from './header.module.css'

type Saying = 'unknown' | 'refused' | 'sending' | 'again' | 'saved' | 'sent' | 'never'

const LOOKS: Readonly<Record<Saying, { Icon: LucideIcon; tone?: string }>> = {
  unknown: { Icon: CloudOff },
  refused: { Icon: TriangleAlert, tone: 'danger' },
  sending: { Icon: Send },
  again: { Icon: CloudOff, tone: 'warning' },
  saved: { Icon: HardDriveDownload },
  sent: { Icon: CircleCheckBig, tone: 'good' },
  never: { Icon: HardDriveDownload },
}

/** What of the state of sync a clerk needs to know first: of orders, not of every record. */
export function sayingOf(sync: SyncStatus | null): Saying {
  if (!sync) return 'unknown'
  if (sync.refused > 0) return 'refused'
  if (sync.phase === 'syncing' && sync.unsentOrders > 0) return 'sending'
  if (sync.phase === 'backing-off') return 'again'
  if (sync.unsentOrders > 0) return 'saved'
  return sync.lastSuccessAtMs === null ? 'never' : 'sent'
}

/** Sync in words: 2 orders to send, sending 3 orders, all orders sent 02:14, 3 orders not accepted, again in 40 s. */
export function SyncWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const sync = useTerminal((state) => state.sync)
  const saying = sayingOf(sync)
  const nowMs = useNow(saying === 'again' ? 1_000 : null)
  const { Icon, tone } = LOOKS[saying]
  const orders = t('count.toSend', { count: sync?.unsentOrders ?? 0 })
  const wait = waitOf(sync?.nextAttemptAtMs ?? nowMs, nowMs)
  const words = {
    unknown: () => t('sync.unknown'),
    refused: () => t('sync.refused', { count: sync?.refused ?? 0 }),
    sending: () => t('sync.sending', { count: sync?.unsentOrders ?? 0 }),
    again: () => {
      const when = t(`wait.again.${wait.unit}`, { count: wait.count })
      return sync?.unsentOrders ? t('sync.waiting.again', { orders, when }) : t('sync.again', { when })
    },
    saved: () => t('sync.saved', { orders }),
    sent: () => t('sync.sent', { time: format.clock(sync?.lastSuccessAtMs ?? 0) }),
    never: () => t('sync.never'),
  }
  return (
    <span className={styles.words} data-tone={tone} data-testid="sync-words" data-saying={saying}>
      <Icon size={20} aria-hidden />
      {words[saying]()}
    </span>
  )
}

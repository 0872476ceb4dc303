import type { TFunction } from 'i18next'
import { RefreshCw, Usb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Settings, SyncStatus } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { SyncWords } from '../../app/sync-words.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'
import { waitOf } from '../../format/wait.ts'
import { ClockNotice } from './clock-notice.tsx'
import styles from './sync-card.module.css'

interface SyncCardProps {
  readonly sync: SyncStatus
  readonly settings: Settings
}

/** What is waiting, when it was last sent, when it is tried next, and what the goods on sale are as of. */
export function SyncCard({ sync, settings }: SyncCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCodeWords()
  const { actions } = useStores()
  const nowMs = useNow(1_000)
  const isSyncing = sync.phase === 'syncing'
  const isLong = isLongOffline(sync, nowMs)
  return (
    <Card title={t('devices.sync')} icon={<RefreshCw size={22} aria-hidden />}>
      <div className={styles.words}>
        <SyncWords />
      </div>
      {sync.lastError !== null && <p className={styles.error}>{words.sync(sync.lastError)}</p>}
      <ClockNotice clockSkewMs={sync.clockSkewMs} nowMs={nowMs} />
      {isLong && (
        <>
          <Callout tone="warning">{t('courier.offer', { count: sync.unsentOrders })}</Callout>
          <Button icon={<Usb size={20} aria-hidden />} onPress={() => actions.go('courier')}>
            {t('courier.open')}
          </Button>
        </>
      )}
      <Facts
        facts={[
          { label: t('devices.unsent'), value: unsentWords(t, sync) },
          {
            label: t('devices.lastSuccess'),
            value: sync.lastSuccessAtMs === null ? t('devices.never') : format.date(sync.lastSuccessAtMs),
          },
          { label: t('devices.nextAttempt'), value: nextAttempt() },
          { label: t('devices.central'), value: sync.centralUrl ?? t('devices.noCentral') },
          {
            label: t('devices.catalogue'),
            value: t('devices.catalogue.version', { version: sync.catalogueVersion, count: sync.products }),
          },
          {
            label: t('devices.catalogue.asOf'),
            value: sync.catalogueAsOfMs === null ? t('devices.never') : format.date(sync.catalogueAsOfMs),
          },
        ]}
      />
      <Segmented
        label={t('devices.interval')}
        value={String(settings.syncIntervalMs)}
        choices={intervalChoices(settings.syncIntervalMs).map((ms) => ({
          value: String(ms),
          label: intervalWords(ms),
        }))}
        onChange={(value) => void actions.changeSettings({ syncIntervalMs: Number(value) })}
      />
      <Button tone="primary" off={isSyncing} onPress={() => void actions.syncNow()}>
        {isSyncing ? t('sync.busy') : t('sync.now')}
      </Button>
    </Card>
  )

  function nextAttempt(): string {
    if (isSyncing) return t('sync.busy')
    if (sync.nextAttemptAtMs === null) return t('devices.never')
    const { unit, count } = waitOf(sync.nextAttemptAtMs, nowMs)
    return t(`wait.in.${unit}`, { count })
  }

  function intervalWords(ms: number): string {
    return ms % 60_000 === 0 ? t('unit.minutes', { count: ms / 60_000 }) : t('unit.seconds', { count: ms / 1_000 })
  }
}

/** Orders first, as everywhere; here also how many records that is in all. */
export function unsentWords(
  t: TFunction,
  { unsent, unsentOrders }: Pick<SyncStatus, 'unsent' | 'unsentOrders'>,
): string {
  return `${t('count.orders', { count: unsentOrders })} · ${t('count.recordsInAll', { count: unsent })}`
}

const LONG_OFFLINE_MS = 24 * 60 * 60_000
const MANY_ORDERS = 100

/** So long without the central store, or with so much for it, that it should be carried there by hand. */
function isLongOffline({ unsentOrders, lastSuccessAtMs, failedAttempts }: SyncStatus, nowMs: number): boolean {
  if (unsentOrders === 0 || failedAttempts === 0) return false
  return unsentOrders >= MANY_ORDERS || nowMs - (lastSuccessAtMs ?? nowMs) > LONG_OFFLINE_MS
}

const INTERVALS_MS = [10_000, 30_000, 60_000, 300_000, 900_000]

/** The usual ones, and the one that is set if it is another. */
function intervalChoices(setMs: number): number[] {
  return [...new Set([...INTERVALS_MS, setMs])].sort((a, b) => a - b)
}

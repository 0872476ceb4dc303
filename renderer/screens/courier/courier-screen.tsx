import { HardDriveDownload, HardDriveUpload } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { folderOf } from '../../stores/courier-store.ts'
import { Area } from '../devices/area.tsx'
import { CourierResult } from './courier-result.tsx'
import { StickList } from './stick-list.tsx'
import styles from './courier-screen.module.css'

/** Takes orders to the central store by hand, and their confirmation back, where there is no network. */
export function CourierScreen() {
  const { t } = useTranslation()
  const { courier } = useStores()
  const folder = useStore(courier, folderOf)
  const phase = useStore(courier, (state) => state.phase)
  const outcome = useStore(courier, (state) => state.outcome?.kind)
  const waiting = useTerminal(({ sync }) => sync?.unsentOrders ?? 0)
  const isOff = folder === null || phase !== 'idle'
  useEffect(() => void courier.getState().look(), [courier])
  return (
    <Area>
      <div className={styles.screen}>
        <div className={styles.left}>
          <StickList />
          <div className={styles.keys}>
            <Button
              tone="primary"
              data-courier="write"
              size="pay"
              off={isOff}
              icon={<HardDriveDownload size={28} aria-hidden />}
              onPress={() => void courier.getState().write()}
            >
              {t('courier.write')}
              <span className={styles.waiting}>{t('count.toSend', { count: waiting })}</span>
            </Button>
            <Button
              data-courier="read"
              size="pay"
              off={isOff}
              icon={<HardDriveUpload size={28} aria-hidden />}
              onPress={() => void courier.getState().read()}
            >
              {t('courier.read')}
            </Button>
          </div>
        </div>
        <section className={styles.result} aria-live="polite" data-outcome={outcome}>
          <CourierResult />
        </section>
      </div>
    </Area>
  )
}

import { RefreshCw, Usb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { useFormat } from '../../format/use-format.ts'
import { folderOf } from '../../stores/courier-store.ts'
import styles from './stick-list.module.css'

/** The sticks that are plugged in. */
export function StickList() {
  const { t } = useTranslation()
  const format = useFormat()
  const { courier } = useStores()
  const { sticks, lookFailure, look, choose } = useStore(courier)
  const chosen = useStore(courier, folderOf)
  return (
    <Card title={t('courier.sticks')} icon={<Usb size={22} aria-hidden />}>
      {sticks === null && <p className={styles.none}>{t('courier.sticks.looking')}</p>}
      {sticks?.length === 0 && <p className={styles.none}>{t('courier.sticks.none')}</p>}
      {sticks && sticks.length > 0 && (
        <ul className={styles.sticks}>
          {sticks.map(({ path, label, freeBytes }) => (
            <li key={path}>
              <button
                type="button"
                className={styles.stick}
                aria-pressed={path === chosen}
                data-stick={path}
                onClick={() => choose(path)}
              >
                <Usb size={24} aria-hidden />
                <span className={styles.label}>
                  {label}
                  <span className={styles.path}>{path}</span>
                </span>
                <span className={styles.free}>{t('courier.sticks.free', { size: format.bytes(freeBytes) })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {lookFailure && <p className={styles.failure}>{t(`error.${lookFailure.code}`, lookFailure.details)}</p>}
      <Button icon={<RefreshCw size={20} aria-hidden />} onPress={() => void look()}>
        {t('courier.sticks.again')}
      </Button>
    </Card>
  )
}

import { PlugZap, Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { SyncWords } from '../../app/sync-words.tsx'
import { Button } from '../../components/button.tsx'
import { Message } from '../../components/message.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import styles from './gate.module.css'

/** Before anything can be sold: the service is starting, or this terminal belongs to no store yet. */
export function Gate() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const info = useTerminal((state) => state.info)
  const line = useTerminal((state) => state.line)
  const centralUrl = useTerminal(({ sync }) => sync?.centralUrl ?? null)
  const lastError = useTerminal(({ sync }) => sync?.lastError ?? null)
  const recovery = useTerminal(({ safety }) => safety?.recovery ?? null)
  const words = useCodeWords()
  return (
    <main className={styles.gate}>
      <section className={styles.card}>
        {info ? (
          <Message
            icon={<Store size={64} />}
            title={t('enrol.title')}
            action={
              <Button tone="primary" onPress={() => void actions.syncNow()}>
                {t('enrol.again')}
              </Button>
            }
          >
            <p>{t('enrol.hint')}</p>
            <p>{centralUrl === null ? t('enrol.noCentral') : t('enrol.central', { url: centralUrl })}</p>
            {recovery && <p className={styles.error}>{t('enrol.lost', { folder: recovery.damagedFolder })}</p>}
            {lastError !== null && <p className={styles.error}>{words.sync(lastError)}</p>}
            <p className={styles.sync}>
              <SyncWords />
            </p>
          </Message>
        ) : (
          <Message icon={<PlugZap size={64} />} title={line === 'lost' ? t('gate.lost') : t('gate.connecting')}>
            {line === 'lost' ? t('gate.lost.hint') : t('gate.connecting.hint')}
          </Message>
        )}
      </section>
    </main>
  )
}

import { PlugZap, Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { SyncWords } from '../../app/sync-words.tsx'
import { Message } from '../../components/message.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import { EnrolForm } from './enrol-form.tsx'
import styles from './gate.module.css'

const LANGUAGES = ['ko', 'en'] as const
/** What the sync says until somebody has entered a code: the page asks for it. */
const NO_CODE = 'terminal.not_enrolled'

/** Before anything can be sold: the service is starting, or this terminal belongs to no store yet. */
export function Gate() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const info = useTerminal((state) => state.info)
  const line = useTerminal((state) => state.line)
  const centralUrl = useTerminal(({ sync }) => sync?.centralUrl ?? null)
  const lastError = useTerminal(({ sync }) => sync?.lastError ?? null)
  const isBusy = useTerminal(({ sync }) => sync?.phase === 'syncing')
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
              <Segmented
                label={t('devices.language')}
                value={info.settings.language}
                choices={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
                onChange={(language) => void actions.changeSettings({ language })}
              />
            }
          >
            <p>{centralUrl === null ? t('enrol.noCentral') : t('enrol.central', { url: centralUrl })}</p>
            {recovery && <p className={styles.error}>{t('enrol.lost', { folder: recovery.damagedFolder })}</p>}
            {centralUrl !== null && (
              <>
                <p>{t('enrol.hint')}</p>
                <EnrolForm isBusy={isBusy} />
              </>
            )}
            {lastError !== null && lastError !== NO_CODE && <p className={styles.error}>{words.sync(lastError)}</p>}
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

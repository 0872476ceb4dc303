import { LifeBuoy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useStores, useTerminal, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { scrolledByKeys } from '../../components/scrolled-by-keys.ts'
import { AdministratorPart } from './administrator-part.tsx'
import { MissingPart } from './missing-part.tsx'
import { Part } from './part.tsx'
import { SavedPart } from './saved-part.tsx'
import { useRecoveryWords } from './use-recovery-words.ts'
import styles from './recovery-screen.module.css'

/** What happened to this terminal's data and what became of it, in words; it stays until somebody has read it. */
export function RecoveryScreen() {
  const recovery = useTerminal(({ safety }) => safety?.recovery ?? null)
  return recovery && <Recovery recovery={recovery} />
}

function Recovery({ recovery }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const words = useRecoveryWords(recovery)
  return (
    <article className={styles.screen} aria-labelledby="recovery-title">
      <header className={styles.header}>
        <LifeBuoy size={40} aria-hidden />
        <div>
          <h2 className={styles.title} id="recovery-title">
            {words.title}
          </h2>
          <p className={styles.goOn}>{t('recovery.goOn')}</p>
        </div>
      </header>
      <div className={styles.body} {...scrolledByKeys} role="group" aria-labelledby="recovery-title">
        <div className={styles.column}>
          <Part title={t('recovery.what')}>
            <p>{words.cause}</p>
            <p className={styles.note}>{words.when}</p>
          </Part>
          <Part title={t('recovery.from')}>
            <p>{words.from}</p>
          </Part>
          <SavedPart recovery={recovery} />
        </div>
        <div className={styles.column}>
          <MissingPart recovery={recovery} />
          <AdministratorPart recovery={recovery} />
        </div>
      </div>
      <Keys isSeen={recovery.seenAtMs !== null} />
    </article>
  )
}

function Keys({ isSeen }: { readonly isSeen: boolean }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const toTicket = useView((state) => state.toTicket)
  return (
    <div className={styles.keys}>
      <Button size="pay" hotkey="F1" onPress={toTicket}>
        {isSeen ? t('recovery.close') : t('recovery.later')}
      </Button>
      {!isSeen && (
        <Button tone="primary" size="pay" onPress={() => void actions.recoverySeen()}>
          {t('recovery.seen')}
        </Button>
      )}
    </div>
  )
}

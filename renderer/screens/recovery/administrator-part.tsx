import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { Part } from './part.tsx'
import styles from './recovery-screen.module.css'

/** Enough for an administrator to begin with; all of them are in the terminal's log. */
const PLACES_SHOWN = 6

/** What only an administrator needs: where records are missing, and where the damaged files are. */
export function AdministratorPart({ recovery }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const { damagedFolder, missing } = recovery
  return (
    <Part title={t('recovery.administrator')}>
      {missing.length > 0 && (
        <p className={styles.note}>{t('recovery.missing.places', { places: placesOf(missing) })}</p>
      )}
      <p className={styles.note}>{t('recovery.files', { folder: damagedFolder })}</p>
    </Part>
  )
}

function placesOf(missing: RecoveryReport['missing']): string {
  const places = missing.map(
    ({ epoch, fromSeq, toSeq }) => `${epoch}/${fromSeq === toSeq ? fromSeq : `${fromSeq}–${toSeq}`}`,
  )
  return [...places.slice(0, PLACES_SHOWN), ...(places.length > PLACES_SHOWN ? ['…'] : [])].join(', ')
}

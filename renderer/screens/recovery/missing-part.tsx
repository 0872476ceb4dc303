import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Steps } from '../../components/steps.tsx'
import { missingCount } from './missing-count.ts'
import { Part } from './part.tsx'
import styles from './recovery-screen.module.css'

/** Enough for an administrator to begin with; all of them are in the terminal's log. */
const PLACES_SHOWN = 6

/** What nobody has any more, and what a clerk can do about it. */
export function MissingPart({ recovery: { atMs, missing } }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const lastSuccessAtMs = useTerminal(({ sync }) => sync?.lastSuccessAtMs ?? 0)
  const count = missingCount(missing)
  if (count === 0)
    return (
      <Part title={t('recovery.missing')}>
        <Callout tone="good">{t('recovery.missing.none')}</Callout>
      </Part>
    )
  return (
    <Part title={t('recovery.missing')} tone="warning">
      <p className={styles.count} data-testid="missing-count">
        {t('recovery.missing.some', { count })}
      </p>
      {lastSuccessAtMs < atMs && <p>{t('recovery.missing.mayShrink')}</p>}
      <Steps steps={[t('recovery.missing.find'), t('recovery.missing.scan'), t('recovery.missing.tell')]} />
      <Button onPress={() => actions.go('paper')}>{t('paper.open')}</Button>
      <p className={styles.note}>{t('recovery.missing.places', { places: placesOf(missing) })}</p>
    </Part>
  )
}

function placesOf(missing: RecoveryReport['missing']): string {
  const places = missing.map(
    ({ epoch, fromSeq, toSeq }) => `${epoch}/${fromSeq === toSeq ? fromSeq : `${fromSeq}–${toSeq}`}`,
  )
  return [...places.slice(0, PLACES_SHOWN), ...(places.length > PLACES_SHOWN ? ['…'] : [])].join(', ')
}

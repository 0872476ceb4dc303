import { useTranslation } from 'react-i18next'
import type { RecoveryReport } from '../../../contract/safety.ts'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Steps } from '../../components/steps.tsx'
import { useFormat } from '../../format/use-format.ts'
import { missingCount } from './missing-count.ts'
import { Part } from './part.tsx'
import styles from './recovery-screen.module.css'

/** What nobody has any more, and what a clerk can do about it. */
export function MissingPart({ recovery }: { readonly recovery: RecoveryReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const lastSuccessAtMs = useTerminal(({ sync }) => sync?.lastSuccessAtMs ?? 0)
  const isPrinterLost = useTerminal(({ info }) => info?.settings.printer.kind === 'none') && recovery.settingsUncertain
  const { atMs, backupTakenAtMs, missing, uncounted = false } = recovery
  const count = missingCount(missing)
  const printer = isPrinterLost && (
    <>
      <Callout tone="warning">{t('recovery.printer')}</Callout>
      <Button onPress={() => actions.go('devices')}>{t('recovery.printer.set')}</Button>
    </>
  )
  const until = format.date(atMs)
  const find =
    backupTakenAtMs === null
      ? t('recovery.missing.find.before', { until })
      : t('recovery.missing.find.between', { from: format.date(backupTakenAtMs), until })
  if (count === 0 && !uncounted)
    return (
      <Part title={t('recovery.missing')}>
        <Callout tone="good">{printer ? t('recovery.missing.noRecord') : t('recovery.missing.none')}</Callout>
        {printer}
      </Part>
    )
  return (
    <Part title={t('recovery.missing')} tone="warning">
      {count > 0 && (
        <p className={styles.count} data-testid="missing-count">
          {t('recovery.missing.some', { count })}
        </p>
      )}
      {uncounted && <p data-testid="missing-uncounted">{t('recovery.missing.uncounted')}</p>}
      {count > 0 && lastSuccessAtMs < atMs && <p>{t('recovery.missing.mayShrink')}</p>}
      <Steps steps={[find, t('recovery.missing.scan'), t('recovery.missing.tell')]} />
      <Button onPress={() => actions.go('paper')}>{t('paper.open')}</Button>
      {printer}
    </Part>
  )
}

import { ArrowLeft, QrCode, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Message } from '../../components/message.tsx'
import type { PaperCodes } from '../../stores/paper-store.ts'
import { PaperOrder } from './paper-order.tsx'
import styles from './paper-screen.module.css'

/** Takes in an order from the codes of its receipt, where the terminal that took it cannot send it any more. */
export function PaperScreen() {
  const { t } = useTranslation()
  const { actions, paper } = useStores()
  const { codes, preview, failure, startOver } = useStore(paper)
  return (
    <div className={styles.screen}>
      <section className={styles.scanned} aria-labelledby="paper-title">
        <h2 className={styles.title} id="paper-title">
          {t('paper.title')}
        </h2>
        <p>{t('paper.hint')}</p>
        {codes && <CodeList codes={codes} />}
        <div aria-live="polite" data-testid="paper-words">
          {failure && <Callout tone="danger">{t(`error.${failure.code}`, failure.details)}</Callout>}
          {!failure && <Progress codes={codes} />}
        </div>
        <div className={styles.keys}>
          <Button icon={<ArrowLeft size={22} aria-hidden />} onPress={() => actions.go('orders')}>
            {t('nav.orders')}
          </Button>
          {(codes !== null || failure !== null) && (
            <Button data-paper-again icon={<RotateCcw size={20} aria-hidden />} onPress={startOver}>
              {preview ? t('paper.again') : t('paper.startOver')}
            </Button>
          )}
        </div>
      </section>
      {preview ? <PaperOrder preview={preview} /> : <Message icon={<QrCode size={64} />} title={t('paper.waiting')} />}
    </div>
  )
}

function Progress({ codes }: { readonly codes: PaperCodes | null }) {
  const { t } = useTranslation()
  if (!codes) return null
  const missing = partsOf(codes).find((part) => !codes.texts.has(part))
  if (missing === undefined) return <Callout tone="good">{t('paper.complete')}</Callout>
  return <Callout tone="plain">{t('paper.next', { part: missing, total: codes.count })}</Callout>
}

function CodeList({ codes }: { readonly codes: PaperCodes }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.codes} aria-label={t('paper.codes')}>
      {partsOf(codes).map((part) => (
        <li key={part} className={styles.code} data-there={codes.texts.has(part) || undefined}>
          <span className={styles.part}>{t('paper.code', { part })}</span>
          {codes.texts.has(part) ? t('paper.code.there') : t('paper.code.missing')}
        </li>
      ))}
    </ul>
  )
}

function partsOf({ count }: PaperCodes): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

import { ArrowLeft, QrCode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Message } from '../../components/message.tsx'
import { isRead, partNumbers, type PaperReceipt, type PaperState } from '../../stores/paper-store.ts'
import { PaperList } from './paper-list.tsx'
import styles from './paper-screen.module.css'

/** Takes in orders from the codes of their receipts, where the terminal that took them cannot send them any more. */
export function PaperScreen() {
  const { t } = useTranslation()
  const { actions, paper } = useStores()
  const { receipts, currentKey, complaint } = useStore(paper)
  const current = receipts.find(({ key }) => key === currentKey)
  return (
    <div className={styles.screen}>
      <section className={styles.scanned} aria-labelledby="paper-title">
        <h2 className={styles.title} id="paper-title">
          {t('paper.title')}
        </h2>
        <p>{t('paper.hint')}</p>
        {current && !current.preview && <CodeList receipt={current} />}
        <div aria-live="polite" data-testid="paper-words">
          {complaint ? <Complaint about={complaint} /> : current && <Progress receipt={current} />}
        </div>
        <div className={styles.keys}>
          <Button icon={<ArrowLeft size={22} aria-hidden />} onPress={() => actions.go('orders')}>
            {t('nav.orders')}
          </Button>
        </div>
      </section>
      {receipts.length > 0 ? (
        <PaperList receipts={receipts} />
      ) : (
        <Message icon={<QrCode size={64} />} title={t('paper.waiting')} />
      )}
    </div>
  )
}

function Complaint({ about }: { readonly about: NonNullable<PaperState['complaint']> }) {
  const { t } = useTranslation()
  if (about === 'again') return <Callout tone="plain">{t('paper.again')}</Callout>
  return <Callout tone="danger">{about === 'spoilt' ? t('error.paper.malformed') : t('paper.noCode')}</Callout>
}

function Progress({ receipt }: { readonly receipt: PaperReceipt }) {
  const { t } = useTranslation()
  const { count, failure, preview } = receipt
  if (preview) return <Callout tone="good">{t('paper.complete')}</Callout>
  const part = partNumbers(count).find((each) => !isRead(receipt, each))
  if (failure?.code === 'paper.malformed')
    return (
      <Callout tone="danger">
        {count === 1 ? t('error.paper.malformed') : t('paper.spoilt', { part: part ?? 1 })}
      </Callout>
    )
  if (failure) return <Callout tone="danger">{t(`error.${failure.code}`, failure.details)}</Callout>
  return part === undefined ? null : <Callout tone="plain">{t('paper.next', { part, total: count })}</Callout>
}

function CodeList({ receipt }: { readonly receipt: PaperReceipt }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.codes} aria-label={t('paper.codes')}>
      {partNumbers(receipt.count).map((part) => (
        <li key={part} className={styles.code} data-there={isRead(receipt, part) || undefined}>
          <span className={styles.part}>{t('paper.code', { part })}</span>
          {isRead(receipt, part)
            ? t('paper.code.there')
            : receipt.doubted.has(part)
              ? t('paper.code.again')
              : t('paper.code.missing')}
        </li>
      ))}
    </ul>
  )
}

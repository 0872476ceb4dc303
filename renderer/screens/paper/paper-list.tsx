import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { isDone, type PaperReceipt } from '../../stores/paper-store.ts'
import { PaperEntry } from './paper-entry.tsx'
import styles from './paper-list.module.css'

/** The receipts that were scanned, newest first, to be taken in at one press; each with what became of it. */
export function PaperList({ receipts }: { readonly receipts: readonly PaperReceipt[] }) {
  const { t } = useTranslation()
  const { paper } = useStores()
  const { isTaking, carryAll, clearDone } = useStore(paper)
  const ready = receipts.filter(({ stage }) => stage === 'ready').length
  return (
    <section className={styles.list} aria-label={t('paper.list')}>
      <ul className={styles.receipts} aria-live="polite">
        {receipts.toReversed().map((receipt) => (
          <li key={receipt.key}>
            <PaperEntry receipt={receipt} />
          </li>
        ))}
      </ul>
      <div className={styles.keys}>
        {receipts.some(isDone) && <Button onPress={clearDone}>{t('paper.clearDone')}</Button>}
        <Button
          tone="primary"
          size="pay"
          off={ready === 0 || isTaking}
          className={styles.take}
          data-paper="take"
          onPress={() => void carryAll()}
        >
          {ready === 0 ? t('paper.carry.none') : t('paper.carry', { count: ready })}
        </Button>
      </div>
    </section>
  )
}

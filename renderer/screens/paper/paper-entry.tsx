import { CircleCheckBig, Clock, Info, QrCode, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useStores, useTerminal } from '../../app/stores-context.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import { useFormat } from '../../format/use-format.ts'
import { isDone, isRead, partNumbers, type PaperReceipt } from '../../stores/paper-store.ts'
import styles from './paper-list.module.css'

const ICONS = { good: CircleCheckBig, plain: Info, ready: Clock, scanning: QrCode, danger: TriangleAlert } as const

/** One receipt: its order as the paper says it, to be compared with the paper, and what became of it. */
export function PaperEntry({ receipt }: { readonly receipt: PaperReceipt }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { paper } = useStores()
  const putAway = useStore(paper, (state) => state.putAway)
  const { tone, text } = useOutcome(receipt)
  const Icon = ICONS[tone]
  const { key, preview, stage } = receipt
  const name = preview ? t('paper.order', { number: preview.number }) : t('paper.incomplete')
  return (
    <article className={styles.receipt} data-tone={tone} aria-label={name}>
      <div className={styles.head}>
        <h3 className={styles.number}>{preview?.number ?? t('paper.incomplete')}</h3>
        {preview && <strong className={styles.total}>{format.money(preview.totalMinor, preview.currency)}</strong>}
      </div>
      {preview && (
        <p className={styles.facts}>
          {format.date(preview.placedAtMs)} · {t('paper.lineCount', { count: preview.lineCount })}
        </p>
      )}
      <p className={styles.outcome}>
        <Icon size={20} aria-hidden />
        {text}
      </p>
      {stage !== 'taking' && !isDone(receipt) && (
        <button
          type="button"
          className={styles.away}
          data-paper-away
          aria-label={t('paper.putAway', { name })}
          onClick={() => putAway(key)}
        >
          <X size={22} aria-hidden />
        </button>
      )}
    </article>
  )
}

function useOutcome(receipt: PaperReceipt): { tone: keyof typeof ICONS; text: string } {
  const { t } = useTranslation()
  const words = useCodeWords()
  const { stage, failure, preview, count } = receipt
  const refusal = useTerminal(({ safety }) => safety?.paperRefusals.find(({ orderId }) => orderId === preview?.orderId))
  if (failure?.code === 'paper.malformed') return { tone: 'danger', text: t('paper.entry.spoilt') }
  if (failure) return { tone: 'danger', text: t(`error.${failure.code}`, failure.details) }
  if (stage === 'scanning') {
    const read = partNumbers(count).filter((part) => isRead(receipt, part)).length
    return { tone: 'scanning', text: t('paper.entry.scanning', { read, total: count }) }
  }
  if (refusal) return { tone: 'danger', text: words.refusal(refusal.code, refusal.details) }
  if (stage === 'known') return { tone: 'plain', text: t('paper.known') }
  if (stage === 'taken') return { tone: 'good', text: t('paper.carried') }
  return { tone: 'ready', text: stage === 'taking' ? t('paper.entry.taking') : t('paper.entry.ready') }
}

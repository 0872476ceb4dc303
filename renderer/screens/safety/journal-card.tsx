import { BookCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../../contract/safety.ts'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'

/** Whether the records of sales are as they were written. */
export function JournalCard({ journal }: { readonly journal: SafetyStatus['journal'] }) {
  const { t } = useTranslation()
  const words = useCodeWords()
  const { checked, total, complete, broken } = journal
  const count = { label: t('safety.journal.checked'), value: t('count.records', { count: checked }) }
  const place = broken && [
    { label: t('safety.journal.place'), value: `${broken.epoch} / ${broken.seq}` },
    { label: t('safety.journal.what'), value: words.broken(broken.what) },
  ]
  return (
    <Card title={t('safety.journal')} icon={<BookCheck size={22} aria-hidden />}>
      {broken ? (
        <Callout tone="danger" title={t('safety.journal.broken')}>
          {t('safety.journal.do')}
        </Callout>
      ) : (
        <Callout
          tone={complete ? 'good' : 'plain'}
          title={complete ? t('safety.journal.whole') : t('safety.journal.checking', { checked, total })}
        />
      )}
      <Facts facts={[count, ...(place ?? [])]} />
    </Card>
  )
}

import { CreditCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReaderAnswer } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Card } from '../../components/card.tsx'
import { Segmented } from '../../components/segmented.tsx'
import styles from './list.module.css'

const ANSWERS: readonly ReaderAnswer[] = ['approved', 'declined', 'no-answer']

/** What the pretended reader will answer; there is none of this where a real one is attached. */
export function ReaderCard({ answer }: { readonly answer: ReaderAnswer }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  return (
    <Card title={t('devices.reader')} icon={<CreditCard size={22} aria-hidden />}>
      <p className={styles.note}>{t('devices.reader.hint')}</p>
      <Segmented
        label={t('devices.reader.answer')}
        value={answer}
        choices={ANSWERS.map((value) => ({ value, label: t(`reader.${value}`) }))}
        onChange={(value) => void actions.simulateReader(value)}
      />
    </Card>
  )
}

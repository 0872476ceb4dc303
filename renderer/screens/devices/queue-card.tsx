import { CircleCheckBig, ListOrdered } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PrintJob } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import styles from './list.module.css'

/** What waits for the printer. A job stays until it is printed or skipped, also over a restart. */
export function QueueCard({ jobs }: { readonly jobs: readonly PrintJob[] }) {
  const { t } = useTranslation()
  const words = useCodeWords()
  const { actions } = useStores()
  return (
    <Card title={t('devices.queue')} icon={<ListOrdered size={22} aria-hidden />}>
      {jobs.length === 0 ? (
        <p className={styles.none}>
          <CircleCheckBig size={20} aria-hidden />
          {t('devices.queue.none')}
        </p>
      ) : (
        <ul className={styles.list}>
          {jobs.map((job) => (
            <li key={job.jobId} className={styles.item}>
              <div className={styles.line}>
                <span className={styles.strong}>{job.label}</span>
                <span className={styles.note}>
                  {t(`devices.job.${job.state}`)} · {t('devices.attempts', { count: job.attempts })}
                </span>
              </div>
              {job.lastError !== null && <p className={styles.problem}>{words.printer(job.lastError)}</p>}
              <div className={styles.keys}>
                <Button onPress={() => void actions.retryPrint(job.jobId)}>{t('print.again')}</Button>
                <Button onPress={() => void actions.skipPrint(job.jobId)}>{t('print.skip')}</Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

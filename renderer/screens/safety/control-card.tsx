import { Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../../contract/safety.ts'
import { Callout } from '../../components/callout.tsx'
import { Card } from '../../components/card.tsx'
import { useFormat } from '../../format/use-format.ts'
import styles from './control-card.module.css'

type Control = SafetyStatus['control']

/** Whether this terminal and the central store count the same for each business day. */
export function ControlCard({ control }: { readonly control: Control }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { agreedThrough, differing, differingHeads } = control
  return (
    <Card title={t('safety.control')} icon={<Scale size={22} aria-hidden />}>
      {agreedThrough !== null && (
        <Callout tone="good">{t('safety.control.agreed', { day: format.day(agreedThrough) })}</Callout>
      )}
      {agreedThrough === null && differing.length === 0 && <Callout tone="plain">{t('safety.control.none')}</Callout>}
      {differing.map((day) => (
        <DifferingDay key={day.businessDay} day={day} />
      ))}
      {differingHeads > 0 && <Callout tone="danger">{t('safety.control.heads', { count: differingHeads })}</Callout>}
      {differing.length > 0 && <p className={styles.hint}>{t('safety.control.do')}</p>}
    </Card>
  )
}

const ROWS = ['orders', 'ordersMinor', 'cancellations', 'refundsMinor'] as const

function DifferingDay({ day: { businessDay, here, there } }: { readonly day: Control['differing'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const written = (row: (typeof ROWS)[number], value: number) =>
    row.endsWith('Minor') ? format.money(value) : String(value)
  return (
    <table className={styles.day}>
      <caption>{t('safety.control.differs', { day: format.day(businessDay) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('safety.control.day')}</th>
          <th scope="col">{t('safety.control.here')}</th>
          <th scope="col">{t('safety.control.there')}</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map((row) => (
          <tr key={row} data-differs={here[row] !== there[row] || undefined}>
            <th scope="row">{t(`safety.control.${row}`)}</th>
            <td>{written(row, here[row])}</td>
            <td>{written(row, there[row])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

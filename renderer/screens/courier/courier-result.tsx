import { CircleCheckBig, LoaderCircle, TriangleAlert, Usb } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { WrittenStick } from '../../../contract/safety.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Callout } from '../../components/callout.tsx'
import { Facts } from '../../components/facts.tsx'
import { Steps } from '../../components/steps.tsx'
import { useFormat } from '../../format/use-format.ts'
import { StickFiles } from './stick-files.tsx'
import styles from './courier-result.module.css'

/** What came of a stick, large; before there is anything to say, how orders are carried. */
export function CourierResult() {
  const { t } = useTranslation()
  const { courier } = useStores()
  const phase = useStore(courier, (state) => state.phase)
  const outcome = useStore(courier, (state) => state.outcome)
  if (phase !== 'idle')
    return (
      <Heading icon={<LoaderCircle size={36} className={styles.turning} aria-hidden />} tone="plain">
        {phase === 'writing' ? t('courier.writing') : t('courier.reading')}
      </Heading>
    )
  if (outcome?.kind === 'written') return <Written written={outcome.written} />
  if (outcome?.kind === 'read') return <StickFiles files={outcome.files} />
  if (outcome?.kind === 'failed') {
    const { code, details } = outcome.failure
    return (
      <div className={styles.result}>
        <Heading icon={<TriangleAlert size={36} aria-hidden />} tone="danger">
          {t(`courier.failed.${outcome.phase}`)}
        </Heading>
        <p className={styles.lead}>{t(`error.${code}`, details)}</p>
      </div>
    )
  }
  return (
    <div className={styles.result}>
      <Heading icon={<Usb size={36} aria-hidden />} tone="plain">
        {t('courier.how')}
      </Heading>
      <Steps steps={[t('courier.how.write'), t('courier.how.carry'), t('courier.how.back')]} />
      <Callout tone="plain">{t('courier.how.safe')}</Callout>
    </div>
  )
}

function Written({ written: { file, facts, orders, bytes, leftFacts } }: { readonly written: WrittenStick }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={styles.result}>
      <Heading icon={<CircleCheckBig size={36} aria-hidden />} tone="good">
        {headline()}
      </Heading>
      {leftFacts > 0 && <Callout tone="warning">{t('courier.written.left', { count: leftFacts })}</Callout>}
      <Facts
        facts={[
          { label: t('courier.written.file'), value: file },
          { label: t('courier.written.records'), value: t('count.records', { count: facts }) },
          { label: t('courier.written.size'), value: format.bytes(bytes) },
        ]}
      />
      <Steps steps={[t('courier.written.next'), t('courier.how.back')]} />
      <Callout tone="plain">{t('courier.how.safe')}</Callout>
    </div>
  )

  function headline(): string {
    if (orders > 0) return t('courier.written', { count: orders })
    return facts > 0 ? t('courier.written.noOrders') : t('courier.written.none')
  }
}

interface HeadingProps {
  readonly icon: ReactNode
  readonly tone: 'plain' | 'good' | 'danger'
  readonly children: ReactNode
}

function Heading({ icon, tone, children }: HeadingProps) {
  return (
    <h2 className={styles.heading} data-tone={tone}>
      {icon}
      {children}
    </h2>
  )
}

import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePay } from '../../app/stores-context.tsx'
import styles from './pay-failure.module.css'

/** Why the last try to pay did not work. */
export function PayFailure() {
  const { t } = useTranslation()
  const failure = usePay((state) => state.failure)
  if (!failure) return null
  return (
    <p className={styles.failure} role="alert">
      <TriangleAlert size={22} aria-hidden />
      {t(`error.${failure.code}`, failure.details)}
    </p>
  )
}

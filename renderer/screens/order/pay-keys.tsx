import { Banknote, CreditCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePay, useStores, useTerminal } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { isPaying } from '../../stores/pay-store.ts'
import styles from './pay-keys.module.css'

/** Exact cash is one press: it saves, prints and shows the Done card. */
export function PayKeys({ empty }: { readonly empty: boolean }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const busy = usePay((state) => isPaying(state.phase))
  const takesCards = useTerminal(({ info }) => info?.takesCards ?? false)
  const off = empty || busy
  return (
    <div className={styles.keys}>
      <Button
        tone="primary"
        size="pay"
        hotkey="F9"
        off={off}
        icon={<Banknote size={28} aria-hidden />}
        onPress={() => void actions.payCash()}
      >
        {t('pay.cash')}
      </Button>
      <Button
        tone={takesCards ? 'primary' : 'plain'}
        size="pay"
        {...(takesCards ? { hotkey: 'F10' } : {})}
        off={off || !takesCards}
        icon={<CreditCard size={28} aria-hidden />}
        onPress={() => void actions.payCard()}
      >
        {t('pay.card')}
        {!takesCards && <span className={styles.why}>{t('pay.card.none')}</span>}
      </Button>
      <Button className={styles.second} hotkey="F11" off={off} onPress={() => actions.openPay('cash')}>
        {t('pay.received')}
      </Button>
      <Button className={styles.second} hotkey="F12" off={off} onPress={() => actions.openPay('card')}>
        {t('pay.other')}
      </Button>
    </div>
  )
}

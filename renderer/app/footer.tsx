import { HardDrive, ReceiptText, ShoppingBasket, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { Hotkey } from '../components/hotkey.tsx'
import type { Screen } from '../stores/view-store.ts'
import { LastOrderWords } from '../screens/done/last-order-words.tsx'
import { useStores, useView } from './stores-context.tsx'
import styles from './footer.module.css'

interface Area {
  readonly screen: 'order' | 'orders' | 'devices'
  readonly hotkey: string
  readonly Icon: LucideIcon
  /** What stands in it besides. */
  readonly pages: readonly Screen[]
}

const AREAS: readonly Area[] = [
  { screen: 'order', hotkey: 'F1', Icon: ShoppingBasket, pages: [] },
  { screen: 'orders', hotkey: 'F3', Icon: ReceiptText, pages: ['paper'] },
  { screen: 'devices', hotkey: 'F5', Icon: HardDrive, pages: ['safety', 'courier'] },
]

/** The way to the other screens, and what became of the last order. */
export function Footer() {
  const { t } = useTranslation()
  const { actions } = useStores()
  const screen = useView((state) => state.screen)
  return (
    <footer className={styles.footer}>
      <nav className={styles.screens} aria-label={t('nav.label')}>
        {AREAS.map(({ screen: each, hotkey, Icon, pages }) => (
          <button
            key={each}
            type="button"
            className={styles.screen}
            aria-current={each === screen || pages.includes(screen) ? 'page' : undefined}
            aria-keyshortcuts={hotkey}
            onClick={() => actions.go(each)}
          >
            <Icon size={20} aria-hidden />
            {t(`nav.${each}`)}
            <Hotkey name={hotkey} />
          </button>
        ))}
      </nav>
      <div className={styles.last}>
        <LastOrderWords />
        <Button tone="quiet" hotkey="F7" className={styles.reprint} onPress={() => void actions.reprint()}>
          {t('done.reprint')}
        </Button>
      </div>
    </footer>
  )
}

import { useEffect, useMemo, type ComponentType } from 'react'
import { FormatProvider } from '../format/use-format.ts'
import { speak } from '../i18n/i18n.ts'
import { CourierScreen } from '../screens/courier/courier-screen.tsx'
import { DevicesScreen } from '../screens/devices/devices-screen.tsx'
import { Gate } from '../screens/gate/gate.tsx'
import { OrderScreen } from '../screens/order/order-screen.tsx'
import { Ticket } from '../screens/order/ticket.tsx'
import { OrdersScreen } from '../screens/orders/orders-screen.tsx'
import { PaperScreen } from '../screens/paper/paper-screen.tsx'
import { RecoveryScreen } from '../screens/recovery/recovery-screen.tsx'
import { SafetyScreen } from '../screens/safety/safety-screen.tsx'
import type { Screen } from '../stores/view-store.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { LiveRegion } from './live-region.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { useStores, useTerminal, useView } from './stores-context.tsx'
import { useInput } from './use-input.ts'
import styles from './app.module.css'

const SCREENS: Readonly<Record<Screen, ComponentType>> = {
  order: OrderScreen,
  orders: OrdersScreen,
  paper: PaperScreen,
  devices: DevicesScreen,
  safety: SafetyScreen,
  courier: CourierScreen,
  recovery: RecoveryScreen,
}

export function App() {
  const settings = useTerminal(({ info }) => info?.settings)
  useEffect(() => {
    if (!settings) return
    speak(settings.language)
    document.documentElement.dataset['theme'] = settings.theme
  }, [settings])
  return (
    <FormatProvider>
      <Counter />
    </FormatProvider>
  )
}

function Counter() {
  const stores = useStores()
  const screen = useView((state) => state.screen)
  const enrolled = useTerminal(({ info }) => info?.enrolled ?? null)
  useInput(stores)
  const work = useMemo(() => {
    const Shown = SCREENS[screen]
    return <Shown />
  }, [screen])
  if (!enrolled) return <Gate />
  return (
    <div className={styles.counter} data-screen={screen}>
      <Header />
      <main className={styles.work}>{work}</main>
      <Footer />
      <NoticeBar />
      {screen === 'order' && <Ticket />}
      <LiveRegion />
    </div>
  )
}

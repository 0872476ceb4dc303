import { useEffect, useMemo } from 'react'
import { FormatProvider } from '../format/use-format.ts'
import { speak } from '../i18n/i18n.ts'
import { DevicesScreen } from '../screens/devices/devices-screen.tsx'
import { Gate } from '../screens/gate/gate.tsx'
import { OrderScreen } from '../screens/order/order-screen.tsx'
import { Ticket } from '../screens/order/ticket.tsx'
import { OrdersScreen } from '../screens/orders/orders-screen.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { LiveRegion } from './live-region.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { useStores, useTerminal, useView } from './stores-context.tsx'
import { useInput } from './use-input.ts'
import styles from './app.module.css'

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
  const work = useMemo(
    () => ({ order: <OrderScreen />, orders: <OrdersScreen />, devices: <DevicesScreen /> })[screen],
    [screen],
  )
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

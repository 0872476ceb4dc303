import { BookX, ClockAlert, HardDrive, LifeBuoy, Scale, ScanLine, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SafetyStatus } from '../../contract/safety.ts'
import type { SyncStatus } from '../../contract/terminal.ts'
import { isClockOff } from '../screens/devices/clock-notice.tsx'
import type { Screen } from '../stores/view-store.ts'
import { useTerminal, useView } from './stores-context.tsx'
import styles from './header.module.css'

type Alert = 'recovery' | 'journal' | 'space' | 'paper' | 'control' | 'clock'

const ALERTS: Readonly<Record<Alert, { Icon: LucideIcon; tone: 'warning' | 'danger'; leadsTo: Screen }>> = {
  recovery: { Icon: LifeBuoy, tone: 'warning', leadsTo: 'recovery' },
  journal: { Icon: BookX, tone: 'danger', leadsTo: 'safety' },
  space: { Icon: HardDrive, tone: 'warning', leadsTo: 'safety' },
  paper: { Icon: ScanLine, tone: 'warning', leadsTo: 'safety' },
  control: { Icon: Scale, tone: 'warning', leadsTo: 'safety' },
  clock: { Icon: ClockAlert, tone: 'warning', leadsTo: 'devices' },
}

/** What somebody must do something about soon, the most urgent of it; Safety has all of it. */
function alertOf(safety: SafetyStatus | null, sync: SyncStatus | null): Alert | null {
  if (safety?.recovery?.seenAtMs === null) return 'recovery'
  if (safety?.journal.broken) return 'journal'
  if (safety?.storage.low) return 'space'
  if (safety && safety.paperRefusals.length > 0) return 'paper'
  if (safety && (safety.control.differing.length > 0 || safety.control.differingHeads > 0)) return 'control'
  return isClockOff(sync?.clockSkewMs ?? null) ? 'clock' : null
}

/** Stays in the header until it is read or mended, and leads to what it is about. */
export function SafetyAlert() {
  const { t } = useTranslation()
  const alert = useTerminal(({ safety, sync }) => alertOf(safety, sync))
  const show = useView((state) => state.show)
  if (!alert) return null
  const { Icon, tone, leadsTo } = ALERTS[alert]
  return (
    <button
      type="button"
      className={styles.alert}
      data-tone={tone}
      data-testid="safety-alert"
      onClick={() => show(leadsTo)}
    >
      <Icon size={20} aria-hidden />
      {t(`alert.${alert}`)}
    </button>
  )
}

import { useTerminal } from '../../app/stores-context.tsx'
import { Area } from '../devices/area.tsx'
import columns from '../devices/devices-screen.module.css'
import { BackupsCard } from './backups-card.tsx'
import { ControlCard } from './control-card.tsx'
import { CourierCard } from './courier-card.tsx'
import { JournalCard } from './journal-card.tsx'
import { PaperCard } from './paper-card.tsx'
import { RecoveryCard } from './recovery-card.tsx'

/** What keeps the orders of this terminal safe, and how well it does. */
export function SafetyScreen() {
  const safety = useTerminal((state) => state.safety)
  return (
    <Area>
      {safety && (
        <div className={columns.screen} tabIndex={-1}>
          <div className={columns.column}>
            {safety.recovery && <RecoveryCard recovery={safety.recovery} />}
            <JournalCard journal={safety.journal} />
          </div>
          <div className={`${columns.column} ${columns.long}`}>
            <BackupsCard backups={safety.backups} storage={safety.storage} />
            <CourierCard courier={safety.courier} />
          </div>
          <div className={columns.column}>
            {safety.paperRefusals.length > 0 && <PaperCard refusals={safety.paperRefusals} />}
            <ControlCard control={safety.control} />
          </div>
        </div>
      )}
    </Area>
  )
}

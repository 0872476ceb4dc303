import { useTerminal } from '../../app/stores-context.tsx'
import { Area } from './area.tsx'
import { DisplayCard } from './display-card.tsx'
import { PrinterCard } from './printer-card.tsx'
import { QueueCard } from './queue-card.tsx'
import { ReaderCard } from './reader-card.tsx'
import { RefusedCard } from './refused-card.tsx'
import { SyncCard } from './sync-card.tsx'
import styles from './devices-screen.module.css'

/** How this terminal is joined to the rest: the central store, the printer, the reader, and its own looks. */
export function DevicesScreen() {
  const info = useTerminal((state) => state.info)
  const sync = useTerminal((state) => state.sync)
  const printing = useTerminal((state) => state.printing)
  if (!info) return null
  return (
    <Area>
      <div className={styles.screen} tabIndex={-1}>
        <div className={`${styles.column} ${styles.long}`}>
          {sync && <SyncCard sync={sync} settings={info.settings} />}
          {sync && <RefusedCard key={sync.refused} />}
        </div>
        <div className={styles.column}>
          <PrinterCard key={JSON.stringify(info.settings.printer)} settings={info.settings} />
          {printing && <QueueCard jobs={printing.jobs} />}
        </div>
        <div className={styles.column}>
          {info.simulatedReader && <ReaderCard answer={info.simulatedReader} />}
          <DisplayCard info={info} />
        </div>
      </div>
    </Area>
  )
}

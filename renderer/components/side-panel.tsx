import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './side-panel.module.css'

interface SidePanelProps {
  readonly title: string
  readonly children: ReactNode
  /** The keys at the bottom. */
  readonly keys?: ReactNode
  readonly onBack?: () => void
}

/** Takes the place of the ticket's lines while something is asked; the goods beside it stay where they are. */
export function SidePanel({ title, children, keys, onBack }: SidePanelProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        {onBack && (
          <Button tone="quiet" className={styles.back} icon={<ArrowLeft size={22} aria-hidden />} onPress={onBack}>
            {t('action.back')}
          </Button>
        )}
        <h2 className={styles.title}>{title}</h2>
      </header>
      <div className={styles.body}>{children}</div>
      {keys && <div className={styles.keys}>{keys}</div>}
    </section>
  )
}

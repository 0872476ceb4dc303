import type { ReactNode } from 'react'
import styles from './message.module.css'

interface MessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** What stands where there is nothing else to show: empty, loading, failed. */
export function Message({ icon, title, children, action }: MessageProps) {
  return (
    <div className={styles.message}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  )
}

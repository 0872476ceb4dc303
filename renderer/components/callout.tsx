import { CircleCheckBig, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './callout.module.css'

interface CalloutProps {
  readonly tone: 'plain' | 'good' | 'warning' | 'danger'
  readonly title?: string
  readonly children?: ReactNode
}

const ICONS = { plain: Info, good: CircleCheckBig, warning: TriangleAlert, danger: TriangleAlert } as const

/** A sentence that must not be missed, inside a card: how something stands, and what to do about it. */
export function Callout({ tone, title, children }: CalloutProps) {
  const Icon = ICONS[tone]
  return (
    <div className={styles.callout} data-tone={tone}>
      <Icon size={22} aria-hidden />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}

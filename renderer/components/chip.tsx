import type { ReactNode } from 'react'
import styles from './chip.module.css'

export type Tone = 'neutral' | 'good' | 'warning' | 'danger'

interface ChipProps {
  readonly tone: Tone
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** A state: always an icon and a word, never a colour alone. */
export function Chip({ tone, icon, children, className }: ChipProps) {
  return (
    <span className={[styles.chip, styles[tone], className].filter(Boolean).join(' ')}>
      {icon}
      <span>{children}</span>
    </span>
  )
}

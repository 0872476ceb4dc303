import type { ReactNode } from 'react'
import { classes } from './classes.ts'
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
    <span className={classes(styles.chip, styles[tone], className)}>
      {icon}
      <span>{children}</span>
    </span>
  )
}

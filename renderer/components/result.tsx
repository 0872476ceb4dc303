import { classes } from './classes.ts'
import styles from './result.module.css'

interface ResultProps {
  readonly label: string
  readonly value: string
  readonly size?: 'normal' | 'large' | 'change'
}

/** What a panel has worked out: a word and an amount. */
export function Result({ label, value, size = 'normal' }: ResultProps) {
  return (
    <p className={classes(styles.result, styles[size])}>
      <span>{label}</span>
      <strong className={styles.value}>{value}</strong>
    </p>
  )
}

import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Hotkey } from './hotkey.tsx'
import { classes } from './classes.ts'
import styles from './button.module.css'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'onClick'> {
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'pay'
  readonly icon?: ReactNode
  /** The key that does the same, shown beside the label. */
  readonly hotkey?: string
  /** Stays focusable and is read out, but does nothing. */
  readonly off?: boolean
  readonly onPress: () => void
}

export function Button(props: ButtonProps) {
  const { tone = 'plain', size = 'normal', icon, hotkey, off = false, onPress, className, children, ...rest } = props
  const names = classes(styles.button, styles[tone], size === 'pay' && styles.pay, className)
  return (
    <button
      type="button"
      className={names}
      aria-disabled={off || undefined}
      aria-keyshortcuts={hotkey}
      onClick={off ? undefined : onPress}
      {...rest}
    >
      {icon}
      {children !== undefined && <span>{children}</span>}
      {hotkey && <Hotkey name={hotkey} />}
    </button>
  )
}

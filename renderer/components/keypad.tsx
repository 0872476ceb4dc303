import { Delete } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import styles from './keypad.module.css'

export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | 'delete'

interface KeypadProps {
  /** What stands left of the zero. */
  readonly corner: '00' | '.'
  /** A fourth column, such as bank notes; four keys from the top. */
  readonly side?: readonly ReactNode[]
  readonly onKey: (key: KeypadKey) => void
}

/** Digits to tap, 80 px and more. The field they fill keeps the focus, so that a keyboard can go on typing. */
export function Keypad({ corner, side, onKey }: KeypadProps) {
  const rows: readonly (readonly KeypadKey[])[] = [
    ['7', '8', '9'],
    ['4', '5', '6'],
    ['1', '2', '3'],
    [corner, '0', 'delete'],
  ]
  const { t } = useTranslation()
  return (
    <div className={classes(styles.keypad, side && styles.withSide)} role="group" aria-label={t('keypad.label')}>
      {rows.map((row, index) => (
        <Fragment key={row[0]}>
          {row.map((key) => (
            <button
              key={key}
              type="button"
              className={styles.key}
              aria-label={key === 'delete' ? t('keypad.delete') : undefined}
              onMouseDown={keepFocus}
              onClick={() => onKey(key)}
            >
              {key === 'delete' ? <Delete aria-hidden size={28} /> : key}
            </button>
          ))}
          {side && (side[index] ?? <span />)}
        </Fragment>
      ))}
    </div>
  )
}

/** A key beside the digits with a meaning of its own. */
export function SideKey({ children, onPress }: { readonly children: ReactNode; readonly onPress: () => void }) {
  return (
    <button type="button" className={classes(styles.key, styles.side)} onMouseDown={keepFocus} onClick={onPress}>
      {children}
    </button>
  )
}

/** What a text of digits becomes after a key; never longer than `maxLength`. */
export function pressKey(text: string, key: KeypadKey, maxLength: number): string {
  if (key === 'delete') return text.slice(0, -1)
  if (key === '.' && text.includes('.')) return text
  if (key === '.' && text === '') return '0.'
  return (text + key).slice(0, maxLength)
}

function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault()
}

import { useId, type KeyboardEvent } from 'react'
import { isComposing } from '../app/composing.ts'
import styles from './entry.module.css'

interface EntryProps {
  readonly label: string
  readonly value: string
  /** What the field shows where nothing has been typed yet. */
  readonly placeholder: string
  /** Written behind the value, such as a unit. */
  readonly unit?: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}

/** The number a keypad fills; a keyboard can type into it as well. It has the focus as soon as it appears. */
export function Entry({ label, value, placeholder, unit, onChange, onEnter }: EntryProps) {
  const id = useId()
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    onEnter()
  }
  return (
    <div className={styles.entry}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        value={value}
        placeholder={placeholder}
        inputMode="none"
        autoComplete="off"
        autoFocus
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
    </div>
  )
}

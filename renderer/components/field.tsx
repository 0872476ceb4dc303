import { useId } from 'react'
import styles from './field.module.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly inputMode?: 'text' | 'numeric'
  readonly onChange: (value: string) => void
}

/** A line of text to fill in. */
export function Field({ label, value, placeholder, inputMode = 'text', onChange }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

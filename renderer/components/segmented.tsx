import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './segmented.module.css'

interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of them taken. */
export function Segmented<Value extends string>({ label, value, choices, onChange }: SegmentedProps<Value>) {
  return (
    <RadioGroup className={classes(styles.group)} value={value} onChange={(chosen) => onChange(chosen as Value)}>
      <Label className={styles.label}>{label}</Label>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={classes(styles.choice)}>
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

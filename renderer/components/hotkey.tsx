import styles from './hotkey.module.css'

/** The key that does the same as a button; for the eye only, the button itself names it to a screen reader. */
export function Hotkey({ name }: { readonly name: string }) {
  return (
    <kbd className={styles.hotkey} aria-hidden="true">
      {name}
    </kbd>
  )
}

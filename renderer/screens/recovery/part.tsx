import { useId, type ReactNode } from 'react'
import styles from './part.module.css'

interface PartProps {
  readonly title: string
  readonly tone?: 'plain' | 'warning'
  readonly children: ReactNode
}

/** One question about what happened, and its answer. */
export function Part({ title, tone = 'plain', children }: PartProps) {
  const id = useId()
  return (
    <section className={styles.part} data-tone={tone} aria-labelledby={id}>
      <h3 className={styles.title} id={id}>
        {title}
      </h3>
      {children}
    </section>
  )
}

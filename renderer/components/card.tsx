import { useId, type ReactNode } from 'react'
import styles from './card.module.css'

interface CardProps {
  readonly title: string
  readonly icon: ReactNode
  readonly children: ReactNode
}

/** A group of things that belong together, under their name. */
export function Card({ title, icon, children }: CardProps) {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {icon}
        {title}
      </h2>
      {children}
    </section>
  )
}

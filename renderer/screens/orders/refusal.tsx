import { TriangleAlert } from 'lucide-react'
import type { OrderSummary } from '../../../contract/terminal.ts'
import { useCodeWords } from '../../format/use-code-words.ts'
import styles from './refusal.module.css'

/** Why the central store would not take an order, in a sentence. */
export function Refusal({ refusal }: { readonly refusal: NonNullable<OrderSummary['refusal']> }) {
  const words = useCodeWords()
  return (
    <p className={styles.refusal}>
      <TriangleAlert size={22} aria-hidden />
      <span>{words.refusal(refusal.code, refusal.details ?? {})}</span>
    </p>
  )
}

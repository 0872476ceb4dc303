import type { LocalText } from '../../domain/product.ts'
import { useFormat } from '../format/use-format.ts'
import { Picture } from './picture.tsx'
import styles from './product-head.module.css'

interface ProductHeadProps {
  readonly name: LocalText
  readonly pictureHash: string | null
  readonly note: string
}

/** The product that a panel is about. */
export function ProductHead({ name, pictureHash, note }: ProductHeadProps) {
  const format = useFormat()
  return (
    <div className={styles.head}>
      <Picture hash={pictureHash} name={format.text(name)} className={styles.picture} />
      <div>
        <p className={styles.name}>{format.text(name)}</p>
        <p className={styles.note}>{note}</p>
      </div>
    </div>
  )
}

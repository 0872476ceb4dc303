import { Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrder } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { useFormat } from '../../format/use-format.ts'
import styles from './undo-strip.module.css'

const UNDO_FOR_MS = 5_000

/** For 5 s after a line was taken off, it can be put back. */
export function UndoStrip() {
  const { t } = useTranslation()
  const format = useFormat()
  const removed = useOrder((state) => state.removed)
  const undo = useOrder((state) => state.undo)
  const forget = useOrder((state) => state.forgetRemoved)
  useEffect(() => {
    if (!removed) return
    const timer = setTimeout(forget, UNDO_FOR_MS)
    return () => clearTimeout(timer)
  }, [removed, forget])
  if (!removed) return null
  return (
    <div className={styles.strip} role="status">
      <span className={styles.text}>{t('undo.removed', { name: format.text(removed.line.name) })}</span>
      <Button className={styles.undo} icon={<Undo2 size={20} aria-hidden />} onPress={() => void undo()}>
        {t('undo.undo')}
      </Button>
    </div>
  )
}

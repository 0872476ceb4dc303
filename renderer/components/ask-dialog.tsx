import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './ask-dialog.module.css'

interface AskDialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly wide?: boolean
  readonly children: ReactNode
  readonly keys: ReactNode
  readonly onClose: () => void
}

/** Asks before money goes back, or shows something large. Esc closes it, but not in the middle of a syllable. */
export function AskDialog({ title, isOpen, wide = false, children, keys, onClose }: AskDialogProps) {
  return (
    <ModalOverlay
      className={classes(styles.overlay)}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={classes(styles.modal, wide && styles.wide)}>
        <Dialog className={classes(styles.dialog)} role="dialog">
          <Heading slot="title" className={classes(styles.title)}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <div className={styles.keys}>{keys}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

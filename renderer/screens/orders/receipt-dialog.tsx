import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { AskDialog } from '../../components/ask-dialog.tsx'
import { scrolledByKeys } from '../../components/scrolled-by-keys.ts'
import { Button } from '../../components/button.tsx'
import { failureOf, type Failure } from '../../transports/client.ts'
import styles from './receipt-dialog.module.css'

interface ReceiptDialogProps {
  readonly order: OrderDetail
  readonly onClose: () => void
}

/** The receipt as it was printed. A picture in an image element: nothing in it can run. */
export function ReceiptDialog({ order, onClose }: ReceiptDialogProps) {
  const { t } = useTranslation()
  const { client, actions } = useStores()
  const [picture, setPicture] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    let url: string | undefined
    let isGone = false
    client.order.receipt({ orderId: order.orderId }).then(
      ({ svg }) => {
        if (isGone) return
        url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
        setPicture(url)
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
    return () => {
      isGone = true
      if (url !== undefined) URL.revokeObjectURL(url)
    }
  }, [client, order.orderId])
  return (
    <AskDialog
      title={t('orders.receipt.title', { number: order.number })}
      isOpen
      wide
      onClose={onClose}
      keys={
        <>
          <Button onPress={onClose}>{t('action.close')}</Button>
          <Button tone="primary" onPress={() => void actions.reprintOrder(order)}>
            {t('done.reprint')}
          </Button>
        </>
      }
    >
      <div className={styles.paper} {...scrolledByKeys} role="group" aria-label={t('orders.receipt')}>
        {picture && <img src={picture} alt={t('orders.receipt.title', { number: order.number })} />}
        {failure && <p>{t(`error.${failure.code}`, failure.details)}</p>}
      </div>
    </AskDialog>
  )
}

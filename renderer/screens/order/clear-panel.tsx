import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cartTotal, itemCount } from '../../../domain/cart.ts'
import { useOrder, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Message } from '../../components/message.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'

/** Voiding a whole order asks first: it cannot be undone. */
export function ClearPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = useOrder((state) => state.cart?.lines ?? NO_LINES)
  const clear = useOrder((state) => state.clear)
  const toTicket = useView((state) => state.toTicket)
  return (
    <SidePanel
      title={t('clear.title')}
      onBack={toTicket}
      keys={
        <>
          <Button size="pay" onPress={toTicket} autoFocus>
            {t('clear.keep')}
          </Button>
          <Button size="pay" tone="danger" onPress={() => void clear().then(toTicket)}>
            {t('clear.clear')}
          </Button>
        </>
      }
    >
      <Message icon={<Trash2 size={48} />} title={t('clear.question')}>
        {t('clear.what', { count: itemCount(lines), total: format.money(cartTotal({ lines })) })}
      </Message>
    </SidePanel>
  )
}

const NO_LINES: never[] = []

import { ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Message } from '../../components/message.tsx'

/** No order begun and none placed yet since the screens were opened. */
export function EmptyTicket() {
  const { t } = useTranslation()
  return (
    <Message icon={<ScanBarcode size={48} />} title={t('ticket.empty')}>
      {t('ticket.empty.hint')}
    </Message>
  )
}

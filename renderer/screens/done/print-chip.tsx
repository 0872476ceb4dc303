import { Printer, PrinterCheck, PrinterX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contract/terminal.ts'
import { Chip, type Tone } from '../../components/chip.tsx'

const TONES: Readonly<Record<OrderDetail['print'], Tone>> = {
  none: 'neutral',
  waiting: 'neutral',
  printed: 'good',
  failed: 'danger',
  skipped: 'neutral',
}

/** How an order's receipt fares. */
export function PrintChip({ print }: { readonly print: OrderDetail['print'] }) {
  const { t } = useTranslation()
  const Icon = print === 'printed' ? PrinterCheck : print === 'failed' ? PrinterX : Printer
  return (
    <Chip tone={TONES[print]} icon={<Icon size={20} aria-hidden />}>
      {t(`print.${print}`)}
    </Chip>
  )
}

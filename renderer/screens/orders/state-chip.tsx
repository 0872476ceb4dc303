import {
  BadgeCheck,
  Ban,
  HardDriveDownload,
  PackageCheck,
  Send,
  TriangleAlert,
  Truck,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OrderState } from '../../../domain/order.ts'
import { Chip, type Tone } from '../../components/chip.tsx'

const LOOKS: Readonly<Record<OrderState, { Icon: LucideIcon; tone: Tone }>> = {
  placed: { Icon: HardDriveDownload, tone: 'neutral' },
  sent: { Icon: Send, tone: 'neutral' },
  accepted: { Icon: BadgeCheck, tone: 'good' },
  ready: { Icon: PackageCheck, tone: 'good' },
  on_the_way: { Icon: Truck, tone: 'good' },
  handed_over: { Icon: PackageCheck, tone: 'good' },
  delivered: { Icon: PackageCheck, tone: 'good' },
  refused: { Icon: TriangleAlert, tone: 'danger' },
  cancelled: { Icon: Ban, tone: 'warning' },
  returned: { Icon: Undo2, tone: 'warning' },
}

export function StateChip({ state }: { readonly state: OrderState }) {
  const { t } = useTranslation()
  const { Icon, tone } = LOOKS[state]
  return (
    <Chip tone={tone} icon={<Icon size={18} aria-hidden />}>
      {t(`state.${state}`)}
    </Chip>
  )
}

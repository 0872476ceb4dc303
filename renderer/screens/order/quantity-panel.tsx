import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatQuantity, parseQuantity, priceOf } from '../../../domain/quantity.ts'
import { useOrder, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Entry } from '../../components/entry.tsx'
import { Keypad, pressKey } from '../../components/keypad.tsx'
import { ProductHead } from '../../components/product-head.tsx'
import { Result } from '../../components/result.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'

const MAX_TYPED = 8

/** A line's quantity by keypad, or the line off the order. */
export function QuantityPanel({ lineId }: { readonly lineId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const line = useOrder((state) => state.cart?.lines.find((each) => each.lineId === lineId))
  const setQuantity = useOrder((state) => state.setQuantity)
  const remove = useOrder((state) => state.remove)
  const toTicket = useView((state) => state.toTicket)
  const [text, setText] = useState('')
  if (!line) return null
  const { unit, priceMinor } = line
  const quantity = text === '' ? line.quantity : parseQuantity(text.replace(/[.,]$/, ''), unit)
  const price = format.money(priceMinor)
  function submit(): void {
    if (quantity === undefined) return
    toTicket()
    if (quantity !== line?.quantity) void setQuantity(lineId, quantity)
  }
  return (
    <SidePanel
      title={unit === 'gram' ? t('weight.title') : t('quantity.title')}
      onBack={toTicket}
      keys={
        <>
          <Button
            size="pay"
            tone="danger"
            icon={<Trash2 size={24} aria-hidden />}
            onPress={() => {
              toTicket()
              void remove(lineId)
            }}
          >
            {t('quantity.remove')}
          </Button>
          <Button size="pay" tone="primary" off={quantity === undefined} onPress={submit}>
            {t('action.apply')}
          </Button>
        </>
      }
    >
      <ProductHead
        name={line.name}
        pictureHash={line.pictureHash}
        note={[format.variant(line.variant), unit === 'gram' ? t('price.perKg', { price }) : price]
          .filter(Boolean)
          .join(' · ')}
      />
      <Entry
        label={unit === 'gram' ? t('weight.label') : t('quantity.label')}
        value={text}
        placeholder={formatQuantity(line.quantity, unit)}
        unit={unit === 'gram' ? t('unit.kg.short') : t('unit.piece.short')}
        onChange={(value) => setText(value.replaceAll(unit === 'gram' ? /[^\d.,]/g : /\D/g, '').slice(0, MAX_TYPED))}
        onEnter={submit}
      />
      <Result label={t('weight.price')} value={format.money(priceOf(priceMinor, quantity ?? 0, unit))} />
      <Keypad corner={unit === 'gram' ? '.' : '00'} onKey={(key) => setText(pressKey(text, key, MAX_TYPED))} />
    </SidePanel>
  )
}

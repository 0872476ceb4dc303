import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseQuantity, priceOf } from '../../../domain/quantity.ts'
import { useCatalogue, useOrder, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Entry } from '../../components/entry.tsx'
import { Keypad, pressKey } from '../../components/keypad.tsx'
import { ProductHead } from '../../components/product-head.tsx'
import { Result } from '../../components/result.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'

/** "1234.567" */
const MAX_TYPED = 8

/** How much of something sold by weight, in kilograms. */
export function WeightPanel({ sku }: { readonly sku: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const product = useCatalogue((state) => state.shelves?.bySku.get(sku))
  const add = useOrder((state) => state.add)
  const toTicket = useView((state) => state.toTicket)
  const [text, setText] = useState('')
  if (!product) return null
  const grams = parseQuantity(text.replace(/[.,]$/, ''), 'gram')
  function submit(): void {
    if (grams === undefined) return
    toTicket()
    void add(sku, grams)
  }
  return (
    <SidePanel
      title={t('weight.title')}
      onBack={toTicket}
      keys={
        <Button tone="primary" size="pay" off={grams === undefined} onPress={submit}>
          {t('action.add')}
        </Button>
      }
    >
      <ProductHead
        name={product.name}
        pictureHash={product.pictureHash}
        note={t('price.perKg', { price: format.money(product.priceMinor) })}
      />
      <Entry
        label={t('weight.label')}
        value={text}
        placeholder="0.000"
        unit={t('unit.kg.short')}
        onChange={(value) => setText(value.replaceAll(/[^\d.,]/g, '').slice(0, MAX_TYPED))}
        onEnter={submit}
      />
      <Result label={t('weight.price')} value={format.money(priceOf(product.priceMinor, grams ?? 0, 'gram'))} />
      <Keypad corner="." onKey={(key) => setText(pressKey(text, key, MAX_TYPED))} />
    </SidePanel>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalText, Product } from '../../../domain/product.ts'
import { useCatalogue, useStores, useView } from '../../app/stores-context.tsx'
import { ProductHead } from '../../components/product-head.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'
import { compareSizes } from './sizes.ts'
import styles from './variants-panel.module.css'

/** Sizes and colours of one style: the colour is chosen, the size (or the colour where there are no sizes) adds it. */
export function VariantsPanel({ style }: { readonly style: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const toTicket = useView((state) => state.toTicket)
  const products = useCatalogue((state) => state.shelves?.styles.get(style)) ?? NONE
  const colours = distinctColours(products)
  const hasSizes = products.some(({ variant }) => variant?.size)
  const [colour, setColour] = useState<string | null>(colours[0]?.ko ?? null)
  const shown = hasSizes ? products.filter(({ variant }) => (variant?.colour?.ko ?? null) === colour) : products
  const choices = shown.toSorted((a, b) => compareSizes(a.variant?.size ?? '', b.variant?.size ?? ''))
  const face = choices[0] ?? products[0]
  if (!face) return null
  return (
    <SidePanel title={t('variants.title')} onBack={toTicket}>
      <ProductHead name={face.name} pictureHash={face.pictureHash} note={format.text(face.producer)} />
      {hasSizes && colours.length > 1 && (
        <div className={styles.group} role="group" aria-label={t('variants.colour')}>
          <h3 className={styles.label}>{t('variants.colour')}</h3>
          <div className={styles.colours}>
            {colours.map((each) => (
              <button
                key={each.ko}
                type="button"
                className={styles.colour}
                aria-pressed={each.ko === colour}
                onClick={() => setColour(each.ko)}
              >
                {format.text(each)}
              </button>
            ))}
          </div>
        </div>
      )}
      <div className={styles.group} role="group" aria-label={hasSizes ? t('variants.size') : t('variants.colour')}>
        <h3 className={styles.label}>{hasSizes ? t('variants.size') : t('variants.colour')}</h3>
        <div className={styles.choices}>
          {choices.map((product) => (
            <Choice key={product.sku} product={product} onChoose={() => actions.chooseProduct(product)} />
          ))}
        </div>
      </div>
    </SidePanel>
  )
}

function Choice({ product, onChoose }: { readonly product: Product; readonly onChoose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { variant, stock } = product
  const word = variant?.size ?? (variant?.colour ? format.text(variant.colour) : product.sku)
  return (
    <button type="button" className={styles.choice} data-sku={product.sku} onClick={onChoose}>
      <span className={styles.word}>{word}</span>
      <span className={styles.price}>{format.money(product.priceMinor)}</span>
      {stock !== null && (
        <span className={styles.stock} data-out={stock <= 0 || undefined}>
          {stock <= 0 ? t('tile.soldOut') : t('variants.stock', { stock })}
        </span>
      )}
    </button>
  )
}

const NONE: readonly Product[] = []

function distinctColours(products: readonly Product[]): LocalText[] {
  const colours = new Map<string, LocalText>()
  for (const { variant } of products) if (variant?.colour) colours.set(variant.colour.ko, variant.colour)
  return [...colours.values()]
}

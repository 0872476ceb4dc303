import { Layers } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStores } from '../../app/stores-context.tsx'
import { Picture } from '../../components/picture.tsx'
import { useFormat } from '../../format/use-format.ts'
import type { Tile } from '../../stores/tiles.ts'
import { classes } from '../../components/classes.ts'
import styles from './product-tile.module.css'

interface ProductTileProps {
  readonly tile: Tile
  readonly index: number
}

/** One product, or one style with its sizes and colours behind it. */
export const ProductTile = memo(function ProductTile({ tile, index }: ProductTileProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const { face, products } = tile
  const name = format.text(face.name)
  const lowest = products.reduce((least, { priceMinor }) => Math.min(least, priceMinor), face.priceMinor)
  const varies = products.some(({ priceMinor }) => priceMinor !== lowest)
  const soldOut = products.every(({ stock }) => stock !== null && stock <= 0)
  const price = format.money(lowest)
  return (
    <button
      type="button"
      className={styles.tile}
      data-index={index}
      data-sku={face.sku}
      onClick={() => actions.chooseTile(tile)}
    >
      <Picture hash={face.pictureHash} name={name} className={styles.picture} />
      <span className={styles.name}>{name}</span>
      <span className={styles.facts}>
        <span className={styles.price}>{varies ? t('price.from', { price }) : price}</span>
        {soldOut ? (
          <span className={classes(styles.note, styles.soldOut)}>{t('tile.soldOut')}</span>
        ) : products.length > 1 ? (
          <span className={styles.note}>
            <Layers size={16} aria-hidden />
            {t('tile.kinds', { count: products.length })}
          </span>
        ) : face.unit === 'gram' ? (
          <span className={styles.note}>{t('tile.perKg')}</span>
        ) : null}
      </span>
    </button>
  )
})

import type { Category, LocalText, Product } from '../../domain/product.ts'
import type { ProductChange } from '../store/catalogue-write.ts'
import { bothLanguages, type ProductRow } from './row.ts'

const NO_TEXT: LocalText = { ko: '', en: '' }
const OTHER: Category = { id: 'other', name: { ko: '기타', en: 'Other' }, rank: 1_000 }

/** A product as a row makes it out of what the catalogue has; columns that the file lacks change nothing. */
export function mergeProduct(
  row: ProductRow,
  known: Product | undefined,
  category: string | undefined,
  pictureHash: string | undefined,
): ProductChange {
  return {
    sku: row.sku,
    name: mergeText(row.name, known?.name),
    producer: mergeText(row.producer, known?.producer),
    category: category ?? known?.category ?? OTHER.id,
    priceMinor: row.priceMinor,
    unit: row.unit ?? known?.unit ?? 'piece',
    barcodes: row.barcodes ?? known?.barcodes ?? [],
    pictureHash: pictureHash ?? known?.pictureHash ?? null,
    variant: row.variant ?? known?.variant ?? null,
    popularity: row.popularity ?? known?.popularity ?? 0,
    ...(row.stock === undefined ? {} : { stock: row.stock }),
  }
}

/** A text that stood for both languages goes on doing so. */
function mergeText(given: Partial<LocalText>, known: LocalText | undefined): LocalText {
  if (known === undefined || known.ko === known.en) return bothLanguages(given) ?? known ?? NO_TEXT
  return { ...known, ...given }
}

/** The catalogue's categories, found by id or by name in either language, and those that the file adds. */
export class Categories {
  readonly added: Category[] = []
  readonly #idByName = new Map<string, string>()
  #rank: number

  constructor(known: readonly Category[]) {
    for (const category of known) this.#learn(category)
    this.#rank = Math.max(0, ...known.filter(({ id }) => id !== OTHER.id).map(({ rank }) => rank))
  }

  /** The id of the category that a row names, made where it is new; undefined where the row names none. */
  idOf(name: Partial<LocalText>): string | undefined {
    const names = bothLanguages(name)
    if (names === null) return undefined
    const known = this.#idByName.get(plain(names.en)) ?? this.#idByName.get(plain(names.ko))
    if (known !== undefined) return known
    this.#rank += 1
    return this.#add({ id: plain(names.en), name: names, rank: this.#rank })
  }

  /** The category of products that nobody has sorted. */
  needOther(): void {
    if (!this.#idByName.has(OTHER.id)) this.#add(OTHER)
  }

  #add(category: Category): string {
    this.added.push(category)
    this.#learn(category)
    return category.id
  }

  #learn({ id, name }: Category): void {
    for (const text of [id, name.ko, name.en]) this.#idByName.set(plain(text), id)
  }
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}

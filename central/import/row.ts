import { parseMinor, type Currency } from '../../domain/money.ts'
import type { LocalText, Variant } from '../../domain/product.ts'
import type { Unit } from '../../domain/quantity.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import type { Field } from './fields.ts'
import { isGtin, looksLikeGtin } from './gtin.ts'
import type { Reason } from './reasons.ts'

/** A row that fits. What its file has no column for, or leaves empty, stays as the catalogue has it. */
export interface ProductRow {
  readonly sku: string
  readonly name: Partial<LocalText>
  readonly producer: Partial<LocalText>
  /** As the file says it: an id or a name. */
  readonly category: Partial<LocalText>
  readonly priceMinor: number
  readonly unit: Unit | undefined
  readonly barcodes: readonly string[] | undefined
  readonly stock: number | undefined
  readonly variant: Variant | undefined
  /** A path relative to the file's folder. */
  readonly picture: string | undefined
  readonly popularity: number | undefined
}

export type Cells = Readonly<Partial<Record<Field, string>>>
type Read<Value> = Result<Value, Reason['code']>

const MAX_TEXT = 300
const MAX_SHORT_TEXT = 64
const MAX_SIZE_TEXT = 40
const MAX_BARCODES = 20
const MAX_STOCK = 1_000_000_000
const SHORT_FIELDS: readonly Field[] = ['sku', 'category', 'categoryKo', 'categoryEn', 'style']

const UNITS: Readonly<Record<string, { unit: Unit; stepsPerUnit: number }>> = {
  ...Object.fromEntries(
    ['piece', 'pieces', 'pc', 'pcs', 'ea', 'each', '개', '점', '켤레', '벌', '병', '봉', '통', '대', '권', '장'].map(
      (name) => [name, { unit: 'piece' as const, stepsPerUnit: 1 }],
    ),
  ),
  ...Object.fromEntries(
    ['kg', 'kilogram', 'kilograms', '킬로', '킬로그램', '키로'].map((name) => [
      name,
      { unit: 'gram' as const, stepsPerUnit: 1_000 },
    ]),
  ),
  ...Object.fromEntries(['gram', 'grams', '그램'].map((name) => [name, { unit: 'gram' as const, stepsPerUnit: 1 }])),
}

/** Reads one row. The price of weighed goods is per kilogram; their stock is in the unit that the row names. */
export function readRow(given: Cells, currency: Currency): Result<ProductRow, Reason['code']> {
  const cells = tidy(given)
  const wrong = wrongText(cells)
  if (wrong) return wrong
  if (!cells.sku) return fail('sku.missing')
  if (!cells.name && !cells.nameKo && !cells.nameEn) return fail('name.missing')
  const price = readPrice(cells.price ?? '', currency)
  if (!price.ok) return price
  const measured = readUnit(cells.unit ?? '')
  if (!measured.ok) return measured
  const stock = readStock(cells.stock ?? '', measured.value)
  if (!stock.ok) return stock
  const barcodes = readBarcodes(cells)
  if (!barcodes.ok) return barcodes
  const popularity = readWhole(cells.popularity ?? '')
  if (popularity === null) return fail('popularity.invalid', { text: cells.popularity ?? '' })
  return ok({
    sku: cells.sku,
    name: localText(cells.nameKo, cells.nameEn, cells.name),
    producer: localText(cells.producerKo, cells.producerEn, cells.producer),
    category: localText(cells.categoryKo, cells.categoryEn, cells.category),
    priceMinor: price.value,
    unit: measured.value?.unit,
    barcodes: barcodes.value,
    stock: stock.value,
    variant: readVariant(cells),
    picture: cells.picture || undefined,
    popularity,
  })
}

/** Spreadsheets and web pages leave line breaks, tabs and decomposed syllables behind. */
function tidy(cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([field, text]) => [field, text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()]),
  )
}

function wrongText(cells: Cells): ReturnType<typeof fail<Reason['code']>> | undefined {
  for (const [column, text] of Object.entries(cells) as [Field, string][]) {
    if (text.includes('\ufffd')) return fail('text.broken', { column })
    const limit = column === 'size' ? MAX_SIZE_TEXT : SHORT_FIELDS.includes(column) ? MAX_SHORT_TEXT : MAX_TEXT
    if (text.length > limit && column !== 'picture') return fail('text.too_long', { column, limit })
  }
  return undefined
}

/** What no column assigns to a language is Korean where it holds Hangul, else English. */
function localText(ko: string | undefined, en: string | undefined, either: string | undefined): Partial<LocalText> {
  const isKorean = /\p{Script=Hangul}/u.test(either ?? '')
  const korean = ko || (isKorean ? either : undefined)
  const english = en || (isKorean ? undefined : either)
  return { ...(korean ? { ko: korean } : {}), ...(english ? { en: english } : {}) }
}

function readPrice(text: string, currency: Currency): Read<number> {
  if (text === '') return fail('price.missing')
  const plain = text.replace(/^[₩￦$£€¥]\s*|^[A-Z]{3}\s/, '').replace(/\s*(원|won|[A-Z]{3})$/i, '')
  const priceMinor = parseMinor(plain, currency)
  if (priceMinor !== undefined && priceMinor >= 0) return ok(priceMinor)
  if (/^[\d,]+\.\d+$/.test(plain))
    return fail('price.decimals', { text, currency: currency.code, digits: currency.digits })
  return fail('price.invalid', { text })
}

function readUnit(text: string): Read<{ unit: Unit; stepsPerUnit: number } | undefined> {
  if (text === '') return ok(undefined)
  const name = text.toLowerCase()
  const known = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
  return known ? ok(known) : fail('unit.unknown', { text })
}

function readStock(text: string, measured: { unit: Unit; stepsPerUnit: number } | undefined): Read<number | undefined> {
  if (text === '') return ok(undefined)
  const digits = measured?.stepsPerUnit === 1_000 ? 3 : 0
  const stock = parseMinor(text, { code: '', digits })
  if (stock === undefined || Math.abs(stock) > MAX_STOCK)
    return fail('stock.invalid', { text, unit: measured?.unit === 'gram' ? 'kg' : '1' })
  return ok(stock)
}

/** A column called GTIN holds only those; one called barcode also what a shop prints itself. */
function readBarcodes(cells: Cells): Read<readonly string[] | undefined> {
  const gtins = splitCodes(cells.gtin)
  const barcodes = splitCodes(cells.barcode)
  for (const text of gtins) if (!looksLikeGtin(text)) return fail('barcode.invalid', { text })
  for (const text of barcodes) if (!/^[\x21-\x7e]{1,64}$/.test(text)) return fail('barcode.invalid', { text })
  // What a spreadsheet makes of a long number when it takes it for a quantity.
  for (const text of barcodes) if (/^\d[.,]\d+E\+\d+$/i.test(text)) return fail('barcode.invalid', { text })
  const all = [...new Set([...gtins, ...barcodes])]
  const mistyped = all.find((text) => looksLikeGtin(text) && !isGtin(text))
  if (mistyped !== undefined) return fail('barcode.check_digit', { text: mistyped })
  if (all.length > MAX_BARCODES) return fail('barcode.too_many', { limit: MAX_BARCODES })
  return ok(all.length === 0 ? undefined : all)
}

function splitCodes(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,;|]+/).filter((code) => code !== '')
}

function readVariant(cells: Cells): Variant | undefined {
  const colour = localText(cells.colourKo, cells.colourEn, cells.colour)
  const size = cells.size || null
  if (!cells.style && size === null && colour.ko === undefined && colour.en === undefined) return undefined
  return { style: cells.style || cells.sku!, size, colour: bothLanguages(colour) }
}

/** A text in one language serves in the other until somebody translates it. */
export function bothLanguages(text: Partial<LocalText>): LocalText | null {
  const { ko = text.en, en = text.ko } = text
  return ko === undefined || en === undefined ? null : { ko, en }
}

/** @returns undefined where there is nothing, null where it is no whole number. */
function readWhole(text: string): number | undefined | null {
  if (text === '') return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Currency } from '../../domain/money.ts'
import type { MessageLanguage } from '../messages.ts'
import { StartError } from '../start-error.ts'
import { readCategories } from '../store/catalogue-read.ts'
import { productOf } from '../store/catalogue-rows.ts'
import { changeCatalogue, currentProducts, type ProductChange } from '../store/catalogue-write.ts'
import { shopOf, storeRow } from '../store/identity.ts'
import { addPictures, MAX_PICTURE_BYTES, recognisePicture, type Picture } from '../store/pictures.ts'
import type { Db } from '../store/tables.ts'
import { inTransaction } from '../store/transaction.ts'
import { fieldOf, missingFields, type Field } from './fields.ts'
import { Categories, mergeProduct } from './merge.ts'
import type { Reason } from './reasons.ts'
import { readText } from './read-text.ts'
import { readRecords, type FileRecord, type FileRecords } from './records.ts'
import { writeRejects, type Reject } from './rejects.ts'
import { readRow, type Cells, type ProductRow } from './row.ts'

export interface ImportSummary {
  /** Rows of the file that are not empty; the sum of the four below. */
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejectsFile: string | null
  /** Columns that the import has no use for. */
  readonly ignoredColumns: readonly string[]
}

interface FittingRow {
  readonly row: ProductRow
  readonly picture: Picture | undefined
}

/**
 * Reads products from a CSV or NDJSON file into the catalogue: all rows that fit, in one transaction, or none. Rows
 * that do not fit go to `FILE.rejects.csv`.
 * @throws StartError where the file as a whole is unusable; then nothing was changed.
 */
export async function importFile(db: Db, file: string, language: MessageLanguage): Promise<ImportSummary> {
  const { currency } = shopOf(await storeRow(db))
  const records = readRecords(readText(file), file)
  const columns = mapColumns(records, file)
  const { fitting, rejects } = sortRows(records, columns, currency, dirname(resolve(file)))
  const rejectsPath = `${file}.rejects.csv`
  const rejectsFile = writeRejects(rejectsPath, records, rejects, language)
  try {
    const result = await inTransaction(db, (trx) => importRows(trx, fitting))
    rejectsFile.keep()
    return {
      read: records.records.length,
      imported: result.imported,
      updated: result.updated,
      unchanged: result.unchanged,
      rejected: rejects.length,
      rejectsFile: rejects.length === 0 ? null : rejectsPath,
      ignoredColumns: records.columns.filter((column) => column !== '' && !columns.has(column)),
    }
  } catch (error) {
    rejectsFile.discard()
    throw error
  }
}

function mapColumns({ columns, records }: FileRecords, file: string): Map<string, Field> {
  const fields = new Map<string, Field>()
  const columnOf = new Map<Field, string>()
  for (const column of columns) {
    const field = fieldOf(column)
    if (field === undefined) continue
    const first = columnOf.get(field)
    if (first !== undefined) throw new StartError('import.column_twice', { file, first, second: column })
    columnOf.set(field, column)
    fields.set(column, field)
  }
  const missing = missingFields(fields.values())
  if (missing.length > 0)
    throw new StartError('import.columns_unknown', {
      file,
      missing: missing.join(', '),
      found: columns.join(', ').slice(0, 200),
    })
  if (records.length === 0) throw new StartError('import.file_empty', { file })
  return fields
}

function sortRows(
  { records }: FileRecords,
  columns: ReadonlyMap<string, Field>,
  currency: Currency,
  folder: string,
): { fitting: FittingRow[]; rejects: Reject[] } {
  const fitting: FittingRow[] = []
  const rejects: Reject[] = []
  const rowOfSku = new Map<string, number>()
  for (const record of records) {
    const read = readRecord(record, columns, currency, folder, rowOfSku)
    if ('reason' in read) rejects.push({ record, reason: read.reason })
    else {
      rowOfSku.set(read.row.sku, record.row)
      fitting.push(read)
    }
  }
  return { fitting, rejects }
}

function readRecord(
  record: FileRecord,
  columns: ReadonlyMap<string, Field>,
  currency: Currency,
  folder: string,
  rowOfSku: ReadonlyMap<string, number>,
): FittingRow | { readonly reason: Reason } {
  if (!record.cells) return { reason: { code: 'row.unreadable' } }
  if (record.surplus) return { reason: { code: 'row.surplus' } }
  const cells: Cells = Object.fromEntries([...columns].map(([column, field]) => [field, record.cells?.[column] ?? '']))
  const row = readRow(cells, currency)
  if (!row.ok) return { reason: row }
  const before = rowOfSku.get(row.value.sku)
  if (before !== undefined) return { reason: { code: 'sku.twice', details: { sku: row.value.sku, row: before } } }
  const picture = row.value.picture === undefined ? undefined : readPicture(folder, row.value.picture)
  return picture && 'reason' in picture ? picture : { row: row.value, picture }
}

/** Pictures come from the file's own folder or below it: a file from elsewhere must not reach for others. */
function readPicture(folder: string, path: string): Picture | { readonly reason: Reason } {
  const details = { text: path.slice(0, 200) }
  try {
    const found = realpathSync(join(folder, path.replaceAll('\\', '/')))
    if (!found.startsWith(realpathSync(folder) + sep)) return { reason: { code: 'picture.missing', details } }
    if (statSync(found).size > MAX_PICTURE_BYTES) return { reason: { code: 'picture.invalid', details } }
    return recognisePicture(readFileSync(found)) ?? { reason: { code: 'picture.invalid', details } }
  } catch {
    return { reason: { code: 'picture.missing', details } }
  }
}

async function importRows(trx: Db, rows: readonly FittingRow[]) {
  const categories = new Categories(await readCategories(trx))
  const known = await currentProducts(
    trx,
    rows.map(({ row }) => row.sku),
  )
  const products = rows.map(({ row, picture }): ProductChange => {
    const current = known.get(row.sku)
    const category = categories.idOf(row.category)
    if (category === undefined && current === undefined) categories.needOther()
    return mergeProduct(row, current && productOf(current, null), category, picture?.hash)
  })
  await addPictures(
    trx,
    rows.flatMap(({ picture }) => picture ?? []),
  )
  return changeCatalogue(trx, { categories: categories.added, products })
}

import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { MAX_MINOR, parseMinor, type Currency } from '../../domain/money.ts'
import { MAX_QUANTITY } from '../../domain/quantity.ts'

/** The currency of the invoices; their prices are in pounds. */
export const CURRENCY: Currency = { code: 'GBP', digits: 2 }

/** A line of the file that can be ordered, or cancelled where its invoice is a cancellation. */
export interface InvoiceLine {
  /** The stock code with its price: the same goods at another price are another product of the catalogue. */
  readonly sku: string
  readonly name: string
  readonly priceMinor: number
  /** 1 or more, for cancellations as well. */
  readonly quantity: number
}

export interface Invoice {
  readonly number: string
  readonly kind: 'order' | 'cancellation'
  /** Empty where the file names none. */
  readonly customer: string
  readonly lines: readonly InvoiceLine[]
}

export interface InvoiceFile {
  readonly invoices: readonly Invoice[]
  readonly lines: number
  /** Lines that are no order and no cancellation, by reason. */
  readonly refused: ReadonlyMap<string, number>
}

const Row = z.object({
  InvoiceNo: z.string().min(1),
  StockCode: z.string().min(1),
  Description: z.string(),
  Quantity: z.coerce.number().int(),
  UnitPrice: z.string(),
  CustomerID: z.string(),
})
type Row = z.infer<typeof Row>

/**
 * Reads a file of invoices (CSV, gzip where its name ends in .gz), in the order of their first lines.
 * @param limit the most invoices to read.
 * @throws where the file cannot be read or has other columns.
 */
export async function readInvoices(file: string, limit: number): Promise<InvoiceFile> {
  const bytes = createReadStream(file)
  const rows = (file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes).pipe(parse({ columns: true, bom: true }))
  const invoices = new Map<string, { number: string; kind: Invoice['kind']; customer: string; lines: InvoiceLine[] }>()
  const refused = new Map<string, number>()
  let lines = 0
  for await (const record of rows) {
    const row = Row.parse(record)
    if (!invoices.has(row.InvoiceNo)) {
      if (invoices.size === limit) break
      const kind = row.InvoiceNo.startsWith('C') ? 'cancellation' : 'order'
      invoices.set(row.InvoiceNo, { number: row.InvoiceNo, kind, customer: row.CustomerID, lines: [] })
    }
    lines += 1
    const invoice = invoices.get(row.InvoiceNo)!
    const line = readLine(row, invoice.kind)
    if (typeof line === 'string') refused.set(line, (refused.get(line) ?? 0) + 1)
    else invoice.lines.push(line)
  }
  return { invoices: [...invoices.values()], lines, refused }
}

/** @returns the line, or why it is neither an order nor a cancellation. */
function readLine(row: Row, kind: Invoice['kind']): InvoiceLine | string {
  const priceMinor = parseMinor(row.UnitPrice, CURRENCY)
  const quantity = kind === 'order' ? row.Quantity : -row.Quantity
  if (quantity === 0) return 'quantity_zero'
  if (quantity < 0) return kind === 'order' ? 'stock_correction' : 'cancellation_of_nothing'
  if (priceMinor === undefined) return 'price_finer_than_the_currency'
  if (priceMinor < 0) return 'price_negative'
  if (priceMinor === 0) return 'price_zero'
  if (quantity > MAX_QUANTITY || priceMinor * quantity > MAX_MINOR) return 'too_large'
  const code = row.StockCode.trim()
  return { sku: `${code}@${priceMinor}`, name: row.Description.trim() || code, priceMinor, quantity }
}

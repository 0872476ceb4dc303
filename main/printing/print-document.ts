import { z } from 'zod'
import type { PrinterErrorCode } from '../../contract/printer-errors.ts'
import { AmountMinor, Currency, EpochMs, Id, Language, PaymentSchema, Text, Unit } from '../../contract/values.ts'
import { MAX_CODES } from '../../domain/paper-codes.ts'
import type { ReceiptDocument } from '../../domain/receipt.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import type { Paper } from './markup.ts'
import { receiptMarkup } from './receipt-markup.ts'
import { renderBytes } from './render.ts'
import { testPageMarkup, type TestPage } from './test-page.ts'

/** What a print job stores: the document itself, so that it is laid out for the paper that is in when it is printed. */
export type PrintDocument =
  { readonly kind: 'receipt'; readonly receipt: ReceiptDocument } | { readonly kind: 'test'; readonly page: TestPage }

const ZoneOffsetMin = z.int().min(-1440).max(1440)

const ReceiptSchema = z.object({
  language: Language,
  shopName: Text,
  number: z.string(),
  orderId: Id,
  placedAtMs: EpochMs,
  zoneOffsetMin: ZoneOffsetMin,
  currency: Currency,
  items: z.array(
    z.object({
      name: z.string(),
      variant: z.string(),
      quantity: z.string(),
      unit: Unit,
      price: z.string(),
      total: z.string(),
    }),
  ),
  itemCount: z.int(),
  totalMinor: AmountMinor,
  payments: z.array(PaymentSchema),
  copy: z.boolean(),
  demonstration: z.boolean(),
  // Jobs of versions before these stood on receipts are still to be printed.
  codes: z.array(z.string()).max(MAX_CODES).default([]),
  journalHead: z.string().nullable().default(null),
}) satisfies z.ZodType<ReceiptDocument>

const PrintDocumentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('receipt'), receipt: ReceiptSchema }),
  z.object({
    kind: z.literal('test'),
    page: z.object({ language: Language, shopName: Text, printedAtMs: EpochMs, zoneOffsetMin: ZoneOffsetMin }),
  }),
]) satisfies z.ZodType<PrintDocument>

/** As it stands in a job's row. */
export function storedDocument(document: PrintDocument): string {
  return JSON.stringify(document)
}

/** The bytes for the printer of a stored document. */
export function jobBytes(
  document: string,
  paper: Paper,
): Result<Uint8Array, Extract<PrinterErrorCode, 'printer.document_unreadable'>> {
  const parsed = PrintDocumentSchema.safeParse(parseJson(document))
  if (!parsed.success) return fail('printer.document_unreadable')
  return ok(renderBytes(documentMarkup(parsed.data, paper), paper))
}

function documentMarkup(document: PrintDocument, paper: Paper): string {
  return document.kind === 'receipt' ? receiptMarkup(document.receipt, paper) : testPageMarkup(document.page, paper)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

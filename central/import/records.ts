import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { StartError } from '../start-error.ts'

/** One row of a file before anybody knows what it means. */
export interface FileRecord {
  /** As the person counts it: the line of the file, or the row of the table, where the column names are row 1. */
  readonly row: number
  /** Cells by column name; undefined where the row cannot be read at all. */
  readonly cells: Readonly<Record<string, string>> | undefined
  /** The row as it stands in the file, for the rejects. */
  readonly raw: readonly string[]
  /** Cells that stand under no column name. */
  readonly surplus: boolean
}

export interface FileRecords {
  /** A table has a row of column names, lines are objects of their own. */
  readonly form: 'table' | 'lines'
  readonly columns: readonly string[]
  readonly records: readonly FileRecord[]
}

const DELIMITERS = [',', ';', '\t'] as const

/** Reads CSV, or NDJSON where the first sign is a brace. @throws StartError where a quotation mark is not closed. */
export function readRecords(text: string, file: string): FileRecords {
  return text.trimStart().startsWith('{') ? readLines(text) : readTable(text, file)
}

function readTable(text: string, file: string): FileRecords {
  const rows = parseTable(text, file)
  const [header = [], ...body] = rows
  const columns = header.map((name) => name.trim())
  const records = body.flatMap((raw, index): FileRecord[] => {
    if (raw.every((cell) => cell.trim() === '')) return []
    const cells = Object.fromEntries(columns.map((column, at) => [column, raw[at] ?? '']))
    const surplus = raw.slice(columns.length).some((cell) => cell.trim() !== '')
    return [{ row: index + 2, cells, raw, surplus }]
  })
  return { form: 'table', columns, records }
}

function parseTable(text: string, file: string): string[][] {
  const delimiter = delimiterOf(text)
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      // Inches and the like: a quotation mark within a cell that does not begin with one is just a sign.
      relax_quotes: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new StartError('import.quote_unclosed', { file, line: lineOfOpenQuote(text, delimiter) })
  }
}

/** The line where the quotation begins that the rest of the file has fallen into; the parser tells only its end. */
function lineOfOpenQuote(text: string, delimiter: string): number {
  const closing = new RegExp(`"(?=${delimiter}|\\r|\\n|$)`, 'g')
  const opening = new RegExp(`(?<=^\\ufeff?|[${delimiter}\\r\\n])"`, 'g')
  let from = 0
  for (;;) {
    opening.lastIndex = from
    const open = opening.exec(text)
    if (!open) return text.split(/\r\n|\n|\r/).length
    closing.lastIndex = open.index + 1
    let close = closing.exec(text)
    // A doubled one stands for itself.
    while (close && isDoubled(text, open.index + 1, close.index)) close = closing.exec(text)
    if (!close) return text.slice(0, open.index).split(/\r\n|\n|\r/).length
    from = close.index + 1
  }
}

/** Whether the quotation mark at `at` is the second of a pair: an odd number of them stands right before it. */
function isDoubled(text: string, from: number, at: number): boolean {
  let before = 0
  while (at - 1 - before >= from && text[at - 1 - before] === '"') before += 1
  return before % 2 === 1
}

/** The sign that separates the column names, outside of quotation marks. */
function delimiterOf(text: string): string {
  const header = (/^(?:[^"\r\n]|"[^"]*")*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length - 1)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

function readLines(text: string): FileRecords {
  const columns = new Set<string>()
  const records = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index): FileRecord[] => {
      if (line.trim() === '') return []
      const cells = cellsOf(line)
      for (const column of Object.keys(cells ?? {})) columns.add(column)
      return [{ row: index + 1, cells, raw: [line], surplus: false }]
    })
  return { form: 'lines', columns: [...columns], records }
}

/** The members of a JSON object as texts; lists are joined by spaces, since barcodes may come as one. */
function cellsOf(line: string): Record<string, string> | undefined {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, textOf(value)]))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

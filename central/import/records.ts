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
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // Inches and the like: a quotation mark within a cell that does not begin with one is just a sign.
      relax_quotes: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(/line (\d+)/.exec(error.message)?.[1] ?? error['lines'] ?? 1)
    throw new StartError('import.quote_unclosed', { file, line })
  }
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

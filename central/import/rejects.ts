import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { MessageLanguage } from '../messages.ts'
import { StartError } from '../start-error.ts'
import { reasonSentence, type Reason } from './reasons.ts'
import type { FileRecord, FileRecords } from './records.ts'

export interface Reject {
  readonly record: FileRecord
  readonly reason: Reason
}

const HEADERS: Readonly<Record<MessageLanguage, readonly [string, string, string]>> = {
  en: ['row', 'reason', 'line'],
  ko: ['행', '사유', '줄'],
}

export interface RejectsFile {
  /** Puts the file in its place, once the other rows are imported. */
  keep(): void
  /** Nothing was imported, so nothing was rejected. */
  discard(): void
}

/**
 * Writes the rows that do not fit beside the file, with their row numbers and reasons, so that they can be mended
 * there. Nothing of it stands under its final name before `keep`.
 * @throws StartError where the folder cannot be written to.
 */
export function writeRejects(
  file: string,
  { form, columns }: FileRecords,
  rejects: readonly Reject[],
  language: MessageLanguage,
): RejectsFile {
  const partial = `${file}.partial`
  const [row, reason, line] = HEADERS[language]
  const header = [row, reason, ...(form === 'table' ? columns : [line])]
  const rows = rejects.map(({ record, reason: why }) => [
    String(record.row),
    reasonSentence(language, why),
    ...record.raw,
  ])
  const width = Math.max(header.length, ...rows.map((cells) => cells.length))
  const table = [header, ...rows].map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')])
  // The mark tells spreadsheets that it is UTF-8.
  const text = `\ufeff${table.map(csvLine).join('\r\n')}\r\n`
  try {
    if (rejects.length > 0) writeFileSync(partial, text)
  } catch {
    throw new StartError('import.rejects_not_writable', { file })
  }
  return {
    keep() {
      if (rejects.length > 0) renameSync(partial, file)
      // What an earlier import of the same file rejected has been mended.
      else rmSync(file, { force: true })
    },
    discard: () => rmSync(partial, { force: true }),
  }
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quoted(neutral(cell))).join(',')
}

/** A spreadsheet would run a cell that begins like this as a formula. */
function neutral(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",;\r\n\t']/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

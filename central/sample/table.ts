import { invariant } from '../../domain/result.ts'

/** A row of a source table: its cells by the head line's names, and where it stands, for messages. */
export interface Row {
  readonly place: string
  readonly cells: Readonly<Record<string, string>>
}

/**
 * Reads a table as it is kept in `data/`: a head line, then a row a line, cells parted by `|`.
 * Empty lines and lines that start with `#` are for the person who edits it.
 * @throws where a row has more cells than the head, since the table is part of the program.
 */
export function readTable(name: string, text: string): Row[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), place: `${name}, line ${index + 1}` }))
  const [head, ...rows] = lines.filter(({ line }) => line !== '' && !line.startsWith('#'))
  invariant(head, `${name}: the table is empty`)
  const columns = splitCells(head.line)
  return rows.map(({ line, place }) => {
    const cells = splitCells(line)
    invariant(cells.length <= columns.length, `${place}: more cells than the head line has`)
    return { place, cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) }
  })
}

/**
 * A cell that has to be there.
 * @throws where it is empty or there is no such column.
 */
export function cell(row: Row, column: string): string {
  const text = row.cells[column]
  invariant(text !== undefined && text !== '', `${row.place}: ${column} is missing`)
  return text
}

/** The members of a cell such as `navy, wine`; none where it is empty. */
export function cellList(row: Row, column: string): string[] {
  const text = row.cells[column] ?? ''
  return text === '' ? [] : text.split(',').map((member) => member.trim())
}

function splitCells(line: string): string[] {
  return line.split('|').map((text) => text.trim())
}

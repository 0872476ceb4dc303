/** As many of the first rows as fit, and at least one. */
export function withinBytes<Row>(
  rows: readonly Row[],
  textOf: (row: Row) => string,
  limitBytes: number,
): readonly Row[] {
  let bytes = 0
  const end = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(textOf(row))
    return index > 0 && bytes > limitBytes
  })
  return end === -1 ? rows : rows.slice(0, end)
}

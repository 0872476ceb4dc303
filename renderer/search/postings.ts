import { inSlices, type Sliced } from './sliced.ts'

/** A list of numbers for each row, all in one buffer. */
export interface Postings {
  /** Where each row's items begin; one more for the end. */
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

/** Which rows hold each item: the same lists seen from the other side, rows ascending. */
export function* invertPostings({ starts, items }: Postings, distinctItems: number): Sliced<Postings> {
  // First how many rows each item has, then where they end, then, filled from the last row down, where they begin.
  const ends = new Uint32Array(distinctItems + 1)
  yield* inSlices(items.length, (from, to) => {
    for (let k = from; k < to; k++) ends[items[k]!]!++
  })
  yield* inSlices(distinctItems, (from, to) => {
    for (let item = from; item < to; item++) ends[item + 1]! += ends[item]!
  })
  const rows = new Uint32Array(items.length)
  const last = starts.length - 2
  yield* inSlices(starts.length - 1, (from, to) => {
    for (let row = last - from; row > last - to; row--)
      for (let k = starts[row]!; k < starts[row + 1]!; k++) rows[--ends[items[k]!]!] = row
  })
  return { starts: ends, items: rows }
}

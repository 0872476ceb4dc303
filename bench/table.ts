/** One line of a measurement: ours against a peer's. */
export interface Row {
  readonly work: string
  readonly ours: string
  readonly peer: string
  /** Peer's time over ours, or the share that was reached. */
  readonly ratio: number
  /** null where nothing was set. */
  readonly goal: number | null
  /** Whether the ratio is better when it is lower. */
  readonly lowerIsBetter?: boolean
}

export function isMet({ ratio, goal, lowerIsBetter }: Row): boolean | null {
  if (goal === null) return null
  return lowerIsBetter ? ratio <= goal : ratio >= goal
}

const HEADER = ['work', 'ours', 'peer', 'ratio', 'goal', 'met']

export function formatTable(rows: readonly Row[]): string {
  const cells = [
    HEADER,
    ...rows.map((row) => [
      row.work,
      row.ours,
      row.peer,
      formatRatio(row.ratio),
      row.goal === null ? '' : `${row.lowerIsBetter ? '≤' : '≥'} ${formatRatio(row.goal)}`,
      { true: 'yes', false: 'no', null: '' }[`${isMet(row)}`]!,
    ]),
  ]
  const widths = HEADER.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)))
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function formatRatio(ratio: number): string {
  return ratio >= 10 ? String(Math.round(ratio)) : String(Number(ratio.toFixed(3)))
}

import { disc, moved, path } from './shapes.ts'

/** Small marks for labels, drawn about 0,0 within ±10. */
export const motifs: Readonly<Record<string, string>> = {
  leaf: path('M-8 6C-9-4-2-9 9-9 9 2 4 9-5 8z', '#3F9150'),
  dot: disc(0, 0, 7, '#D2372D'),
}

/** The mark of a label, or nothing. @param size half its width. */
export function motifAt(name: string | undefined, cx: number, cy: number, size: number): string {
  const mark = name === undefined ? undefined : motifs[name]
  return mark === undefined ? '' : moved(cx, cy, mark, size / 10)
}

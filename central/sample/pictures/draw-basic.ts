import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker } from './shade.ts'
import { ground, path, rect } from './shapes.ts'

export const basicDrawings: Readonly<Record<string, Drawing>> = {
  box: ({ main, second, motif }) =>
    ground(34) +
    rect(50, 20, 60, 68, main, 3) +
    path('M98 20h9a3 3 0 0 1 3 3v62a3 3 0 0 1-3 3h-9z', darker(main, 0.15)) +
    rect(56, 38, 36, 34, second, 3) +
    motifAt(motif, 74, 55, 12),
}

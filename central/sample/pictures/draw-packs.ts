import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect } from './shapes.ts'

const labelOn = (colour: string): string => (isPale(colour) ? tone.white : tone.cream)

export const packDrawings: Readonly<Record<string, Drawing>> = {
  paperBag: ({ main, second, motif }) =>
    ground(32) +
    path('M50 26L54 18H106L110 26V86Q110 88 108 88H52Q50 88 50 86z', darker(main, 0.05)) +
    path('M98 18H106L110 26V86Q110 88 108 88H98z', darker(main, 0.16)) +
    path('M54 18L62 12H98L106 18V24H54z', darker(main, 0.12)) +
    path('M50 36H110V76H50z', second) +
    path('M98 36H110V76H98z', darker(second, 0.16)) +
    disc(76, 56, 16, labelOn(second)) +
    motifAt(motif, 76, 56, 11) +
    line('M58 30H90M58 82H90', darker(main, 0.2), 1.8),
  pouch: ({ main, second, motif }) =>
    ground(32) +
    path('M50 14H110L114 84Q80 92 46 84z', main) +
    path('M100 14H110L114 84Q106 86 98 87.5 104 50 100 14z', darker(main, 0.16)) +
    rect(50, 14, 60, 7, darker(main, 0.22)) +
    line('M52 24H108', lighter(main, 0.5), 1.6) +
    path('M48.5 40Q80 32 111.5 40L113 68Q80 76 47 68z', second) +
    path('M101 37.500Q107 38.5 111.5 40L113 68Q107 70 100.5 71z', darker(second, 0.16)) +
    disc(78, 54, 14.5, labelOn(second)) +
    motifAt(motif, 78, 54, 10.5),
  flatBox: ({ main, second, motif }) =>
    ground(44) +
    path('M34 38L52 28H128L112 38z', lighter(main, 0.35)) +
    rect(34, 38, 78, 48, main) +
    path('M112 38L128 28V76L112 86z', darker(main, 0.2)) +
    oval(73, 62, 28, 18, tone.cream) +
    motifAt(motif, 73, 62, 14) +
    rect(34, 38, 78, 5, second) +
    rect(34, 81, 78, 5, second),
  teaBox: ({ main, second, motif }) =>
    ground(38) +
    path('M42 26L56 18H122L110 26z', lighter(main, 0.3)) +
    rect(42, 26, 68, 62, main) +
    path('M110 26L122 18V80L110 88z', darker(main, 0.24)) +
    rect(50, 34, 52, 34, second, 4) +
    motifAt(motif, 76, 51, 14) +
    line('M54 76H98M60 82H92', lighter(main, 0.5), 2),
  teaTin: ({ main, second, motif }) =>
    ground(28) +
    path('M54 34V80C54 86 66 89 80 89S106 86 106 80V34z', main) +
    path('M94 34H106V80C106 84 100 87 92 88 97 70 96 50 94 34z', darker(main, 0.2)) +
    path('M52 24V34C52 40 64 42 80 42S108 40 108 34V24z', second) +
    path('M96 24H108V34C108 38 102 40.5 95 41.500z', darker(second, 0.2)) +
    oval(80, 23, 28, 7, lighter(second, 0.25)) +
    oval(80, 21, 8, 3, darker(second, 0.1)) +
    disc(77, 64, 15, tone.cream) +
    motifAt(motif, 77, 64, 10.5),
  powderTin: ({ main, second, motif }) =>
    ground(34) +
    path('M48 30V80C48 86 62 89 80 89S112 86 112 80V30z', isPale(main) ? darker(main, 0.04) : main) +
    path('M99 30H112V80C112 84 106 87 96 88 101 70 101 48 99 30z', darker(main, 0.18)) +
    path('M48 46Q80 54 112 46V76Q80 84 48 76z', darker(second, isPale(second) ? 0.02 : 0)) +
    path('M100 49Q107 48 112 46V76Q107 78.5 100 80z', darker(second, 0.14)) +
    disc(78, 64, 14.5, isPale(second) ? '#F9DDBB' : tone.cream) +
    motifAt(motif, 78, 64, 10.5) +
    path('M46 20V30C46 36 60 39 80 39S114 36 114 30V20z', lighter(main, 0.2)) +
    path('M100 20H114V30C114 34 108 36.5 100 37.500z', darker(main, 0.2)) +
    oval(80, 19, 34, 8, lighter(main, 0.55)),
  snackBag: ({ main, second, motif }) =>
    ground(36) +
    path('M44 16Q80 10 116 16L113 34C119 52 119 66 114 86Q80 92 46 86C41 66 41 52 47 34z', main) +
    path('M104 14.500L116 16 113 34C119 52 119 66 114 86Q106 88 98 88.8 110 60 104 14.500z', darker(main, 0.18)) +
    path('M44 16Q80 10 116 16L115 22Q80 16 45 22z', darker(main, 0.26)) +
    path('M45 34Q80 20 115 34 110 42 80 42T45 34z', second) +
    disc(78, 62, 19, lighter(main, isPale(main) ? 0.6 : 0.78)) +
    motifAt(motif, 78, 62, 14) +
    faded(0.35, line('M52 42Q47 56 50 74', '#fff', 3)),
  candyBag: ({ main, second }) => sweetBag(main, ['#D2372D', '#F4C93B', '#3F9150', '#F0902A', main, second]),
  mintBag: ({ main, second }) => sweetBag(main, [second, main, lighter(main, 0.35)]),
  stickBox: ({ main, second }) =>
    ground(32) +
    [54, 64, 74, 84, 94, 104]
      .map(
        (x, index) =>
          line(`M${x} 44L${x + (index - 2) * 2} ${16 + (index % 2) * 5}`, '#E2B25F', 5) +
          line(`M${x} 44L${x + (index - 2) * 1.4} ${24 + (index % 2) * 3}`, second, 6),
      )
      .join('') +
    path('M46 38H114V84Q114 88 110 88H50Q46 88 46 84z', main) +
    path('M102 38H114V84Q114 88 110 88H102z', darker(main, 0.2)) +
    path('M46 38H102V46Q74 56 46 46z', lighter(main, 0.35)) +
    oval(74, 68, 19, 12, tone.cream) +
    line('M62 71L84 63M66 75L87 67', second, 4),
  gum: ({ main, second }) =>
    ground(46) +
    [
      [40, 20],
      [58, 24],
      [76, 28],
    ]
      .map(([x = 0, y = 0]) => rect(x + 6, y, 16, 30, tone.steel, 2) + rect(x + 6, y, 16, 8, second, 2))
      .join('') +
    path('M30 46L112 46 130 56V80L112 88H30z', main) +
    path('M112 46L130 56V80L112 88z', darker(main, 0.24)) +
    rect(40, 56, 62, 22, tone.cream, 11) +
    motifAt('leaf', 71, 67, 8.5),
}

/** A clear bag of round sweets, tied under a coloured top. */
function sweetBag(main: string, sweets: readonly string[]): string {
  const spots = [
    [60, 46],
    [78, 42],
    [98, 47],
    [56, 62],
    [74, 60],
    [92, 63],
    [107, 62],
    [62, 77],
    [82, 77],
    [100, 77],
  ]
  return (
    ground(34) +
    path('M48 30Q80 24 112 30C120 50 120 70 112 86Q80 92 48 86C40 70 40 50 48 30z', lighter(main, 0.72)) +
    spots.map(([x = 0, y = 0], index) => sweet(x, y, sweets[index % sweets.length] ?? main)).join('') +
    path('M48 30Q80 24 112 30L108 20 112 12Q80 6 48 12L52 20z', main) +
    path('M48 30Q80 24 112 30L111 34Q80 28 49 34z', darker(main, 0.25)) +
    faded(0.5, line('M50 44Q46 58 50 74', '#fff', 3))
  )
}

function sweet(x: number, y: number, fill: string): string {
  const shade = isPale(fill) ? disc(x + 1, y + 1, 7.2, darker(fill, 0.22)) : ''
  return shade + disc(x, y, 7, fill) + faded(0.5, oval(x - 2, y - 3, 2.4, 1.5, '#fff'))
}

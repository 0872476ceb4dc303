import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect, turned } from './shapes.ts'
import { board, legsAt } from './surfaces.ts'

const knobs = (spots: readonly (readonly [number, number])[], colour: string): string =>
  spots.map(([x, y]) => disc(x, y, 2, colour)).join('')

export const cabinetDrawings: Readonly<Record<string, Drawing>> = {
  bookcase: ({ main }) => {
    const books: readonly (readonly [number, number, number, string])[] = [
      [52, 13, 14, '#D2372D'],
      [58, 10, 17, '#2E6FBE'],
      [64, 14, 13, '#F4C93B'],
      [70, 11, 16, '#3F9150'],
      [84, 38, 14, '#8A2140'],
      [90, 35, 17, '#1F8A8C'],
      [96, 39, 13, '#D09A1E'],
      [52, 62, 15, '#26406F'],
      [58, 64, 13, '#EC6E50'],
      [64, 60, 17, '#7A5AA8'],
      [70, 63, 14, '#9AA2AB'],
    ]
    return (
      ground(36) +
      board(46, 4, 68, 84, main) +
      [8, 33, 58].map((y) => rect(50, y, 60, 20, darker(main, 0.4))).join('') +
      books.map(([x, y, height, fill]) => rect(x, y + 1, 5, height, fill, 0.5)).join('') +
      path('M88 28L90 20H98L100 28z', '#C9764A') +
      path('M94 20C86 18 88 10 92 12 94 6 98 10 97 13 102 10 102 18 94 20z', tone.leaf) +
      rect(54, 42, 22, 4, '#EE9FB2') +
      rect(56, 46, 20, 4, '#8CC3E6') +
      rect(53, 50, 24, 3.5, '#F4C93B') +
      disc(96, 71, 7, tone.gold) +
      disc(96, 71, 4, tone.cream) +
      path('M104 4H112A2 2 0 0 1 114 6V86A2 2 0 0 1 112 88H110V8z', darker(main, 0.14))
    )
  },
  wardrobe: ({ main }) =>
    ground(40) +
    rect(46, 84, 8, 5, darker(main, 0.4)) +
    rect(106, 84, 8, 5, darker(main, 0.4)) +
    board(42, 8, 76, 77, main, 3) +
    path('M38 8Q80 0 122 8V13H38z', darker(main, 0.2)) +
    board(47, 17, 31, 64, lighter(main, 0.14)) +
    board(82, 17, 31, 64, lighter(main, 0.14)) +
    board(51, 22, 23, 28, lighter(main, 0.04)) +
    board(86, 22, 23, 28, lighter(main, 0.04)) +
    board(51, 55, 23, 22, lighter(main, 0.04)) +
    board(86, 55, 23, 22, lighter(main, 0.04)) +
    rect(75, 46, 2.5, 10, tone.gold, 1) +
    rect(82.5, 46, 2.5, 10, tone.gold, 1),
  beddingCabinet: ({ main, second }) =>
    ground(46) +
    rect(36, 84, 12, 5, darker(main, 0.4)) +
    rect(112, 84, 12, 5, darker(main, 0.4)) +
    rect(32, 8, 96, 77, main, 2) +
    rect(30, 6, 100, 7, darker(main, 0.25), 1) +
    [36, 82]
      .map(
        (x) =>
          board(x, 17, 42, 42, lighter(main, 0.1)) +
          `<path d="M${x + 21} 23C${x + 32} 23 ${x + 37} 30 ${x + 37} 38S${x + 32} 53 ${x + 21} 53 ${x + 5} 46 ${x + 5} 38 ${x + 10} 23 ${x + 21} 23z" fill="none" stroke="${second}" stroke-width="1.6"/>` +
          [0, 72, 144, 216, 288]
            .map((angle) => turned(angle, x + 21, 38, oval(x + 21, 31, 3.2, 4.5, second)))
            .join('') +
          disc(x + 21, 38, 2.6, tone.red),
      )
      .join('') +
    [36, 68, 100]
      .map((x) => board(x, 63, x === 100 ? 24 : 28, 17, lighter(main, 0.1)) + rect(x + 9, 69, 8, 4, second, 2))
      .join('') +
    disc(80, 38, 4.5, second),
  drawers: ({ main }) =>
    ground(42) +
    rect(42, 84, 8, 5, darker(main, 0.4)) +
    rect(110, 84, 8, 5, darker(main, 0.4)) +
    board(38, 24, 84, 61, main, 3) +
    rect(34, 20, 92, 7, lighter(main, 0.2), 2) +
    rect(34, 24, 92, 3, darker(main, 0.2)) +
    [31, 49, 67]
      .map((y) => board(43, y, 36, 14, lighter(main, 0.18)) + board(81, y, 36, 14, lighter(main, 0.18)))
      .join('') +
    knobs(
      [
        [61, 38],
        [99, 38],
        [61, 56],
        [99, 56],
        [61, 74],
        [99, 74],
      ],
      darker(main, 0.45),
    ) +
    path('M50 20L52 10H60L62 20z', '#8CC3E6') +
    line('M54 10L51 2M57 10L60 2', tone.leafDark, 2) +
    disc(51, 3, 2.6, '#E56A8E') +
    disc(60, 3, 2.6, '#F4C93B') +
    board(90, 6, 20, 14, tone.wood, 1) +
    rect(93, 9, 14, 9, '#CFE3EA'),
  cupboard: ({ main }) =>
    ground(42) +
    rect(44, 84, 8, 5, darker(main, 0.4)) +
    rect(108, 84, 8, 5, darker(main, 0.4)) +
    board(40, 6, 80, 79, main, 3) +
    [
      [44, 10],
      [82, 10],
    ]
      .map(([x = 0, y = 0]) => rect(x, y, 34, 36, '#DDEBEE', 1) + rect(x, y + 17, 34, 2, darker(main, 0.2)))
      .join('') +
    path('M50 22H60C60 26 57 27 55 27S50 26 50 22zM64 20H74V27H64z', '#3D78B8') +
    path('M88 20H98C98 25 96 27 93 27S88 25 88 20z', tone.red) +
    oval(108, 22, 5, 5, tone.white) +
    path('M48 36H58L56 46H50zM64 38H74C74 43 72 46 69 46S64 43 64 38z', '#E6A23C') +
    disc(92, 40, 5.5, tone.white) +
    disc(104, 40, 5.5, '#F2B6C3') +
    faded(0.5, path('M46 12H58L46 30zM84 12H96L84 30z', '#fff')) +
    rect(44, 49, 72, 9, lighter(main, 0.35), 1) +
    line('M80 49V58', darker(main, 0.2), 1.4) +
    knobs(
      [
        [62, 53.5],
        [98, 53.5],
      ],
      darker(main, 0.5),
    ) +
    board(44, 61, 34, 21, lighter(main, 0.25)) +
    board(82, 61, 34, 21, lighter(main, 0.25)) +
    knobs(
      [
        [74, 71],
        [86, 71],
      ],
      darker(main, 0.5),
    ),
  dressingTable: ({ main }) =>
    ground(44) +
    oval(80, 26, 24, 24, darker(main, 0.3)) +
    oval(80, 26, 20.5, 20.5, '#CFE3EA') +
    path('M66 32L84 7 92 10 72 40z', '#EAF4F7') +
    legsAt([42, 118], 60, darker(main, 0.12), 5) +
    board(36, 50, 88, 6, main, 2) +
    board(40, 56, 26, 24, lighter(main, 0.1)) +
    board(94, 56, 26, 24, lighter(main, 0.1)) +
    board(66, 56, 28, 11, lighter(main, 0.1)) +
    line('M40 68H66M94 68H120', darker(main, 0.2), 1.2) +
    knobs(
      [
        [53, 62],
        [53, 74],
        [107, 62],
        [107, 74],
        [80, 61.5],
      ],
      tone.gold,
    ) +
    rect(44, 40, 6, 10, '#E56A8E', 1) +
    rect(45, 36, 4, 5, tone.gold) +
    rect(110, 42, 10, 8, '#9FD5C4', 2) +
    oval(80, 78, 15, 4.5, '#D64F7C') +
    legsAt([70, 90], 80, tone.wood, 3),
  shoeCabinet: ({ main }) => {
    const shoe = (x: number, y: number, fill: string): string =>
      path(`M${x} ${y - 5}C${x + 5} ${y - 2} ${x + 14} ${y - 4} ${x + 15} ${y}H${x}z`, fill)
    return (
      ground(42) +
      board(40, 18, 80, 69, main, 3) +
      rect(36, 14, 88, 7, lighter(main, 0.2), 2) +
      [24, 45, 66].map((y) => rect(45, y, 34, 17, darker(main, 0.42))).join('') +
      shoe(47, 41, '#2E3238') +
      shoe(63, 41, '#2E3238') +
      shoe(47, 62, '#D2372D') +
      shoe(63, 62, '#D2372D') +
      shoe(47, 83, '#FBFAF6') +
      shoe(63, 83, '#FBFAF6') +
      board(83, 24, 32, 59, lighter(main, 0.15)) +
      line(
        'M88 32H110M88 38H110M88 44H110M88 50H110M88 56H110M88 62H110M88 68H110M88 74H110',
        darker(main, 0.16),
        1.6,
      ) +
      rect(85, 48, 2.5, 10, darker(main, 0.5), 1)
    )
  },
  tvCabinet: ({ main }) =>
    ground(56) +
    legsAt([34, 126], 80, darker(main, 0.4), 6) +
    rect(48, 10, 64, 40, tone.ink, 3) +
    rect(51, 13, 58, 34, '#6FA6BF', 1) +
    path('M51 47V36L68 26 80 38 92 30 109 42V47z', '#35697F') +
    rect(74, 50, 12, 5, tone.ink) +
    board(22, 54, 116, 28, main, 3) +
    path('M22 54H138V58H22z', lighter(main, 0.25)) +
    board(27, 61, 32, 17, lighter(main, 0.12)) +
    board(101, 61, 32, 17, lighter(main, 0.12)) +
    rect(63, 61, 34, 17, darker(main, 0.5)) +
    rect(67, 70, 26, 6, '#4A535C', 1) +
    disc(88, 73, 1.3, '#8FE3C4') +
    rect(38, 68, 10, 2.5, tone.gold, 1) +
    rect(112, 68, 10, 2.5, tone.gold, 1),
}

import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect } from './shapes.ts'

/** A soft plastic bottle about x = 80, its label left to the drawing. */
function plasticBottle(half: number, body: string, cap: string): string {
  const left = 80 - half
  const right = 80 + half
  return (
    rect(73, 8, 14, 9, cap, 2) +
    path(
      `M75 17H85V22C85 28 ${right} 30 ${right} 42V80Q${right} 88 ${right - 7} 88H${left + 7}Q${left} 88 ${left} 80V42C${left} 30 75 28 75 22z`,
      body,
    ) +
    path(
      `M${right - 7} 33Q${right} 37 ${right} 42V80Q${right} 88 ${right - 7} 88H${right - 12}Q${right - 5} 60 ${right - 7} 33z`,
      darker(body, 0.16),
    )
  )
}

export const drinkDrawings: Readonly<Record<string, Drawing>> = {
  waterBottle: ({ main, second }) =>
    ground(20) +
    plasticBottle(19, lighter(main, 0.45), second) +
    rect(61, 46, 38, 22, second) +
    path('M61 60L69 51 75 57 83 48 99 63V68H61z', '#fff') +
    line('M62 74H98M62 80H98', lighter(second, 0.55), 1.8) +
    faded(0.6, rect(66, 34, 3.5, 10, '#fff', 1.7)),
  bigWater: ({ main, second }) =>
    ground(30) +
    plasticBottle(27, lighter(main, 0.45), second) +
    line('M106 44Q120 44 118 54T106 64', lighter(main, 0.1), 5) +
    rect(53, 44, 54, 26, second) +
    path('M53 62L64 50 72 58 84 46 107 66V70H53z', '#fff') +
    line('M54 76H106M54 82H106', lighter(second, 0.55), 2) +
    faded(0.6, rect(60, 34, 4, 8, '#fff', 2)),
  sodaBottle: ({ main, second, motif }) =>
    ground(20) +
    rect(73, 8, 14, 9, second, 2) +
    path(
      'M75 17H85V24C86 32 99 36 99 46 99 52 95 54 95 60S99 68 99 76V82Q99 88 93 88H67Q61 88 61 82V76C61 68 65 66 65 60S61 52 61 46C61 36 74 32 75 24z',
      main,
    ) +
    path('M91 34Q99 39 99 46C99 52 95 54 95 60S99 68 99 76V82Q99 88 93 88H87Q94 60 91 34z', darker(main, 0.2)) +
    path(
      'M61.5 44H98.5C99 52 95 54 95 60 95 66 98 68 99 74H61C62 68 65 66 65 60 65 54 61 52 61.5 44z',
      isPale(second) ? second : lighter(second, 0.1),
    ) +
    disc(80, 59, 11.5, tone.white) +
    motifAt(motif, 80, 59, 8) +
    [
      [70, 80],
      [78, 83],
      [86, 79],
      [74, 38],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.4, lighter(main, 0.6)))
      .join(''),
  juiceCarton: ({ main, motif }) =>
    ground(28) +
    path('M58 30L66 14H94L102 30z', darker(main, 0.1)) +
    path('M94 14L102 30 108 26 99 12z', darker(main, 0.28)) +
    rect(65, 9, 31, 6, darker(main, 0.2), 1.5) +
    rect(58, 30, 44, 58, lighter(main, 0.84)) +
    path('M102 30L108 26V83L102 88z', darker(main, 0.22)) +
    path('M58 66C66 58 72 72 80 66S94 60 102 66V88H58z', main) +
    rect(58, 30, 44, 8, main) +
    motifAt(motif, 80, 52, 14) +
    disc(91, 22, 5, tone.white) +
    disc(91, 21, 4, tone.red) +
    line('M66 78H94M70 83H90', lighter(main, 0.6), 1.8),
  drinkCan: ({ main, second, motif }) =>
    ground(22) +
    path('M60 22L64 16H96L100 22V80L96 87H64L60 80z', main) +
    path('M92 16H96L100 22V80L96 87H86Q94 50 92 16z', darker(main, 0.22)) +
    path('M64 16H96L98 19H62z', tone.steelDark) +
    oval(80, 15, 16, 3.6, tone.steel) +
    oval(80, 14.5, 11, 2.2, '#E9EDEF') +
    path('M62 84H98L96 87H64z', tone.steelDark) +
    path('M60 36Q80 46 100 36V66Q80 76 60 66z', second) +
    path('M93 38.5Q97 37.5 100 36V66Q97 68 92 69.5z', darker(second, 0.14)) +
    motifAt(motif, 79, 56, 11.5) +
    faded(0.4, rect(64, 24, 3.5, 12, '#fff', 1.7)),
  riceWine: ({ main, second }) =>
    ground(24) +
    rect(72, 8, 16, 10, second, 2.5) +
    path('M73 18H87V26C87 34 103 36 103 48V80Q103 88 96 88H64Q57 88 57 80V48C57 36 73 34 73 26z', main) +
    path('M96 36Q103 40 103 48V80Q103 88 96 88H90Q97 62 96 36z', tone.paperEdge) +
    rect(57, 50, 46, 27, second) +
    path('M94 50H103V77H93z', darker(second, 0.18)) +
    path('M64 62H92C91 69 86 72 78 72S65 69 64 62z', '#F6EFE0') +
    oval(78, 62, 14, 3, '#fff') +
    line('M66 55Q70 52 74 55T82 55 90 55', lighter(second, 0.5), 1.8),
  beerBottle: ({ main, second }) =>
    ground(20) +
    rect(73, 6, 14, 6, second, 2) +
    path('M74 12H86V30C86 40 98 42 98 54V82Q98 88 92 88H68Q62 88 62 82V54C62 42 74 40 74 30z', main) +
    path('M91 42Q98 47 98 54V82Q98 88 92 88H87Q93 64 91 42z', darker(main, 0.3)) +
    rect(74, 20, 12, 9, second) +
    rect(62, 56, 36, 24, tone.cream) +
    rect(62, 56, 36, 3, second) +
    rect(62, 77, 36, 3, second) +
    motifAt('wheat', 80, 68, 8.5) +
    faded(0.35, rect(66, 46, 3, 9, '#fff', 1.5)) +
    path('M104 56H128V84Q128 88 124 88H108Q104 88 104 84z', '#F2B83B') +
    path('M121 56H128V84Q128 88 124 88H118Q123 70 121 56z', '#D99A22') +
    path('M102 58Q100 48 109 49 112 42 119 46 127 43 129 50 133 54 129 59 122 63 116 59 108 64 102 58z', '#FFFDF4') +
    line('M128 64Q137 63 137 71T128 79', '#E4E9EC', 3.5),
  wineBottle: ({ main, second, motif }) =>
    ground(22) +
    path('M74 16H86V34C86 42 98 44 98 54V82Q98 88 92 88H68Q62 88 62 82V54C62 44 74 42 74 34z', darker(main, 0.45)) +
    path('M91 44Q98 48 98 54V82Q98 88 92 88H87Q93 64 91 44z', darker(main, 0.65)) +
    rect(73, 8, 14, 20, main, 2) +
    rect(62, 56, 36, 24, second) +
    rect(62, 56, 36, 2.5, tone.gold) +
    rect(62, 77.5, 36, 2.5, tone.gold) +
    motifAt(motif, 80, 68, 8.5) +
    faded(0.3, rect(66, 47, 3, 8, '#fff', 1.5)) +
    path('M104 46H126C127 58 122 65 115 65S103 58 104 46z', '#E9EFEF') +
    path('M104.5 52H125.5C125 60 121 64 115 64S105 60 104.5 52z', main) +
    line('M115 65V85M107 86.5H123', '#C5D0D3', 2.6),
}

import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, turned, scattered, type Spot } from './shapes.ts'

const heap: readonly Spot[] = [
  [80, 22, 20],
  [66, 31, -30],
  [94, 32, 40],
  [54, 42, 60],
  [79, 41, -10],
  [106, 43, -40],
  [44, 53, 15],
  [66, 53, 35],
  [93, 53, -25],
  [117, 54, 10],
]

export const dryDrawings: Readonly<Record<string, Drawing>> = {
  sack: ({ main, second, motif }) =>
    ground(38) +
    path('M46 86C38 66 40 44 50 30H110C120 44 122 66 114 86Q80 92 46 86z', darker(main, 0.05)) +
    path('M98 30H110C120 44 122 66 114 86Q104 88 94 89 106 70 98 30z', darker(main, 0.2)) +
    path('M50 30C44 24 46 14 54 12 62 18 70 10 80 14 90 10 98 18 106 12 114 14 116 24 110 30z', darker(main, 0.12)) +
    path('M54 20Q80 10 106 20 104 27 80 27T54 20z', '#FFFDF6') +
    rect(46, 27, 68, 6, second, 3) +
    path('M45 46H112Q116 60 114 74H44Q43 60 45 46z', second) +
    disc(79, 60, 15, tone.cream) +
    motifAt(motif, 79, 60, 11) +
    line('M58 60H52M100 60H107', lighter(second, 0.6), 2.4),
  bowl: ({ main, second }) =>
    ground(30) +
    path('M42 46C48 26 66 20 80 20S112 26 118 46z', darker(main, isPale(main) ? 0.06 : 0)) +
    [
      [62, 38],
      [72, 30],
      [84, 27],
      [95, 33],
      [104, 40],
      [78, 38],
      [90, 42],
      [68, 44],
      [54, 43],
      [98, 45],
      [82, 45],
    ]
      .map(([x = 0, y = 0], index) =>
        turned(index * 47, x, y, oval(x, y, 1.6, 3, darker(main, isPale(main) ? 0.22 : 0.3))),
      )
      .join('') +
    path('M34 45H126C125 66 112 80 98 83H62C48 80 35 66 34 45z', second) +
    path('M112 45H126C125 66 112 80 98 83H86C102 76 110 62 112 45z', darker(second, 0.16)) +
    path('M62 82H98L101 88H59z', darker(second, 0.28)) +
    rect(32, 43, 96, 5, lighter(second, 0.25), 2.5) +
    line('M48 60Q54 70 62 74', lighter(second, 0.35), 2.4),
  beans: ({ main }) => {
    const one =
      path('M-10-2C-11-9-3-10 2-8 9-7 13 1 9 6 4 9-1 4-5 5-9 4-10 1-10-2z', main) +
      line('M-3-5Q2-6 5-2', lighter(main, 0.45), 2)
    return (
      ground(44) +
      path('M36 62C38 40 60 20 80 20S122 40 124 62z', darker(main, 0.4)) +
      scattered(one, heap) +
      path('M30 58H130L120 83Q118 88 112 88H48Q42 88 40 83z', '#CFA162') +
      line('M42 68H118M46 78H114M58 60L62 87M80 60V87M102 60L98 87', '#A97B41', 2)
    )
  },
  peanuts: ({ main }) => {
    const one =
      path('M-22-6C-20-15-8-15-3-9 1-6 5-13 14-12 23-10 24 4 17 9 9 14 2 6-3 8-10 14-24 8-22-6z', main) +
      path('M14-12C23-10 24 4 17 9 9 14 2 6-3 8-10 14-24 8-22-4-16 6-8 2-2 2 8 4 16 2 14-12z', darker(main, 0.16)) +
      line('M-15-8Q-14 0-15 5M-8-9Q-7 0-8 5M7-9Q9 0 8 6M14-8Q16-2 15 4', darker(main, 0.28), 1.3)
    const nut = oval(0, 0, 8, 6, '#B5653D') + faded(0.4, oval(-2, -2, 3, 1.4, '#fff'))
    return (
      ground(44) +
      scattered(one, [
        [62, 30, -16],
        [102, 36, 20],
        [58, 60, 14],
        [100, 66, -14],
      ]) +
      scattered(nut, [
        [80, 80, 10],
        [128, 80, -20],
        [36, 78, 30],
      ])
    )
  },
  walnuts: ({ main }) => {
    const one =
      disc(0, 0, 21, main) +
      path('M15-15A21 21 0 0 1-12 17 30 30 0 0 0 15-15z', darker(main, 0.16)) +
      line(
        'M0-20Q5-10 0 0T0 20M-8-16Q-4-8-10-2M-14-6Q-8 2-13 9M8-15Q12-8 8-2M14-4Q8 4 12 10M-6 6Q-2 12-5 16M6 6Q10 10 7 16',
        darker(main, 0.34),
        1.8,
      )
    const half =
      disc(0, 0, 19, darker(main, 0.25)) +
      path('M0-14C8-17 14-8 10-3 15 2 10 13 1 11-8 15-15 6-11 0-14-8-7-16 0-14z', '#E9C98F') +
      line('M0-12V10M-7-8Q-3-3-8 1M7-8Q3-3 8 2', '#B98A4C', 1.8)
    return ground(46) + moved(80, 33, one) + moved(56, 65, one) + moved(104, 67, half)
  },
  scoop: ({ main }) => {
    const seeds: readonly Spot[] = [
      [58, 42, 20],
      [68, 36, -40],
      [78, 33, 60],
      [88, 36, 10],
      [98, 42, -30],
      [64, 47, 50],
      [76, 43, -10],
      [88, 46, 35],
      [54, 80, 20],
      [66, 84, 80],
      [38, 82, -30],
      [92, 84, 40],
    ]
    return (
      ground(46) +
      line('M112 50L136 34', '#A97B41', 8) +
      path('M44 50C54 30 70 26 80 26S106 30 116 50z', darker(main, 0.1)) +
      scattered(oval(0, 0, 2, 3.6, '#C9A566'), seeds.slice(0, 8)) +
      path('M38 48H122C122 66 108 78 80 78S38 66 38 48z', '#C08B4F') +
      path('M108 48H122C122 66 108 78 82 78 102 72 108 60 108 48z', '#A07038') +
      rect(36, 46, 88, 5, '#D9AB6E', 2.5) +
      scattered(oval(0, 0, 2, 3.6, '#D9BF8A'), seeds.slice(8))
    )
  },
  noodlePack: ({ main, second }) =>
    ground(40) +
    path(
      'M36 20L40 16 44 20 48 16 52 20 56 16 60 20 64 16 68 20 72 16 76 20 80 16 84 20 88 16 92 20 96 16 100 20 104 16 108 20 112 16 116 20 120 16 124 20 122 50 124 82 120 86 116 82 112 86 108 82 104 86 100 82 96 86 92 82 88 86 84 82 80 86 76 82 72 86 68 82 64 86 60 82 56 86 52 82 48 86 44 82 40 86 36 82 38 50z',
      main,
    ) +
    path('M112 20L124 20 122 50 124 82 112 82Q118 50 112 20z', darker(main, 0.16)) +
    rect(37, 24, 86, 2.5, lighter(main, 0.45)) +
    rect(37, 76, 86, 2.5, lighter(main, 0.45)) +
    oval(80, 51, 31, 21, second) +
    path('M56 50H104C103 62 94 68 80 68S57 62 56 50z', tone.white) +
    line('M60 48Q65 42 70 48T80 48 90 48 100 48', '#F2CF6B', 4.5) +
    line('M62 43Q67 38 72 43T82 43 92 43 98 43', '#F7DE92', 4) +
    path('M88 40L108 26M92 43L112 30', '#A97B41') +
    line('M86 42L108 28M91 44L112 33', '#C79A5B', 2.2) +
    rect(56, 49, 48, 3, tone.red, 1.5),
  noodleBowl: ({ main, second }) =>
    ground(32) +
    path('M38 38H122L110 82Q108 88 102 88H58Q52 88 50 82z', main) +
    path('M110 38H122L110 82Q108 88 102 88H92Q104 66 110 38z', darker(main, 0.16)) +
    path('M42 54Q80 66 118 54L114 70Q80 80 46 70z', second) +
    line('M58 65Q64 60 70 65T82 65 94 65 102 65', tone.red, 3) +
    oval(80, 36, 45, 9, second) +
    oval(80, 35, 41, 7, darker(second, 0.1)) +
    path('M40 34Q60 30 66 40 52 42 42 38z', lighter(main, 0.35)) +
    line('M66 20Q62 14 66 8M80 20Q76 14 80 8M94 20Q90 14 94 8', '#B9C4C9', 2.6),
  noodleBundle: ({ main, second }) => {
    const strands = [50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110]
      .map((x) => `M${x} ${15 + ((x * 7) % 5)}Q${80 + (x - 80) * 0.72} 50 ${x} ${85 - ((x * 3) % 5)}`)
      .join('')
    return (
      ground(36) +
      line(strands, darker(main, 0.22), 5) +
      line(strands, isPale(main) ? main : lighter(main, 0.35), 3) +
      path('M55 40Q80 46 105 40V60Q80 66 55 60z', second) +
      path('M94 42.500Q100 41.5 105 40V60Q100 61.5 94 62.500z', darker(second, 0.18)) +
      faded(0.9, rect(70, 47, 20, 10, tone.cream, 5))
    )
  },
  riceCakes: ({ main }) => {
    const one = oval(0, 0, 16, 10, '#D9D3C4') + oval(0, -3, 16, 10, main) + faded(0.6, oval(-4, -5, 6, 2.5, '#fff'))
    return (
      ground(50) +
      path('M28 70Q80 92 132 70L118 86Q80 94 42 86z', '#4F6F86') +
      oval(80, 70, 52, 13, '#7FA0B5') +
      oval(80, 69, 46, 10, '#A9C3D2') +
      scattered(one, [
        [58, 66, -8],
        [100, 66, 8],
        [80, 72, 0],
        [66, 52, 6],
        [95, 52, -8],
        [80, 38, 4],
      ])
    )
  },
  laver: ({ main, second }) =>
    ground(38) +
    path('M40 26L46 16H122L116 26z', darker(main, 0.35)) +
    rect(40, 22, 78, 64, main, 3) +
    path('M104 22H115A3 3 0 0 1 118 25V83A3 3 0 0 1 115 86H104z', darker(main, 0.2)) +
    rect(40, 34, 78, 5, second) +
    rect(40, 74, 78, 4, second) +
    path('M56 44H102V70H56z', '#1C2B26') +
    path('M56 44H102L96 50 88 46 80 51 72 46 64 50z', '#31473F') +
    [
      [64, 56],
      [74, 62],
      [86, 57],
      [94, 64],
      [68, 66],
      [82, 67],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.1, '#6E8F7D'))
      .join(''),
  laverStack: ({ main, second }) =>
    ground(46) +
    [82, 75, 68, 61, 54, 47, 40]
      .map((y, index) =>
        path(
          `M${32 + (index % 2) * 2} ${y - 12}L60 ${y - 26}H130L104 ${y - 12}V${y - 6}H${32 + (index % 2) * 2}z`,
          index % 2 ? '#22352F' : darker(main, 0.42),
        ),
      )
      .join('') +
    path('M34 28L60 14H130L104 28z', '#2D453D') +
    [
      [66, 22],
      [84, 19],
      [98, 23],
      [78, 25],
      [110, 18],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.2, '#6E8F7D'))
      .join('') +
    path('M60 28L86 14H97L71 28V76H60z', second) +
    path('M60 28V76H71V28z', darker(second, 0.14)),
  jellyBlock: ({ main }) =>
    ground(50) +
    oval(80, 80, 54, 9, '#F3F1EA') +
    oval(80, 78, 46, 6, '#DDD8CC') +
    path('M42 44L64 30H122V62L100 80H42z', darker(main, 0.24)) +
    path('M42 44L64 30H122L100 44z', lighter(main, 0.28)) +
    path('M42 44H100V80H42z', main) +
    faded(0.35, path('M48 49H70L60 75H48z', '#fff')) +
    line('M61 44V80M80 44V80', darker(main, 0.2), 1.4) +
    path('M84 34C86 28 92 26 97 28 95 33 90 36 84 34z', tone.leaf),
  roe: ({ main }) => {
    const one =
      path('M-34-4C-22-14 10-14 24-8 32-4 36 2 32 7 22 14-10 14-24 9-34 6-38 0-34-4z', main) +
      path('M32 7C22 14-10 14-24 9-30 7-34 4-35 1-20 8 16 8 34 0 34 3 34 5 32 7z', darker(main, 0.2)) +
      line('M-24-5Q0-10 22-4M-10-8Q-6 0-10 6M8-8Q12-2 8 5', lighter(main, 0.5), 1.8)
    return (
      ground(50) +
      path('M26 60Q80 92 134 60L120 84Q80 94 40 84z', '#5F7F94') +
      oval(80, 60, 54, 14, '#8DAABB') +
      oval(80, 59, 48, 11, '#F3F1EA') +
      moved(76, 40, turned(-6, 0, 0, one)) +
      moved(86, 57, turned(4, 0, 0, one))
    )
  },
}

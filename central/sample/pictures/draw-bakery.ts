import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, ring, turned } from './shapes.ts'

const seedSpots = [
  [-14, -8],
  [-4, -14],
  [8, -11],
  [0, -5],
  [14, -4],
]

function domedBun(main: string): string {
  return (
    path('M-36 14C-38-14-18-24 0-24S38-14 36 14C36 24-36 24-36 14z', main) +
    path('M12-23C28-19 37-8 36 14 36 20 16 22 0 22 22 12 24-8 12-23z', darker(main, 0.16)) +
    path('M-36 14C-36 24 36 24 36 14 20 20-20 20-36 14z', lighter(main, 0.5)) +
    faded(0.35, turned(-28, -16, -10, oval(-16, -10, 10, 4, '#fff')))
  )
}

export const bakeryDrawings: Readonly<Record<string, Drawing>> = {
  loaf: ({ main }) =>
    ground(46) +
    path(
      'M64 30C64 22 78 18 92 20 114 18 130 22 130 34 130 40 127 44 125 46V80Q125 86 119 86H70z',
      darker(main, 0.18),
    ) +
    line('M92 22V84M106 21V84M118 24V82', darker(main, 0.32), 1.6) +
    path(
      'M30 36C28 22 44 18 58 20 74 18 88 22 86 36 86 42 83 44 81 46V80Q81 87 74 87H42Q35 87 35 80V46C33 44 30 42 30 36z',
      darker(main, 0.06),
    ) +
    path(
      'M35 36C34 26 46 23 58 25 70 23 82 26 81 36 81 40 76 42 76 46V78Q76 82 72 82H44Q40 82 40 78V46C40 42 35 40 35 36z',
      '#FBEBCB',
    ) +
    [
      [50, 42],
      [64, 50],
      [54, 62],
      [68, 70],
      [48, 74],
      [68, 36],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 2.2, 1.5, '#EDD3A0'))
      .join(''),
  bun: ({ main, second }) => {
    const half =
      path('M-26 12C-28-10-12-18 0-18S28-10 26 12C26 18-26 18-26 12z', darker(main, 0.06)) +
      path('M-24 10C-20-2-10-7 0-7S20-2 24 10C20 14-20 14-24 10z', '#FBEBCB') +
      path('M-17 9C-14 0-8-3 0-3S14 0 17 9C12 12-12 12-17 9z', second)
    return (
      ground(46) +
      moved(64, 52, domedBun(main) + seedSpots.map(([x = 0, y = 0]) => oval(x, y, 2, 1.3, tone.ink)).join('')) +
      moved(106, 72, half)
    )
  },
  creamBun: ({ main, second }) =>
    ground(44) +
    path('M36 60C34 34 58 22 80 22S126 34 124 60z', main) +
    path('M94 24C114 28 126 42 124 60H104C112 46 106 32 94 24z', darker(main, 0.16)) +
    path('M34 60Q44 50 54 60 64 50 74 60 84 50 94 60 104 50 114 60 122 54 126 62C124 70 36 70 34 60z', second) +
    path('M36 66Q80 76 124 66C124 80 112 88 80 88S36 80 36 66z', darker(main, 0.08)) +
    line('M60 30L54 44M80 26V42M100 30L106 44', lighter(main, 0.4), 3),
  twist: ({ main }) => {
    const one =
      [-30, -15, 0, 15, 30]
        .map((x, index) => turned(32, x, 0, oval(x, 0, 15, 11, index % 2 ? darker(main, 0.16) : main)))
        .join('') +
      [-30, -15, 0, 15, 30].map((x) => line(`M${x - 6}-5L${x + 3}-6`, lighter(main, 0.55), 2)).join('') +
      [
        [-22, 4],
        [-6, 3],
        [10, 5],
        [24, -2],
      ]
        .map(([x = 0, y = 0]) => disc(x, y, 1.2, '#fff'))
        .join('')
    return ground(46) + moved(82, 36, turned(-10, 0, 0, one)) + moved(78, 66, turned(-4, 0, 0, one), 1.05)
  },
  doughnut: ({ main, second }) => {
    const bits = [
      [-20, -8, '#F4C93B'],
      [-8, -19, '#2E6FBE'],
      [8, -18, '#3F9150'],
      [20, -6, '#F4C93B'],
      [18, 9, '#2E6FBE'],
      [5, 18, '#D2372D'],
      [-10, 17, '#3F9150'],
      [-19, 6, '#D2372D'],
    ]
      .map(([x, y, fill], index) =>
        turned(index * 50, Number(x), Number(y), rect(Number(x) - 2.5, Number(y) - 1, 5, 2.2, String(fill), 1)),
      )
      .join('')
    const one = ring(0, 2, 20, main, 19) + ring(0, -1, 19, second, 15) + bits
    const plain =
      ring(0, 2, 20, darker(main, 0.14), 19) +
      ring(0, 0, 20, main, 15) +
      faded(0.5, line('M-18-8Q-14-17-6-19', '#fff', 3))
    return ground(48) + moved(104, 50, plain, 0.84) + moved(62, 54, one)
  },
  spongeCake: ({ main }) =>
    ground(44) +
    path('M36 44L96 30H126V72L110 86H36z', darker(main, 0.24)) +
    rect(36, 44, 72, 42, lighter(main, 0.3), 4) +
    path('M36 44L60 30H126L108 46H36z', '#A8672E') +
    rect(36, 42, 72, 9, '#B87434', 4) +
    path('M108 46L126 30V72L108 86z', darker(main, 0.14)) +
    path('M108 46L126 30V38L108 54z', '#8F5424') +
    [
      [48, 62],
      [62, 72],
      [78, 60],
      [92, 70],
      [54, 78],
      [84, 78],
      [70, 56],
      [98, 58],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 2.2, 1.5, darker(main, 0.12)))
      .join(''),
  cake: ({ main, second }) =>
    ground(50) +
    oval(80, 84, 54, 7, '#B9C4C9') +
    oval(80, 82, 54, 7, '#E4E9EC') +
    path('M38 50V76C38 82 58 85 80 85S122 82 122 76V50z', main) +
    path('M106 50H122V76C122 80 114 82.5 102 84Q110 68 106 50z', tone.paperEdge) +
    path('M38 66V72C52 78 108 78 122 72V66C108 72 52 72 38 66z', second) +
    oval(80, 50, 42, 11, lighter(main, 0.7)) +
    path(
      'M38 50C38 60 46 64 52 58 56 68 66 68 70 60 76 70 86 70 90 60 94 68 104 66 108 58 114 64 122 60 122 50 116 58 100 61 80 61S44 58 38 50z',
      second,
    ) +
    [
      [60, 48],
      [80, 53],
      [100, 48],
    ]
      .map(
        ([x = 0, y = 0]) =>
          disc(x, y, 5, tone.red) + path(`M${x - 3} ${y - 4}L${x} ${y - 8} ${x + 3} ${y - 4}z`, tone.leaf),
      )
      .join('') +
    [70, 90]
      .map(
        (x) =>
          rect(x - 1.5, 26, 3, 20, '#6FB0DC') +
          path(`M${x} 14C${x + 4} 20 ${x + 3} 25 ${x} 25S${x - 4} 20 ${x} 14z`, '#F5B62E'),
      )
      .join(''),
  ttok: ({ main }) => {
    const one = (colour: string): string =>
      path('M-22 6C-22-10-12-14 0-14S22-10 22 6C22 14-22 14-22 6z', colour) +
      path('M8-13C18-10 22-4 22 6 22 12 8 12 0 12 12 6 14-6 8-13z', darker(colour, 0.12)) +
      faded(0.5, oval(-8, -7, 6, 2.4, '#fff')) +
      disc(-6, 2, 1.2, darker(colour, 0.2)) +
      disc(4, 5, 1.2, darker(colour, 0.2)) +
      disc(0, -3, 1.1, darker(colour, 0.2))
    return (
      ground(50) +
      path('M30 74H130L122 88H38z', '#7C4F30') +
      rect(24, 68, 112, 9, '#9C6A42', 4) +
      moved(56, 56, one('#B8CF8A')) +
      moved(104, 56, one('#FBF3E4')) +
      moved(80, 58, one(main)) +
      moved(80, 34, one(lighter(main, 0.35)))
    )
  },
  songphyon: ({ main }) => {
    const one = (colour: string): string =>
      path('M-23 6C-20-12-8-18 2-17 14-17 22-8 23 6 12 15-12 15-23 6z', colour) +
      path('M-23 6C-14 0 14 0 23 6 12 15-12 15-23 6z', darker(colour, 0.14)) +
      line('M-16 2Q0-3 16 2', lighter(colour, 0.6), 2)
    return (
      ground(48) +
      path('M34 66Q80 50 126 66L118 86Q80 92 42 86z', '#CFA162') +
      line('M48 72L46 86M64 68V87M80 66V88M96 68V87M112 72L114 86', '#A97B41', 2) +
      moved(56, 62, turned(-10, 0, 0, one('#FBF6EA'))) +
      moved(104, 62, turned(10, 0, 0, one('#EFB5C0'))) +
      moved(80, 60, one(main)) +
      moved(70, 38, turned(-6, 0, 0, one('#A9C97C'))) +
      moved(96, 40, turned(10, 0, 0, one('#FBF6EA')), 0.9) +
      line('M28 74L38 62M132 74L122 62M30 80L42 70M130 80L118 70', tone.leafDark, 2.4)
    )
  },
}

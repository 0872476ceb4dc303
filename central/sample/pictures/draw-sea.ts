import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, ring, turned } from './shapes.ts'

interface FishShape {
  /** Back and belly, from the nose at −52 to the tail's root at 34. */
  readonly back: number
  readonly belly: number
  readonly marks: string
}

/** A fish lying about 0,0, nose to the left. */
function swimmer(colour: string, { back, belly, marks }: FishShape): string {
  const body = `M-52 2C-40-${back} 4-${back + 4} 36-3L36 5C4 ${belly + 4}-38 ${belly}-52 2z`
  return (
    path('M30 0L54-17Q48 0 54 17z', darker(colour, 0.22)) +
    path(`M-12-${back - 2}Q2-${back + 13} 16-${back - 5}z`, darker(colour, 0.22)) +
    path(`M-6 ${belly - 2}Q4 ${belly + 10} 10 ${belly - 4}z`, darker(colour, 0.22)) +
    path(body, colour) +
    path(`M-52 2C-38 ${belly} 4 ${belly + 4} 36 5L36 2Q-4 ${belly - 4}-52 2z`, lighter(colour, 0.62)) +
    marks +
    line(`M-30-${back - 6}Q-24 1-30 ${belly - 5}`, darker(colour, 0.25), 2) +
    path('M-22 2Q-12-2-6 6-14 10-22 6z', darker(colour, 0.22)) +
    disc(-40, -2, 4, '#fff') +
    disc(-40.5, -2, 2.2, tone.ink)
  )
}

const scaleRows = [-12, -2, 8, 18]

const shell = (colour: string): string =>
  path('M0 22C-6 22-8 18-8 14-24 10-30-2-24-12-18-22-8-26 0-26S18-22 24-12C30-2 24 10 8 14 8 18 6 22 0 22z', colour) +
  path('M24-12C30-2 24 10 8 14 8 18 6 22 0 22 8 8 16-8 10-24 16-22 21-18 24-12z', darker(colour, 0.14)) +
  line('M0 14V-25M-3 14Q-14 0-16-19M3 14Q14 0 16-19M-6 13Q-20 6-26-6M6 13Q20 6 26-6', darker(colour, 0.3), 1.8) +
  line('M-19-6Q0-18 19-6', lighter(colour, 0.5), 2)

export const seaDrawings: Readonly<Record<string, Drawing>> = {
  fish: ({ main, second }) => {
    const spots = [
      [-16, -9],
      [-4, -11],
      [8, -9],
      [20, -5],
      [2, -3],
      [-12, -1],
      [16, 1],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 2.6, 1.5, darker(second, 0.15)))
      .join('')
    return (
      ground(46) +
      moved(80, 54, turned(-8, 0, 0, swimmer(darker(main, 0.12), { back: 17, belly: 17, marks: spots })), 1.04)
    )
  },
  mackerel: ({ main }) => {
    const waves = line(
      'M-22-15Q-19-9-22-3M-12-17Q-9-10-12-3M-2-18Q1-10-2-3M8-16Q11-10 8-3M18-12Q21-8 18-3',
      darker(main, 0.5),
      2.6,
    )
    const one = swimmer(main, { back: 18, belly: 17, marks: waves })
    return ground(46) + moved(84, 34, turned(-6, 0, 0, one), 0.86) + moved(76, 64, turned(-6, 0, 0, one), 0.94)
  },
  herring: ({ main }) => {
    const back = path('M-52 2C-40-15 4-18 36-3L30 0Q-10-10-52 2z', '#587C98')
    const one = swimmer(darker(main, 0.1), {
      back: 15,
      belly: 14,
      marks: back + line('M-26 4H26', lighter(main, 0.4), 1.6),
    })
    return (
      ground(46) +
      moved(80, 26, turned(-4, 0, 0, one), 0.84) +
      moved(84, 50, turned(-4, 0, 0, one), 0.84) +
      moved(78, 74, turned(-4, 0, 0, one), 0.84)
    )
  },
  flatfish: ({ main }) =>
    ground(46) +
    path('M40 52Q80 2 118 44L132 34Q130 52 132 70L118 60Q80 102 40 52z', darker(main, 0.3)) +
    path('M32 52C48 26 94 20 122 52 94 84 48 78 32 52z', main) +
    path('M32 52C48 78 94 84 122 52 98 68 60 70 32 52z', darker(main, 0.12)) +
    [
      [70, 42],
      [84, 38],
      [98, 46],
      [78, 56],
      [92, 60],
      [66, 62],
      [106, 54],
    ]
      .map(([x = 0, y = 0], index) => disc(x, y, index % 2 ? 2.2 : 3, darker(main, 0.34)))
      .join('') +
    line('M54 38Q60 52 54 66', darker(main, 0.34), 2) +
    disc(44, 46, 3.8, '#fff') +
    disc(44, 46, 2, tone.ink) +
    disc(51, 42, 3.4, '#fff') +
    disc(51, 42, 1.8, tone.ink),
  carp: ({ main }) => {
    const scales = scaleRows
      .map((x, index) => ring(x, -5 + index, 5, darker(main, 0.28), 1.6) + ring(x - 5, 4, 5, darker(main, 0.28), 1.6))
      .join('')
    return (
      ground(46) +
      moved(
        80,
        52,
        swimmer(main, { back: 26, belly: 24, marks: scales }) + line('M-51 6Q-58 10-57 15', darker(main, 0.3), 2),
        1.06,
      )
    )
  },
  shrimp: ({ main }) => {
    const one =
      line('M-26-14Q-44-26-50-10M-26-16Q-38-34-48-28', darker(main, 0.2), 1.8) +
      path(
        'M-30-10C-26-22 0-28 18-18 36-6 36 16 20 26 14 30 6 30 0 28 12 22 18 12 12 4 4-4-14 2-26 0-32 0-32-6-30-10z',
        main,
      ) +
      line(
        'M-6-21Q0-12-4-1M8-20Q12-12 6-2M22-12Q20-4 13 3M29 2Q22 4 16 10M24 20Q20 16 15 17',
        lighter(main, 0.55),
        2.2,
      ) +
      path('M2 27L-12 34-10 24-16 18-2 22z', darker(main, 0.15)) +
      line('M-12 2L-16 12M-2 1L-4 12M6 4L4 14', darker(main, 0.2), 2.4) +
      disc(-24, -9, 2.4, tone.ink)
    return ground(42) + moved(94, 36, one, 0.92) + moved(74, 62, one, 0.92)
  },
  crab: ({ main }) => {
    const half =
      line('M56 60L38 66 32 78M60 68L46 78 42 88M54 52L34 52 26 62', darker(main, 0.16), 5.5) +
      line('M58 44Q42 42 40 30', darker(main, 0.1), 6.5) +
      path('M40 34C28 30 28 14 40 10L40 20 48 12C54 20 50 32 40 34z', main)
    const mirrored = `<g transform="matrix(-1 0 0 1 160 0)">${half}</g>`
    return (
      ground(40) +
      half +
      mirrored +
      path('M44 50C48 34 66 30 80 30S112 34 116 50C116 68 98 80 80 80S44 68 44 50z', main) +
      path('M116 50C116 68 98 80 80 80S44 68 44 50C54 66 104 66 116 50z', darker(main, 0.14)) +
      line('M64 60Q80 70 96 60', darker(main, 0.3), 2.4) +
      faded(0.45, oval(64, 42, 9, 3.5, '#fff')) +
      line('M70 32V24M90 32V24', darker(main, 0.16), 3.5) +
      disc(70, 22, 4.5, '#fff') +
      disc(90, 22, 4.5, '#fff') +
      disc(70, 22, 2.4, tone.ink) +
      disc(90, 22, 2.4, tone.ink)
    )
  },
  clams: ({ main }) =>
    ground(46) +
    moved(80, 36, shell(darker(main, 0.14)), 0.95) +
    moved(54, 66, turned(-14, 0, 0, shell(main))) +
    moved(106, 66, turned(14, 0, 0, shell(lighter(main, 0.3)))),
  octopus: ({ main }) =>
    ground(46) +
    line(
      'M64 60Q50 60 42 70T30 80M70 66Q60 78 50 84M78 68Q76 80 70 88M84 68Q88 80 94 87M92 64Q102 78 112 82M96 58Q112 58 118 70T132 74',
      darker(main, 0.08),
      8,
    ) +
    path(
      'M80 12C100 12 108 28 104 44 102 54 104 58 98 66 88 72 72 72 62 66 56 58 58 54 56 44 52 28 60 12 80 12z',
      main,
    ) +
    path('M92 15C104 20 107 32 104 44 102 54 104 58 98 66 92 70 84 71 78 70 96 58 98 32 92 15z', darker(main, 0.14)) +
    faded(0.4, turned(-24, 68, 26, oval(68, 26, 5, 9, '#fff'))) +
    disc(70, 52, 5, '#fff') +
    disc(90, 52, 5, '#fff') +
    disc(70, 53, 2.6, tone.ink) +
    disc(90, 53, 2.6, tone.ink) +
    [
      [48, 67],
      [58, 80],
      [104, 76],
      [116, 66],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.6, lighter(main, 0.5)))
      .join(''),
  oyster: ({ main }) => {
    const one =
      path('M-4-34C10-38 26-24 26-4 28 16 14 32-2 32-20 32-30 16-26-2-26-18-16-32-4-34z', darker(main, 0.3)) +
      path('M-3-28C8-31 20-20 20-3 21 13 11 25-2 25-15 25-23 13-20-2-20-15-12-26-3-28z', lighter(main, 0.75)) +
      path('M-2-18C8-18 12-8 11 2 10 14 2 18-6 15-14 10-14-4-10-12-8-16-6-18-2-18z', '#E9DDC2') +
      path('M-2-18C8-18 12-8 11 2 10 14 2 18-6 15 4 8 6-8-2-18z', '#C9BBA0') +
      oval(-4, 4, 3.5, 5, '#8F8A80')
    return ground(44) + moved(108, 60, turned(26, 0, 0, one), 0.8) + moved(64, 52, turned(-16, 0, 0, one), 1.05)
  },
  seaweed: ({ main }) => {
    const frond =
      path(
        'M-3 40C-10 32-16 30-12 22-20 18-18 10-11 8-18 2-16-8-9-8-14-16-10-24-4-24-8-32-2-38 3-34 10-38 14-30 8-25 15-22 16-14 9-10 17-6 16 4 10 8 18 12 16 20 10 22 14 30 8 34 5 40z',
        main,
      ) + line('M1 38V-26M1 22L-8 16M1 10L10 4M1-4L-8-10M1-16L8-21', lighter(main, 0.35), 2)
    return (
      ground(42) +
      moved(56, 50, turned(-12, 0, 0, frond)) +
      moved(104, 50, turned(12, 0, 0, frond)) +
      moved(80, 47, frond, 1.08) +
      rect(52, 68, 56, 9, '#C79A5B', 4) +
      line('M58 72.5H102', '#A97B41', 1.6)
    )
  },
  kelp: ({ main }) => {
    const strip = (x: number, height: number, shade: number): string =>
      path(
        `M${x} 16C${x + 12} 10 ${x + 18} 22 ${x + 16} 34L${x + 18} ${height}Q${x + 9} ${height + 6} ${x - 1} ${height}C${x + 4} 62 ${x - 6} 40 ${x} 16z`,
        darker(main, shade),
      ) + line(`M${x + 8} 20Q${x + 4} 50 ${x + 9} ${height - 4}`, lighter(main, 0.25), 2)
    return (
      ground(44) +
      strip(40, 82, 0.45) +
      strip(60, 86, 0.35) +
      strip(82, 84, 0.45) +
      strip(104, 80, 0.38) +
      [
        [50, 40],
        [72, 56],
        [94, 36],
        [112, 60],
      ]
        .map(([x = 0, y = 0]) => disc(x, y, 1.8, '#EFF4E4'))
        .join('')
    )
  },
  anchovy: ({ main }) => {
    const one =
      path('M-17 0C-10-6 6-6 14-1L20-5V6L14 2C6 6-10 5-17 0z', darker(main, 0.08)) +
      path('M-17 0C-10-6 6-6 14-1 4-2-8-2-17 0z', '#5F7E92') +
      disc(-12, -1, 1.2, tone.ink)
    const spots = [
      [60, 28, 16],
      [98, 26, -14],
      [46, 46, -20],
      [80, 44, 8],
      [114, 46, 24],
      [58, 64, 10],
      [96, 62, -8],
      [74, 78, -16],
      [110, 76, 12],
      [42, 76, 22],
    ] as const
    return ground(44) + spots.map(([x, y, angle]) => moved(x, y, turned(angle, 0, 0, one), 1.05)).join('')
  },
  driedFish: ({ main }) => {
    const one =
      path('M0-36C9-30 12-12 9 8L12 34Q0 28-12 34L-9 8C-12-12-9-30 0-36z', main) +
      path('M0-36C9-30 12-12 9 8L12 34Q6 31 0 31z', darker(main, 0.16)) +
      line('M0-26V24M-6-8L0-4 6-8M-6 2L0 6 6 2M-5 12L0 15 5 12', darker(main, 0.34), 1.6) +
      disc(-3.5, -26, 1.7, tone.ink) +
      disc(3.5, -26, 1.7, tone.ink)
    return (
      ground(38) +
      line('M38 15Q80 22 122 15', '#A97B41', 3) +
      moved(54, 52, one) +
      moved(80, 55, one) +
      moved(106, 52, one)
    )
  },
}

import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, turned } from './shapes.ts'

const wrapped = (colour: string, stripe: string): string =>
  path('M-14 0L-28-10-25 0-28 10zM14 0L28-10 25 0 28 10z', darker(colour, 0.14)) +
  disc(0, 0, 15, colour) +
  path('M-6-14Q2 0-6 14L2 15Q10 0 2-15z', stripe) +
  path('M9-12Q16 0 9 12 18 6 15-4 14-9 9-12z', darker(colour, 0.12)) +
  faded(0.55, oval(-7, -7, 3.5, 2, '#fff'))

export const sweetDrawings: Readonly<Record<string, Drawing>> = {
  popcorn: ({ main }) =>
    ground(30) +
    [
      [54, 32],
      [66, 24],
      [80, 20],
      [94, 24],
      [106, 32],
      [60, 40],
      [74, 34],
      [88, 34],
      [100, 40],
      [80, 42],
    ]
      .map(([x = 0, y = 0], index) =>
        moved(
          x,
          y,
          disc(-4, 1, 6.5, '#FFF6DC') +
            disc(4, 2, 6, '#FBE9BC') +
            disc(0, -4, 6.5, '#FFFBEE') +
            disc(0, 1, 2.4, index % 2 ? '#F2C14A' : '#E9AE2E'),
        ),
      )
      .join('') +
    path('M46 44H114L106 84Q105 88 101 88H59Q55 88 54 84z', tone.white) +
    [
      [46, 57],
      [69, 80],
      [91, 103],
    ]
      .map(([from = 0, to = 0]) =>
        path(`M${from} 44H${to}L${80 + (to - 80) * 0.76} 88H${80 + (from - 80) * 0.76}z`, main),
      )
      .join('') +
    path('M103 44H114L106 84Q105 88 101 88H97z', darker(main, 0.22)) +
    disc(80, 66, 12, tone.cream) +
    motifAt('corn', 80, 66, 8),
  hardtack: ({ main }) => {
    const one =
      rect(-17, -13, 34, 26, lighter(main, 0.3), 6) +
      rect(-17, 7, 34, 6, darker(main, 0.02), 3) +
      [-8, 0, 8].map((x) => disc(x, -5, 1.6, darker(main, 0.35)) + disc(x, 3, 1.6, darker(main, 0.35))).join('')
    return (
      ground(46) +
      moved(58, 72, turned(-6, 0, 0, one)) +
      moved(98, 73, turned(6, 0, 0, one)) +
      moved(78, 48, turned(-3, 0, 0, one)) +
      moved(112, 46, turned(24, 0, 0, one)) +
      moved(68, 24, turned(-14, 0, 0, one))
    )
  },
  yakgwa: ({ main }) => {
    const flower =
      'M0-21Q7-21 9-13 17-16 20-9 21-3 16 0 23 5 18 12 13 17 8 14 7 22 0 22-7 22-8 14-13 17-18 12-23 5-16 0-21-3-20-9-17-16-9-13-7-21 0-21z'
    const one =
      path(flower, main) +
      line('M0-8V-16M7-5L13-9M7 5L12 9M0 8V16M-7 5L-12 9M-7-5L-13-9', darker(main, 0.4), 2) +
      disc(0, 0, 5.5, lighter(main, 0.4)) +
      disc(0, 0, 2.2, '#F4E3B4') +
      faded(0.35, line('M-9-15Q-4-18 2-17', '#fff', 2))
    return (
      ground(48) +
      oval(80, 80, 54, 9, '#8DAABB') +
      oval(80, 78, 48, 7, '#F3F1EA') +
      moved(56, 60, one) +
      moved(104, 60, one) +
      moved(80, 34, one)
    )
  },
  brittle: ({ main }) => {
    const one =
      path('M-26-8L18-16 28-6-16 4z', lighter(main, 0.35)) +
      path('M-26-8L-16 4V16L-26 4z', darker(main, 0.12)) +
      path('M-16 4L28-6V6L-16 16z', darker(main, 0.24)) +
      [
        [-14, -5],
        [-2, -7],
        [10, -10],
        [18, -6],
        [4, -3],
        [-8, 0],
      ]
        .map(([x = 0, y = 0]) => oval(x, y, 4, 2.4, '#F4E0B0'))
        .join('') +
      [
        [-6, 8],
        [6, 5],
        [18, 2],
      ]
        .map(([x = 0, y = 0]) => oval(x, y, 3.5, 2.4, '#E9CB8E'))
        .join('')
    return ground(46) + moved(104, 72, one, 0.95) + moved(58, 70, one) + moved(84, 50, one) + moved(70, 28, one, 0.92)
  },
  toffee: ({ main }) => {
    const one =
      rect(-34, -7, 68, 14, main, 7) +
      rect(-34, 1, 68, 6, darker(main, 0.1), 3) +
      line('M-24-2L-16 3M-10-3L-2 3M4-3L12 3M18-3L26 3', darker(main, 0.2), 1.8) +
      oval(32, 0, 3.5, 6.5, lighter(main, 0.5)) +
      disc(31.5, -2, 1, darker(main, 0.3)) +
      disc(32.5, 2, 1, darker(main, 0.3))
    return (
      ground(46) +
      path('M28 70H132L122 88H38z', '#7C4F30') +
      rect(24, 64, 112, 9, '#9C6A42', 4) +
      moved(80, 57, one) +
      moved(72, 43, turned(-3, 0, 0, one)) +
      moved(90, 29, turned(-10, 0, 0, one))
    )
  },
  candy: ({ main, second }) =>
    ground(46) +
    moved(96, 30, turned(18, 0, 0, wrapped('#F2B6C3', second))) +
    moved(58, 44, turned(-20, 0, 0, wrapped(main, second))) +
    moved(94, 68, turned(-6, 0, 0, wrapped(lighter(main, 0.45), main))),
  chocolate: ({ main, second }) =>
    ground(44) +
    turned(
      -9,
      80,
      50,
      rect(44, 14, 72, 46, main, 4) +
        [46, 63.5, 81, 98.5]
          .map((x) =>
            [17, 32]
              .map(
                (y) =>
                  rect(x, y, 15.5, 13, lighter(main, 0.12), 2) +
                  path(`M${x + 2} ${y + 11}H${x + 13.5}V${y + 2}L${x + 15.5} ${y}V${y + 13}H${x}z`, darker(main, 0.25)),
              )
              .join(''),
          )
          .join('') +
        path(
          'M40 44L46 40 52 44 58 40 64 44 70 40 76 44 82 40 88 44 94 40 100 44 106 40 112 44 118 40 120 44V84Q120 87 117 87H43Q40 87 40 84z',
          second,
        ) +
        path(
          'M40 44L46 40 52 44 58 40 64 44 70 40 76 44 82 40 88 44 94 40 100 44 106 40 112 44 118 40 120 44V50H40z',
          tone.steel,
        ) +
        oval(80, 68, 27, 11, tone.cream) +
        motifAt('bean', 70, 68, 7) +
        motifAt('bean', 89, 68, 7),
    ),
  jellyCup: ({ main, second }) => {
    const one = (colour: string): string =>
      path('M-20-14H20L14 18Q13 22 9 22H-9Q-13 22-14 18z', lighter(colour, 0.15)) +
      path('M11-14H20L14 18Q13 22 9 22H5Q12 4 11-14z', darker(colour, 0.14)) +
      oval(-3, 4, 7, 6, lighter(colour, 0.5)) +
      rect(-24, -20, 48, 7, '#F3F5F3', 3.5) +
      path('M-20-20Q0-28 20-20z', lighter(colour, 0.6)) +
      faded(0.5, rect(-14, -9, 3.5, 20, '#fff', 1.7))
    return ground(46) + moved(54, 64, one(main)) + moved(106, 64, one(second)) + moved(80, 46, one('#D64F7C'), 1.05)
  },
  coneIce: ({ main, second }) =>
    ground(16, 80, 91) +
    path('M60 46H100L82 90Q80 93 78 90z', '#DDA25A') +
    line('M66 48L86 78M78 48L92 66M94 48L74 78M82 48L68 66', '#B97C36', 1.8) +
    path('M92 46H100L82 90Q80 93 78 90z', '#C4883F') +
    disc(66, 38, 15, second) +
    disc(94, 38, 15, darker(second, 0.1)) +
    disc(80, 24, 17, main) +
    path('M90 11A17 17 0 0 1 84 41 24 24 0 0 0 90 11z', darker(main, 0.12)) +
    path('M52 42Q58 54 66 48 72 58 80 49 88 58 94 48 102 54 108 42Q80 50 52 42z', second) +
    disc(82, 8, 4.5, tone.red) +
    faded(0.6, oval(72, 18, 4, 2.5, '#fff')),
  iceBar: ({ main }) => {
    const bar = (colour: string, bite: string): string =>
      rect(-4, 26, 8, 22, '#E2C08C', 3) +
      path('M-18-22C-18-36-10-42 0-42S18-36 18-22V24Q18 30 12 30H-12Q-18 30-18 24z', colour) +
      path('M8-40C14-37 18-32 18-22V24Q18 30 12 30H6Q12 0 8-40z', darker(colour, 0.16)) +
      bite +
      faded(0.45, rect(-12, -28, 4, 36, '#fff', 2))
    const pale = isPale(main)
    const fruit =
      disc(-2, -22, 4, '#E8474B') + disc(5, -4, 4, '#F0902A') + disc(-4, 12, 4, '#3F9150') + disc(8, 18, 3, '#E8474B')
    const beans = [
      [-2, -24],
      [6, -8],
      [-4, 4],
      [6, 18],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 3.2, 2, darker(main, 0.4)))
      .join('')
    const plain = pale || main === '#9CC653'
    return (
      ground(30) +
      turned(-12, 62, 50, moved(60, 50, bar(main, plain ? fruit : beans))) +
      turned(12, 100, 52, moved(101, 52, bar(lighter(main, 0.3), plain ? fruit : beans), 0.92))
    )
  },
}

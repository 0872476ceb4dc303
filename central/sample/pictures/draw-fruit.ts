import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, turned } from './shapes.ts'

/** One round fruit about 0,0 with the shade and light that all of them share. */
function ball(radius: number, colour: string, squat = 1): string {
  return (
    oval(0, 0, radius, radius * squat, colour) +
    path(crescent(radius, radius * squat), darker(colour, 0.14)) +
    faded(0.45, turned(-35, 0, 0, oval(0, -radius * squat * 0.62, radius * 0.26, radius * 0.12, '#fff')))
  )
}

function crescent(rx: number, ry: number): string {
  const x = Math.round(rx * 7) / 10
  const y = Math.round(ry * 7) / 10
  return `M${x}-${y}A${rx} ${ry} 0 0 1-${x} ${y}A${rx * 1.35} ${ry * 1.35} 0 0 0 ${x}-${y}z`
}

const smallLeaf = path('M0 0C2-9 11-12 19-9 16-2 8 2 0 0z', tone.leaf)

/** Three of a kind: two behind, one before them. */
function trio(one: string, low = 66): string {
  return ground(44) + moved(54, low - 6, one) + moved(106, low - 6, one) + moved(80, low, one, 1.14)
}

const appleBody = 'M0-22C8-30 31-27 31 2 31 24 14 34 0 29-14 34-31 24-31 2-31-27-8-30 0-22z'

export const fruitDrawings: Readonly<Record<string, Drawing>> = {
  apple: ({ main }) => {
    const whole =
      path(appleBody, main) +
      path('M18-24C28-20 31-12 31 2 31 24 14 34 0 29-5 31-10 32-15 30 12 28 26 6 18-24z', darker(main, 0.16)) +
      faded(0.4, turned(25, -18, -8, oval(-18, -8, 4, 9, '#fff'))) +
      line('M0-20Q0-29 5-34', tone.stem, 3) +
      moved(3, -27, smallLeaf)
    const half =
      path(appleBody, main) +
      path('M0-17C8-24 26-22 26 2 26 20 12 29 0 24-12 29-26 20-26 2-26-22-8-24 0-17z', tone.cream) +
      path('M0-8C9-6 9 12 0 16-9 12-9-6 0-8z', '#F0DDAF') +
      path('M-3 0Q-6 5-3 9 0 5-3 0zM3 0Q6 5 3 9 0 5 3 0z', tone.stem) +
      line('M0-17Q0-26 4-30', tone.stem, 3)
    return ground(46) + moved(66, 53, whole) + moved(109, 66, half, 0.68)
  },
  pear: ({ main }) => {
    const dots = [
      [-14, -4],
      [-6, 10],
      [6, -8],
      [-18, 8],
      [2, 20],
      [12, 8],
    ]
    const one =
      path('M0-26C14-30 31-20 31 3 31 21 17 30 0 30S-31 21-31 3C-31-20-14-30 0-26z', main) +
      path('M17-24C27-18 31-10 31 3 31 21 17 30 0 30-8 30-15 28-20 25 10 24 26 4 17-24z', darker(main, 0.14)) +
      dots.map(([x = 0, y = 0]) => disc(x, y, 1.3, lighter(main, 0.45))).join('') +
      line('M0-24Q1-33 6-37', tone.stem, 3.4)
    return ground(46) + moved(106, 60, one, 0.82) + moved(67, 57, one)
  },
  peach: ({ main }) => {
    const one =
      path('M0-25C12-33 32-22 29 4 27 22 10 30 0 32-10 30-27 22-29 4-32-22-12-33 0-25z', main) +
      path('M0-25C12-33 32-22 29 4 27 22 10 30 0 32 16 20 18-8 0-25z', darker(main, 0.12)) +
      faded(0.5, oval(-13, 6, 10, 13, '#F6CFA0')) +
      line('M0-25Q13-2 0 30', darker(main, 0.25), 1.8) +
      moved(1, -26, path('M0 0C4-12 18-13 27-7 20 2 9 4 0 0z', tone.leaf))
    return ground(45) + moved(104, 63, one, 0.76) + moved(66, 55, one)
  },
  apricots: () => {
    const one =
      ball(17, '#F4A653', 0.96) + line('M-2-16Q8 0 2 15', '#D9822F', 1.8) + faded(0.35, oval(-7, 4, 6, 7, '#EE6F4E'))
    return (
      ground(44) +
      moved(62, 40, one) +
      moved(98, 44, one) +
      moved(49, 68, one) +
      moved(111, 70, one) +
      moved(80, 70, one) +
      moved(63, 24, smallLeaf, 1.2)
    )
  },
  persimmon: ({ main }) => {
    const one =
      ball(27, main, 0.84) +
      path('M0-21L7-30Q14-28 15-20L4-16 12-9Q2-10 0-15-2-10-12-9L-4-16-15-20Q-14-28-7-30z', '#7F8C46') +
      line('M0-19V-27', tone.stem, 3.4)
    return ground(46) + moved(108, 60, one, 0.82) + moved(66, 60, one, 1.1)
  },
  tangerine: ({ main }) => {
    const one = ball(21, main, 0.88) + path('M-5-18L0-22 5-18 1-14z', tone.leafDark)
    const wedges = [0, 45, 90, 135, 180, 225, 270, 315]
      .map((angle) => turned(angle, 0, 0, path('M0-2L6-14Q0-19-6-14z', '#F8B64C')))
      .join('')
    const cut = disc(0, 0, 20, main) + disc(0, 0, 17.5, '#FCE9C4') + wedges
    return (
      ground(46) +
      moved(80, 36, one) +
      moved(55, 66, one) +
      moved(103, 66, cut) +
      moved(81, 19, smallLeaf) +
      moved(56, 49, smallLeaf)
    )
  },
  grapes: ({ main }) => {
    const rows = [[29, 48, 66, 84], [36, 55, 73], [45, 64], [54]]
    const berries = rows
      .flatMap((row, index) => row.map((x) => moved(x + 24, 36 + index * 15, ball(10.4, main))))
      .reverse()
      .join('')
    return (
      ground(20) +
      line('M80 30Q78 18 88 11', tone.stem, 4) +
      path('M80 26C70 10 52 12 46 20 52 34 68 34 80 26z', tone.leafDark) +
      path('M82 26C90 14 108 14 114 24 106 35 92 35 82 26z', tone.leaf) +
      berries
    )
  },
  strawberry: ({ main }) => {
    const seeds = [
      [-12, -4],
      [0, -2],
      [12, -4],
      [-7, 8],
      [6, 8],
      [0, 19],
    ]
    const one =
      path('M0 31C-15 25-27 5-23-9-19-20-9-18 0-15 9-18 19-20 23-9 27 5 15 25 0 31z', main) +
      path('M14-17C20-17 26-11 24 0 21 16 10 27 0 31 14 16 18-2 14-17z', darker(main, 0.15)) +
      seeds.map(([x = 0, y = 0]) => oval(x, y, 1.4, 2.1, '#FBE3A6')).join('') +
      path('M-18-17L-8-16 0-27 8-16 18-17 9-8 0-12-9-8z', tone.leaf) +
      line('M0-20Q0-28 4-31', tone.leafDark, 2.6)
    return (
      ground(44) +
      turned(-12, 58, 52, moved(58, 50, one, 0.92)) +
      turned(14, 106, 56, moved(104, 55, one, 0.86)) +
      moved(81, 62, one, 0.8)
    )
  },
  watermelon: ({ main }) =>
    ground(48) +
    disc(66, 52, 35, main) +
    line('M66 17Q50 52 66 87M66 17Q82 52 66 87M44 25Q24 52 44 79M88 25Q108 52 88 79', darker(main, 0.38), 4.5) +
    faded(0.25, turned(-35, 48, 32, oval(48, 32, 10, 4, '#fff'))) +
    path('M74 84A36 36 0 0 0 133 56L128 53 78 78z', darker(main, 0.1)) +
    path('M77 80A31 31 0 0 0 128 54z', '#F3F0D2') +
    path('M80 78A27 27 0 0 0 125 55z', '#E8474B') +
    [
      [96, 76],
      [106, 71],
      [116, 65],
      [104, 79],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 1.5, 2.2, tone.ink))
      .join(''),
  orientalMelon: ({ main }) => {
    const one =
      oval(0, 0, 21, 28, main) +
      path('M12-23A21 28 0 0 1-10 25 26 32 0 0 0 12-23z', darker(main, 0.12)) +
      line('M0-27V27M-10-22Q-17 0-10 22M10-22Q17 0 10 22', '#FFF6CF', 2.6) +
      path('M-4-27H4L2-32H-2z', '#8FA04B')
    return ground(46) + turned(24, 104, 58, moved(104, 60, one, 0.9)) + turned(-14, 66, 54, moved(65, 56, one, 1.12))
  },
  jujube: ({ main }) => {
    const one =
      oval(0, 0, 11, 15, main) +
      faded(0.35, oval(-4, -5, 2, 5, '#fff')) +
      path('M-3-14H3L1-11H-1z', tone.stem) +
      line('M3-8Q6-2 4 5', darker(main, 0.3), 1.4)
    const spots = [
      [70, 30, -30],
      [96, 32, 25],
      [52, 54, 40],
      [80, 56, -10],
      [109, 56, -35],
      [62, 74, -60],
      [92, 75, 55],
    ]
    return ground(42) + spots.map(([x = 0, y = 0, angle = 0]) => turned(angle, x, y, moved(x, y, one))).join('')
  },
  chestnut: ({ main }) => {
    const one =
      path('M0-23C9-14 26-8 25 8 24 19 12 22 0 22S-24 19-25 8C-26-8-9-14 0-23z', main) +
      path('M-23 13Q0 5 23 13 17 22 0 22T-23 13z', '#D9B98A') +
      line('M-6-13Q-14-5-15 6M5-14Q10-5 10 5', lighter(main, 0.25), 2)
    return trio(one)
  },
  tomato: ({ main }) => {
    const one =
      ball(24, main, 0.87) +
      path('M0-20L4-14 14-17 8-10 13-3 2-9 0-2-2-9-13-3-8-10-14-17-4-14z', tone.leafDark) +
      line('M0-14Q0-24 4-27', tone.leafDark, 3)
    return trio(one, 65)
  },
}

import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { scattered, disc, faded, ground, line, moved, oval, path, rect, turned } from './shapes.ts'

/** A long pod about 0,0, lying along x, stalk on the left. */
function pod(length: number, width: number, colour: string, stalk: string): string {
  const end = length / 2
  return (
    path(
      `M${-end}-${width}C0-${width * 1.6} ${end}-${width} ${end + 6} ${width / 2}C${end - 8} ${width * 1.7}-4 ${width * 1.6}-${end} ${width}z`,
      colour,
    ) +
    faded(0.35, line(`M${-end + 6}-${width * 0.5}Q0-${width * 1.1} ${end - 8}-${width * 0.1}`, '#fff', 1.8)) +
    path(`M${-end + 3}-${width}L-${end + 4}-${width * 0.5}V${width * 0.5}L${-end + 3} ${width}z`, stalk) +
    line(`M${-end - 3} 0Q-${end + 9}-1-${end + 12}-6`, stalk, 3)
  )
}

export const vegetableDrawings: Readonly<Record<string, Drawing>> = {
  napaCabbage: () =>
    ground(30) +
    path('M80 88C52 88 44 62 50 34 54 16 68 10 80 12 92 10 106 16 110 34 116 62 108 88 80 88z', '#86B84E') +
    path('M80 88C58 88 53 64 58 40 62 26 72 22 80 26 88 22 98 26 102 40 107 64 102 88 80 88z', '#B7D77A') +
    path('M80 88C66 88 62 66 66 50 70 40 76 40 80 46 84 40 90 40 94 50 98 66 94 88 80 88z', '#F4F3D6') +
    line('M80 84V56M71 82Q68 66 70 56M89 82Q92 66 90 56', '#D9DDA6', 2.4) +
    line('M56 62Q52 42 62 24M104 62Q108 42 98 24', '#6B9E3C', 2.4),
  roundCabbage: ({ main }) =>
    ground(36) +
    disc(80, 52, 36, darker(main, 0.12)) +
    path('M44 52C46 26 66 16 80 16 70 36 66 62 78 88 58 88 43 72 44 52z', main) +
    path('M116 52C114 26 96 16 80 16 94 38 94 64 82 88 102 88 117 72 116 52z', lighter(main, 0.28)) +
    line(
      'M79 20Q68 52 79 84M79 44Q66 42 54 34M77 62Q64 64 52 58M90 36Q100 36 106 32M92 54Q104 54 112 48M90 72Q98 72 106 68',
      lighter(main, 0.62),
      2.2,
    ),
  leafBunch: ({ main, second }) => {
    const leaf =
      path('M0 6C-14-6-15-26-6-36-2-40 2-40 6-36 15-26 14-6 0 6z', main) + line('M0 30V-30', lighter(main, 0.4), 2.4)
    const dark =
      path('M0 6C-14-6-15-26-6-36-2-40 2-40 6-36 15-26 14-6 0 6z', darker(main, 0.2)) + line('M0 30V-28', main, 2.2)
    return (
      ground(26) +
      scattered(dark, [
        [68, 56, -38],
        [92, 56, 38],
      ]) +
      scattered(leaf, [
        [74, 54, -18],
        [86, 54, 18],
        [80, 52, 0],
      ]) +
      path('M70 66H90L92 88H68z', lighter(main, 0.45)) +
      line('M74 70L73 86M80 70V86M86 70L87 86', lighter(main, 0.15), 2) +
      rect(66, 68, 28, 7, second, 3)
    )
  },
  lettuce: ({ main }) =>
    ground(40) +
    path(
      'M80 88C56 90 38 74 36 54 34 46 40 44 42 36 42 26 54 28 58 20 66 12 74 20 80 14 86 20 94 12 102 20 106 28 118 26 118 36 120 44 126 46 124 54 122 74 104 90 80 88z',
      '#B5475F',
    ) +
    path(
      'M80 88C58 90 44 74 43 56 42 50 47 46 49 40 50 32 58 34 62 27 68 20 75 27 80 22 85 27 92 20 98 27 102 34 110 32 111 40 113 46 118 50 117 56 116 74 102 90 80 88z',
      main,
    ) +
    path(
      'M80 88C64 88 56 74 58 60 60 50 68 50 72 42 76 38 84 38 88 42 92 50 100 50 102 60 104 74 96 88 80 88z',
      lighter(main, 0.4),
    ) +
    line(
      'M80 86V48M80 74Q70 66 60 64M80 74Q90 66 100 64M80 60Q72 54 66 52M80 60Q88 54 94 52',
      lighter(main, 0.75),
      2.2,
    ),
  perilla: () => {
    const leaf =
      path(
        'M0-34C6-32 12-28 16-24L17-20 22-14 21-10 25-3 22 2 23 8 18 13 16 19 9 22 0 30-9 22-16 19-18 13-23 8-22 2-25-3-21-10-22-14-17-20-16-24C-12-28-6-32 0-34z',
        '#3F8F4F',
      ) + line('M0 40V-28M0 16L16 4M0 16L-16 4M0 2L15-11M0 2L-15-11M0-12L9-22M0-12L-9-22', '#8CC785', 1.8)
    return (
      ground(36) +
      scattered(faded(1, leaf), [
        [56, 52, -24],
        [104, 52, 24],
        [80, 47, 0],
      ])
    )
  },
  springOnion: () => {
    const one =
      line('M0 22V-8', '#F4F4E6', 7) +
      line('M0-4Q-2-22-10-40', '#5FA552', 6) +
      line('M0-4Q2-22 8-42', tone.leafDark, 6) +
      line('M0-2V-38', '#7FBC63', 5.5) +
      line('M-3 26Q-5 31-7 33M0 27V34M3 26Q5 31 7 33', '#C9B58C', 1.5)
    return (
      ground(38) +
      scattered(one, [
        [58, 54, -16],
        [102, 54, 16],
        [72, 54, -5],
        [88, 54, 5],
      ]) +
      rect(58, 56, 44, 7, tone.red, 3)
    )
  },
  cucumber: ({ main }) => {
    const one =
      path('M-42-2C-42-10-34-12-26-11L28-10C38-10 44-4 42 3 40 9 34 10 26 10L-28 11C-36 11-42 6-42-2z', main) +
      faded(0.35, line('M-34-5H30M-34 3H32', '#D8F0B0', 2)) +
      line('M42 0L48-3', '#D9B63C', 4)
    const slice =
      disc(0, 0, 13, darker(main, 0.15)) +
      disc(0, 0, 10.5, '#DDF0BC') +
      [0, 60, 120, 180, 240, 300].map((angle) => turned(angle, 0, 0, oval(0, -5, 1, 2.4, '#A9CF7A'))).join('')
    return (
      ground(42) +
      moved(80, 32, turned(-14, 0, 0, one)) +
      moved(78, 54, turned(-8, 0, 0, one)) +
      moved(58, 76, slice) +
      moved(86, 77, slice)
    )
  },
  eggplant: ({ main }) =>
    ground(42) +
    moved(80, 34, turned(22, 0, 0, pod(66, 11, darker(main, 0.3), tone.leafDark))) +
    moved(76, 60, turned(16, 0, 0, pod(72, 12, darker(main, 0.2), tone.leaf))),
  courgette: ({ main }) => {
    const one =
      path('M-38-7C-20-12 20-17 36-14 46-8 46 10 36 15 20 17-20 11-38 8z', main) +
      line('M-34-3Q0-8 40-6M-34 3Q0 6 40 6', lighter(main, 0.4), 2) +
      path('M-38-7L-48-4V5L-38 8z', '#7E9A45')
    const slice =
      oval(0, 0, 13, 13, main) +
      oval(0, 0, 10.5, 10.5, '#F3F2CE') +
      [40, 160, 280].map((angle) => turned(angle, 0, 0, oval(0, -4.5, 1.4, 2.6, '#DDD79A'))).join('')
    return ground(44) + moved(82, 42, turned(-12, 0, 0, one)) + moved(66, 74, slice) + moved(94, 75, slice)
  },
  pumpkin: ({ main }) =>
    ground(40) +
    oval(52, 58, 20, 28, darker(main, 0.12)) +
    oval(108, 58, 20, 28, darker(main, 0.24)) +
    oval(66, 57, 18, 31, main) +
    oval(94, 57, 18, 31, darker(main, 0.12)) +
    oval(80, 57, 16, 32, lighter(main, 0.12)) +
    path('M75 28C75 20 72 16 68 14L76 9C82 14 85 20 86 28z', '#6E8B3D') +
    faded(0.3, oval(60, 42, 4, 9, '#fff')),
  chilli: ({ main }) => {
    const one = pod(56, 6.5, main, tone.leafDark)
    return (
      ground(40) +
      scattered(one, [
        [82, 26, 24],
        [76, 42, 12],
        [84, 58, 20],
        [78, 74, 8],
      ])
    )
  },
  corn: ({ main }) => {
    const rows = [-24, -15, -6, 3, 12, 21]
    const kernels =
      rows.map((y) => line(`M-8 ${y}H8`, darker(main, 0.22), 1.4)).join('') +
      line('M-4.5-34V28M4.5-34V28', darker(main, 0.18), 1.4)
    const one =
      path('M0-40C12-34 14-6 12 28H-12C-14-6-12-34 0-40z', main) +
      kernels +
      path('M-2 40C-22 30-24 4-20-14-10-4-4 14-2 40z', tone.leaf) +
      path('M2 40C22 30 24 4 20-14 10-4 4 14 2 40z', '#74B45C')
    return (
      ground(34) +
      scattered(one, [
        [60, 49, -16],
        [100, 49, 16],
      ])
    )
  },
}

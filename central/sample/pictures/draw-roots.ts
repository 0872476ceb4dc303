import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { ground, line, moved, oval, path, rect, scattered, turned } from './shapes.ts'

const root = 'M0-24C16-22 17 8 5 30 3 35 1 38 0 42-1 38-3 35-5 30-17 8-16-22 0-24z'

/** What grows under the ground or in the shade of a wood. */
export const rootDrawings: Readonly<Record<string, Drawing>> = {
  radish: () => {
    const one =
      path('M-13-22C-8-27 8-27 13-22 18-4 14 24 3 36Q0 40-3 36C-14 24-18-4-13-22z', tone.white) +
      path('M-13-22C-8-27 8-27 13-22 15-14 15-8 15-4Q0-10-15-4C-15-8-15-14-13-22z', '#A9CC7B') +
      path('M13-22C18-4 14 24 3 36 8 16 10 0 8-25z', '#DCE2CE') +
      line('M-3-24Q-8-38-16-42M0-24Q0-40 2-46M3-24Q8-38 17-41', tone.leaf, 4.5)
    return ground(34) + turned(-24, 66, 54, moved(64, 52, one, 1.02)) + turned(22, 98, 54, moved(97, 52, one, 0.94))
  },
  onion: ({ main }) => {
    const one =
      path('M0-30C3-20 27-18 27 4 27 20 14 26 0 26S-27 20-27 4C-27-18-3-20 0-30z', main) +
      path('M14-14C24-10 27-4 27 4 27 20 14 26 0 26 16 18 20 0 14-14z', darker(main, 0.16)) +
      line('M-2-20Q-18 2-6 24M2-20Q16 0 6 24M-6-17Q-26 0-18 18', lighter(main, 0.35), 1.8) +
      line('M-4 27L-6 31M0 27V32M4 27L6 31', tone.stem, 1.6)
    return ground(46) + moved(58, 58, one, 0.9) + moved(102, 57, one)
  },
  garlic: () => {
    const one =
      path(
        'M0-34C3-28 3-20 8-16 22-10 28 0 26 12 24 22 12 26 0 26S-24 22-26 12C-28 0-22-10-8-16-3-20-3-28 0-34z',
        '#F6EFE6',
      ) +
      path('M8-16C22-10 28 0 26 12 24 22 12 26 2 26 14 14 14-4 4-18z', '#DDCBD0') +
      line('M-3-16Q-16 4-8 24M0-16V25M3-16Q15 4 8 24', '#C9A9B4', 1.6) +
      line('M0-24V-32', '#CDBE9B', 4)
    const clove =
      path('M0-16C9-8 13 4 9 12 4 17-6 16-9 11-11 2-6-8 0-16z', '#F8F2E8') +
      path('M0-16C9-8 13 4 9 12 7 15 4 15 1 15 6 4 4-6 0-16z', '#DCC9CE')
    return (
      ground(44) + moved(68, 57, one, 1.15) + turned(30, 110, 72, moved(110, 71, clove, 0.95)) + moved(98, 72, clove)
    )
  },
  ginger: () =>
    ground(42) +
    path(
      'M42 66C36 54 48 44 58 48 56 36 66 24 76 30 82 36 80 42 84 46 92 40 104 36 112 42 122 40 128 50 122 58 126 68 116 76 106 72 98 82 84 82 76 76 64 84 46 80 42 66z',
      '#D8AE70',
    ) +
    path(
      'M122 58C126 68 116 76 106 72 98 82 84 82 76 76 64 84 46 80 42 66 56 76 68 66 82 68 98 70 114 66 122 58z',
      '#BC8E50',
    ) +
    oval(70, 32, 7, 4.5, '#F4DC9E') +
    oval(118, 49, 4.5, 7, '#F4DC9E') +
    line('M56 52Q60 58 58 66M84 48Q86 56 82 62M100 42Q104 50 102 58M66 44Q72 46 78 42', '#A97B41', 1.6),
  carrot: ({ main }) => {
    const one =
      line('M0-22Q-8-32-14-36M0-22Q0-36 1-42M0-22Q8-32 15-35', tone.leaf, 4) +
      path(root, main) +
      path('M10-20C14-8 13 10 5 30 3 35 1 38 0 42 3 20 8 0 10-20z', darker(main, 0.15)) +
      line('M-12-10H-4M12 2H5M-9 10H-3', darker(main, 0.22), 1.6)
    return (
      ground(34) +
      scattered(one, [
        [60, 50, -22],
        [100, 50, 22],
        [80, 48, 0],
      ])
    )
  },
  potato: ({ main }) => {
    const one =
      path('M-28 4C-30-14-14-22 2-20 20-22 30-8 28 6 26 22 8 24-6 23-18 24-27 18-28 4z', main) +
      path('M20-16C28-8 30 0 28 6 26 22 8 24-6 23-12 23-17 22-21 19 6 18 22 4 20-16z', darker(main, 0.15)) +
      [
        [-14, -4],
        [0, 8],
        [6, -8],
        [-10, 12],
        [14, 6],
      ]
        .map(([x = 0, y = 0]) => oval(x, y, 2, 1.2, darker(main, 0.35)))
        .join('')
    return ground(46) + moved(84, 38, one, 0.86) + moved(58, 65, one, 0.9) + moved(106, 66, turned(14, 0, 0, one), 0.86)
  },
  sweetPotato: ({ main }) => {
    const one =
      path('M-38 4C-30-8-18-16 0-15 18-16 30-8 38-2 30 10 18 17 0 16-18 17-30 14-38 4z', main) +
      path('M38-2C30 10 18 17 0 16-18 17-30 14-38 4-10 12 18 10 38-2z', darker(main, 0.2)) +
      line('M-18-6H-8M4-8H12M14 3H22M-10 5H-2', darker(main, 0.25), 1.6)
    const cut = oval(0, 0, 15, 13, main) + oval(0, 0, 12.5, 10.5, '#F4D68A') + oval(0, 0, 6, 5, '#EBC266')
    return ground(44) + moved(82, 34, turned(-8, 0, 0, one)) + moved(70, 62, turned(6, 0, 0, one)) + moved(112, 70, cut)
  },
  roots: ({ main }) => {
    const one =
      path('M-5-34C-1-38 3-38 6-34 8-16 6 4 2 30 1 36-1 36-2 30-6 6-8-16-5-34z', main) +
      line('M4-10Q10 4 14 10M-5 4Q-10 14-12 20', main, 3) +
      line('M-4-20H0M0-6H4M-3 8H1', darker(main, 0.25), 1.3)
    return (
      ground(40) +
      scattered(one, [
        [50, 50, -14],
        [66, 50, 6],
        [82, 52, -6],
        [98, 50, 10],
        [112, 52, 18],
      ])
    )
  },
  sprouts: ({ main }) => {
    const heads = [
      [46, 34, -30],
      [60, 20, 10],
      [80, 16, -14],
      [101, 21, 24],
      [115, 35, 40],
      [66, 38, -24],
      [92, 38, 16],
    ] as const
    const tails = heads
      .map(([x, y]) => `M${x} ${y}Q${Math.round(x * 0.8 + 10)} ${y + 26} ${Math.round(x * 0.5 + 40)} 84`)
      .join('')
    const bean =
      path('M-9-1C-10-8 0-11 5-7 11-2 8 6 3 7-2 8-8 5-9-1z', main) + line('M-6 2Q0 3 5-3', darker(main, 0.3), 1.4)
    return (
      ground(30) +
      line(tails, '#D3D2B8', 6.5) +
      line(tails, '#FBFAEF', 4) +
      rect(62, 62, 36, 9, tone.leafDark, 3) +
      scattered(bean, heads)
    )
  },
  oysterMushroom: ({ main }) => {
    const one =
      path('M-5 2H5C5 14 6 22 4 34H-4C-6 22-5 14-5 2z', '#F5F0E6') +
      path('M-19 3C-20-12-8-17 1-16 13-16 21-8 19 3 8 7-8 7-19 3z', main) +
      path('M4-16C14-15 21-8 19 3 15 5 10 6 5 6 12 0 12-10 4-16z', darker(main, 0.14)) +
      path('M-19 3C-8 7 8 7 19 3 14 9 6 11 0 11S-14 9-19 3z', lighter(main, 0.6))
    return (
      ground(34) +
      scattered(one, [
        [65, 32, -8],
        [96, 32, 8],
        [50, 54, -18],
        [110, 54, 18],
        [80, 50, 0],
      ]) +
      path('M54 84Q80 74 106 84L100 89H60z', '#E9E1D0')
    )
  },
  mushroom: ({ main }) => {
    const one =
      path('M-8 0H8L9 24Q0 29-9 24z', '#F0E4CF') +
      path('M-28 4C-28-16-14-24 0-24S28-16 28 4Q14 10 0 10T-28 4z', main) +
      path('M10-22C22-18 28-10 28 4Q14 10 0 10 16 2 10-22z', darker(main, 0.2)) +
      line('M-12-14L-6-8M2-16L-2-8M-18-2L-10-2', lighter(main, 0.5), 2)
    return ground(46) + moved(104, 60, one, 0.9) + moved(64, 52, one, 1.15)
  },
  bracken: ({ main }) => {
    const one =
      line('M0 34Q2 0-2-16C-4-30 10-32 10-22 10-16 3-16 3-21', main, 5) +
      line('M-1 30Q1 4-2-12', lighter(main, 0.3), 1.4)
    return (
      ground(36) +
      scattered(one, [
        [54, 50, -14],
        [67, 52, -6],
        [80, 48, 0],
        [93, 52, 6],
        [106, 50, 14],
      ]) +
      rect(58, 66, 44, 8, '#D9BF98', 3)
    )
  },
}

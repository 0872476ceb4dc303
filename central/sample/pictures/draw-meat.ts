import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, turned } from './shapes.ts'

/** Meat as the counter shows it: on a shallow white tray with a sprig of green. */
function onTray(content: string): string {
  return (
    ground(48) +
    path('M34 36H126L121 82A6 6 0 0 1 115 87H45A6 6 0 0 1 39 82z', tone.paperEdge) +
    rect(30, 28, 100, 54, '#F7F5F0', 9) +
    rect(35, 33, 90, 44, '#E6E2D8', 7) +
    content
  )
}

const sprig =
  path('M0 0C2-8 9-11 16-9 14-2 8 2 0 0z', tone.leaf) + path('M0 0C-4-7-2-13 4-16 7-9 6-4 0 0z', tone.leafDark)

const leg =
  'M-4-30C10-34 20-24 18-8 16 4 8 8 5 16L3 26C7 28 6 34 1 33-1 37-7 36-6 31-10 29-8 24-4 25L-3 16C-10 8-18 0-18-10-18-22-12-28-4-30z'

function rib(x: number): string {
  return rect(x, 22, 7, 18, '#EFE0C6', 3) + rect(x, 68, 7, 13, '#EFE0C6', 3)
}

export const meatDrawings: Readonly<Record<string, Drawing>> = {
  chicken: ({ main }) => {
    const shade = darker(main, 0.14)
    return (
      ground(46) +
      path('M32 80Q80 96 128 80L122 86Q80 98 38 86z', '#F7F5F0') +
      path('M50 76C34 62 40 40 60 30 74 22 98 22 110 34 124 46 122 68 110 76 92 88 66 86 50 76z', main) +
      path('M110 34C124 46 122 68 110 76 98 83 82 86 68 82 96 78 114 62 110 34z', shade) +
      path('M66 34C56 40 52 52 58 62 66 66 76 58 78 48 78 40 74 32 66 34z', shade) +
      path('M68 33C60 38 56 48 61 57 69 60 77 54 78 46 78 39 75 32 68 33z', lighter(main, 0.2)) +
      path(
        'M92 62C98 50 114 50 122 56L136 48C134 44 140 40 143 44 148 44 147 51 142 51L126 66C118 80 98 80 92 62z',
        lighter(main, 0.14),
      ) +
      path('M92 62C96 76 116 80 126 66 118 72 102 72 92 62z', shade) +
      line('M84 36Q98 32 106 44', lighter(main, 0.4), 2.4) +
      moved(44, 78, sprig) +
      moved(54, 82, sprig, 0.8)
    )
  },
  chickenBreast: ({ main }) => {
    const one =
      path('M-18-16C-4-24 16-18 20-4 22 8 8 20-8 20-20 18-26-8-18-16z', lighter(main, 0.25)) +
      path('M20-4C22 8 8 20-8 20-13 19-17 15-19 9-4 14 14 8 20-4z', lighter(main, 0.02)) +
      line('M-12-8Q0-2 12-6M-14 0Q-2 5 8 2', lighter(main, 0.6), 1.8)
    return onTray(
      moved(60, 54, turned(-12, 0, 0, one)) + moved(98, 55, turned(18, 0, 0, one)) + moved(76, 76, sprig, 0.8),
    )
  },
  drumstick: ({ main }) => {
    const one =
      path(leg, main) +
      path('M18-8C16 4 8 8 5 16L3 26 0 16C8 4 12-8 8-28 15-25 19-18 18-8z', darker(main, 0.15)) +
      path('M3 26C7 28 6 34 1 33-1 37-7 36-6 31-10 29-8 24-4 25z', '#F8F1E4') +
      faded(0.45, turned(20, -9, -14, oval(-9, -14, 3, 8, '#fff')))
    return (
      ground(42) +
      moved(52, 50, turned(16, 0, 0, one)) +
      moved(108, 50, turned(-16, 0, 0, one)) +
      moved(80, 47, one, 1.08)
    )
  },
  chickenWing: ({ main }) => {
    const shade = darker(main, 0.16)
    const one =
      path(
        'M-34-14C-28-26-10-24-6-12-2-2 6 0 12-6 18-14 26-24 36-24 40-20 36-14 32-10 26-2 24 14 12 18 0 22-16 16-26 8-34 2-38-6-34-14z',
        main,
      ) +
      path('M-36-6C-30 6-8 14 6 8 18 2 24-10 32-10 26-2 24 14 12 18 0 22-16 16-26 8-32 4-36-1-36-6z', shade) +
      line('M-6-12Q-9-2-4 6M12-6Q16-2 16 6', darker(main, 0.3), 2) +
      faded(0.5, line('M-27-13Q-21-18-14-14', '#fff', 3.4))
    return (
      ground(46) +
      moved(64, 36, turned(-6, 0, 0, one), 0.86) +
      moved(98, 48, turned(10, 0, 0, one), 0.86) +
      moved(70, 70, one, 0.9) +
      moved(116, 80, sprig)
    )
  },
  chickenPieces: ({ main }) =>
    onTray(
      moved(
        56,
        52,
        path(leg, main) + path('M18-8C16 4 8 8 5 16L0 16C8 4 12-8 8-28 15-25 19-18 18-8z', darker(main, 0.15)),
        0.62,
      ) +
        path('M72 44C82 34 98 38 98 50 98 60 84 64 76 60 70 58 68 50 72 44z', lighter(main, 0.2)) +
        path('M98 50C98 60 84 64 76 60 88 60 96 54 98 50z', darker(main, 0.1)) +
        path('M100 62C106 52 120 54 120 64 120 72 106 76 102 70z', main) +
        disc(88, 49, 4, '#F8F1E4') +
        disc(88, 49, 1.8, '#D98A7A') +
        path('M68 70C74 62 90 64 92 72 86 77 72 77 68 70z', darker(main, 0.06)) +
        moved(104, 48, sprig, 0.9),
    ),
  duck: ({ main }) =>
    onTray(
      [0, 1, 2, 3, 4]
        .map((index) =>
          moved(
            52 + index * 13,
            56,
            turned(
              18,
              0,
              0,
              path('M-7-19C2-23 10-14 10 0S4 20-5 19-13 8-13 0-13-16-7-19z', darker('#C9585A', index * 0.03)) +
                path(
                  'M-7-19C-2-21 3-19 6-14 0-18-8-12-9 0S-8 18-5 19C-11 19-13 8-13 0S-13-16-7-19z',
                  lighter(main, 0.55),
                ),
            ),
          ),
        )
        .join('') + moved(110, 74, sprig, 0.8),
    ),
  porkCut: ({ main }) =>
    ground(46) +
    path('M40 44C44 24 76 16 102 24 124 30 132 52 122 70 112 86 78 88 58 82 42 78 36 62 40 44z', '#F9E6DC') +
    path('M46 48C50 32 76 24 98 31 116 36 124 52 116 66 108 78 80 80 62 75 48 71 43 60 46 48z', darker(main, 0.12)) +
    path('M46 48C50 32 76 24 98 31 116 36 120 46 118 54 100 44 66 44 46 60 45 56 45 52 46 48z', lighter(main, 0.08)) +
    line('M60 52Q74 46 86 52M72 64Q86 60 100 66M92 44Q102 46 106 52', '#F9E6DC', 2.6) +
    oval(60, 64, 7, 5.5, '#F5EBDC') +
    oval(60, 64, 3, 2.2, '#E2B9A4'),
  belly: ({ main }) =>
    onTray(
      [0, 1, 2]
        .map((index) => {
          const y = 36 + index * 13
          return (
            rect(40, y, 80, 12, lighter(main, 0.72), 4) +
            rect(40, y + 2, 80, 2.6, darker(main, 0.12), 1) +
            path(
              `M42 ${y + 7}Q60 ${y + 4} 80 ${y + 7}T118 ${y + 7}V${y + 10}Q100 ${y + 12} 80 ${y + 10}T42 ${y + 10}z`,
              darker(main, 0.06),
            )
          )
        })
        .join('') + moved(104, 78, sprig, 0.8),
    ),
  ribs: ({ main }) =>
    ground(46) +
    [44, 60, 76, 92, 108].map((x) => rib(x)).join('') +
    path('M38 40Q80 28 122 40L124 70Q80 84 36 70z', main) +
    path('M36 70L37 60Q80 74 123 60L124 70Q80 84 36 70z', darker(main, 0.18)) +
    line('M56 36V74M72 34V77M88 34V77M104 36V74', lighter(main, 0.5), 3) +
    line('M44 46Q48 52 46 60M64 44Q66 52 64 62M80 44Q82 54 80 64M96 44Q98 54 96 62', lighter(main, 0.3), 2),
  mince: ({ main }) =>
    onTray(
      rect(40, 38, 80, 34, darker(main, 0.16), 8) +
        [40, 48, 56, 64]
          .map((y, row) =>
            line(
              `M${46 + (row % 2) * 4} ${y + 2}q4-5 8 0t8 0 8 0 8 0 8 0 8 0 8 0`,
              row % 2 ? lighter(main, 0.28) : lighter(main, 0.05),
              5,
            ),
          )
          .join('') +
        moved(106, 46, sprig, 0.8),
    ),
  steak: ({ main }) =>
    ground(46) +
    path(
      'M36 58C34 36 56 18 82 20 108 20 128 34 126 54 124 66 110 66 104 74 96 86 76 90 60 84 46 80 37 72 36 58z',
      '#FBEBDD',
    ) +
    path(
      'M43 58C42 40 60 26 82 27 104 27 120 38 119 52 117 60 104 60 98 68 90 79 76 82 63 77 51 74 44 68 43 58z',
      darker(main, 0.12),
    ) +
    path('M43 58C42 40 60 26 82 27 104 27 118 36 119 48 96 34 62 40 44 64 43 62 43 60 43 58z', lighter(main, 0.12)) +
    line('M58 54Q66 46 78 48M70 66Q80 58 92 60M84 36Q94 38 98 46M56 66Q60 70 66 70', '#FBD9CB', 2.4) +
    path('M96 40C104 36 112 42 108 48 103 52 94 48 96 40z', '#FBEBDD'),
  skewers: ({ main }) =>
    ground(44) +
    [30, 50, 70]
      .map(
        (y) =>
          line(`M26 ${y + 6}L134 ${y - 4}`, '#C99A55', 3) +
          [46, 64, 82, 100]
            .map((x, index) =>
              turned(
                -5,
                x,
                y,
                rect(x - 7, y - 7, 15, 15, index % 2 ? darker(main, 0.12) : lighter(main, 0.12), 4) +
                  rect(x - 4, y - 5, 4, 8, lighter(main, 0.5), 2),
              ),
            )
            .join(''),
      )
      .join(''),
}

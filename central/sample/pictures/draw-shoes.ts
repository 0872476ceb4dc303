import type { Drawing } from './drawing.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect } from './shapes.ts'
import { cloth } from './surfaces.ts'

/** A pair: the far shoe a little up and back, the near one before it. Each points to the right about 0,0. */
function pair(near: (colour: string) => string, colour: string, rise = 20): string {
  return (
    ground(54) + moved(92, 56 - rise / 2, near(darker(colour, 0.1)), 0.92) + moved(70, 56 + rise / 2 - 2, near(colour))
  )
}

const sole = (colour: string, from: number, to: number, y: number, thick: number): string =>
  rect(from, y, to - from, thick, colour, thick / 2)

export const shoeDrawings: Readonly<Record<string, Drawing>> = {
  lowHeel: ({ main }) =>
    pair(
      (colour) =>
        path('M-40 8H-26L-28 24H-38z', darker(colour, 0.45)) +
        path('M-28 16Q-10 22 6 20 24 18 44 20L44 24H4Q-14 26-28 20z', darker(colour, 0.5)) +
        cloth(
          'M-41-12C-30-16-24-12-20-4-10 6 4 6 14 0 26-4 42 4 46 18 30 22 12 20 0 20-16 20-28 18-40 14-43 6-44-6-41-12z',
          colour,
        ) +
        path('M-36-9C-28-12-24-9-20-2-10 8 4 9 14 3 4 14-20 12-32 2z', darker(colour, 0.5)) +
        faded(0.35, line('M24 5Q34 6 39 13', '#fff', 3)) +
        path('M12 2C18-2 24 0 24 5 20 8 14 7 12 2z', tone.gold),
      main,
    ),
  pump: ({ main }) =>
    pair(
      (colour) =>
        path('M-42-8L-32-4-34 26H-38z', darker(colour, 0.4)) +
        cloth(
          'M-44-26C-36-28-32-22-28-14-18 4-2 10 12 8 26 8 44 14 48 22 36 26 16 26 4 24-14 18-26 6-36 0-44-4-46-18-44-26z',
          colour,
        ) +
        path('M-41-23C-36-23-33-19-30-13-20 5-4 12 12 10-2 18-24 8-34-6z', darker(colour, 0.5)) +
        path('M48 22C36 26 16 26 4 24L6 27H46z', darker(colour, 0.5)) +
        faded(0.4, line('M22 12Q34 13 41 19', '#fff', 3)),
      main,
    ),
  laceUp: ({ main }) =>
    pair(
      (colour) =>
        path('M-42 18H-22V27H-42zM-22 18H46V23Q20 28-22 24z', darker(colour, 0.55)) +
        cloth(
          'M-42-14C-34-20-22-18-18-14-12-10-4-10 4-6 14 0 28 0 38 4 46 8 48 14 46 20H-42C-45 10-44-6-42-14z',
          colour,
        ) +
        path('M26 1C34 2 42 6 45 11 46 14 47 17 46 20H28Q22 8 26 1z', darker(colour, 0.18)) +
        line('M-42 8Q-30 4-24 8L-8 20', darker(colour, 0.3), 1.6) +
        line('M-13-9L-1-1M-15-4L-4 4M-17 1L-8 8M-1-9L-13-1M3-4L-10 4', tone.cream, 1.8) +
        path('M-36-15C-28-18-21-16-18-13L-22-8Q-30-6-36-10z', darker(colour, 0.5)),
      main,
    ),
  flat: ({ main }) =>
    pair(
      (colour) =>
        path('M-42 16Q0 24 46 20V24Q0 28-42 22z', darker(colour, 0.45)) +
        cloth('M-44 0C-36-6-30-2-24 4-12 12 4 12 14 6 28-2 44 8 46 20 20 24-20 22-42 18-45 12-46 4-44 0z', colour) +
        path('M-40 2C-34-1-30 1-25 6-12 14 4 14 14 9 4 20-26 18-37 8z', darker(colour, 0.5)) +
        path('M18 6C10 0 8 10 12 12L18 9 26 12C30 8 26 0 18 6z', lighter(colour, 0.4)) +
        disc(18.5, 8, 2.5, lighter(colour, 0.65)),
      main,
    ),
  loafer: ({ main }) =>
    pair(
      (colour) =>
        sole(darker(colour, 0.55), -44, 47, 17, 7) +
        cloth('M-43-8C-36-14-26-12-20-6-12-4-6-8 2-8 14-6 22 0 32 2 42 4 48 12 46 19H-42C-46 10-46-2-43-8z', colour) +
        path('M-39-6C-33-11-26-9-21-4L-4-6-10 2Q-28 6-38 1z', darker(colour, 0.5)) +
        cloth('M-8 0L6-7 16-2 4 8z', lighter(colour, 0.16)) +
        line('M2 10Q18 2 30 4', darker(colour, 0.3), 1.8) +
        faded(0.35, line('M32 7Q40 9 42 14', '#fff', 2.6)),
      main,
    ),
  sneaker: ({ main, second }) =>
    pair(
      (colour) =>
        cloth('M-42 14H46C50 16 50 26 44 27H-40C-45 26-45 18-42 14z', tone.white) +
        cloth(
          'M-42-16C-36-22-26-20-20-16-16-12-12-14-8-16L2-10C12-2 24-2 36 2 44 5 47 10 47 16H-42C-46 6-46-8-42-16z',
          colour,
        ) +
        path('M26-1C36 1 46 6 47 16H30Q22 8 26-1z', isPale(colour) ? '#D9E2E6' : lighter(colour, 0.7)) +
        path('M-42-4C-34-2-30 8-28 16H-42C-45 8-44 0-42-4z', isPale(colour) ? '#5B87B8' : darker(colour, 0.3)) +
        path('M-26 12C-16 12-4 4 0-4L8 0C4 8-10 16-26 12z', isPale(colour) ? '#5B87B8' : second) +
        line('M-10-12L0-7M-6-15L4-10', darker(colour, 0.4), 2) +
        line('M-38 21H44', '#CFD5D8', 1.8) +
        path('M-37-17C-30-20-24-17-20-13L-24-8Q-32-8-38-11z', darker(colour, 0.45)),
      main,
    ),
  canvasShoe: ({ main, second }) =>
    pair(
      (colour) =>
        cloth('M-42 14H46C49 16 49 26 44 26H-41C-45 26-45 16-42 14z', second) +
        cloth('M-42-12C-34-16-26-14-20-10L-2-10C8-2 20-2 30 0 36 2 40 6 40 14H-42C-44 4-44-6-42-12z', colour) +
        cloth('M28 0C42 0 48 6 47 15H26Q24 6 28 0z', second) +
        line('M-6-7L6-1M-10-3L3 4M-14 1L-1 8', second, 2.4) +
        line('M-41 21H46', tone.red, 2) +
        path('M-38-11C-31-14-25-12-21-8L-8-8-14-3Q-30-2-38-6z', darker(colour, 0.5)),
      main,
    ),
  hikingShoe: ({ main, second }) =>
    pair(
      (colour) =>
        path(
          'M-44 14H48L46 26H40L37 23 33 26H26L23 23 19 26H12L9 23 5 26H-2L-5 23-9 26H-16L-19 23-23 26H-30L-33 23-37 26H-44z',
          '#3A3632',
        ) +
        cloth(
          'M-42-26C-34-30-20-28-14-24-12-14-4-10 6-8 18-4 28-4 38 0 46 4 48 10 47 16H-43C-46 4-45-18-42-26z',
          colour,
        ) +
        path('M24-3C36-2 47 4 47 16H-43V8C-20 8 10 10 24-3z', darker(colour, 0.3)) +
        line('M-16-22L-4-18M-14-15L-1-12M-9-8L5-6', second, 3) +
        line('M-4-18L-14-15M-1-12L-9-8', second, 2) +
        path('M-44-28C-34-33-20-31-13-26L-15-20C-22-24-34-25-43-22z', second) +
        path('M-42 0C-36 0-32 6-32 12H-43z', second),
      main,
    ),
  sandal: ({ main }) => {
    const outline =
      'M0-40C13-40 16-28 14-18 12-8 9 2 11 14 13 28 9 38 0 38S-12 28-10 14C-9 2-15-8-15-20-15-32-9-40 0-40z'
    const one =
      path(outline, '#8A5F36') +
      path(
        'M0-37C10-37 13-27 11-18 9-8 6 2 8 14 10 26 7 35 0 35S-9 26-7 14C-6 2-12-8-12-20-12-30-8-37 0-37z',
        '#DDB98A',
      ) +
      cloth('M-16-26Q0-38 15-24L13-14Q0-26-15-14z', main) +
      cloth('M-14-10Q0-20 12-8L11-1Q0-11-11-1z', main) +
      line('M-10 16Q0 6 11 16', darker(main, 0.1), 5) +
      rect(7, 11, 7, 7, tone.gold, 1)
    return ground(36) + moved(61, 48, one) + `<g transform="matrix(-1 0 0 1 99 48)">${one}</g>`
  },
  slipper: ({ main, second }) =>
    pair(
      (colour) =>
        cloth('M-44 12C-30 8 20 8 46 12 48 20 46 24 40 24H-38C-46 24-46 16-44 12z', second) +
        path('M-45 18H47C47 22 45 24 40 24H-38C-43 24-45 22-45 18z', darker(second, 0.2)) +
        cloth('M-6 14C-2-8 14-14 28-8 40-4 46 4 46 15 30 18 8 18-6 14z', colour) +
        faded(0.4, line('M10-3Q22-8 32 0', '#fff', 3)) +
        [
          [10, 8],
          [22, 4],
          [34, 9],
        ]
          .map(([x = 0, y = 0]) => disc(x, y, 2.6, lighter(colour, 0.6)))
          .join(''),
      main,
    ),
  ankleBoot: ({ main }) =>
    pair(
      (colour) =>
        path('M-34 16H-16L-18 28H-32zM-16 18H46V24Q20 28-14 22z', darker(colour, 0.55)) +
        cloth('M-36-34H-4C-4-18-2-8 10-2 26 2 44 4 46 19 20 22-10 20-35 18-40 0-38-20-36-34z', colour) +
        path('M-26-34H-14V-10L-20-4-26-10z', darker(colour, 0.28)) +
        path('M-36-34H-4V-29H-37z', lighter(colour, 0.2)) +
        faded(0.35, line('M22 4Q34 6 40 13', '#fff', 3)) +
        line('M-36 6Q-20 4-12 14', darker(colour, 0.3), 1.6),
      main,
    ),
  longBoot: ({ main }) => {
    const boot = (colour: string): string =>
      path('M-24 34H-8L-10 43H-22zM-8 36H32V41Q12 44-6 39z', darker(colour, 0.55)) +
      cloth('M-25-42H5C7-20 4 0 4 14 10 22 32 22 33 37 16 39-4 38-24 36-28 10-27-22-25-42z', colour) +
      path('M-4-42H5C7-20 4 0 4 14 8 20 18 22 25 26 10 26-6 24-8 14z', darker(colour, 0.18)) +
      path('M-26-42H5V-36H-26z', lighter(colour, 0.2)) +
      line('M-25 12Q-12 8 0 14', darker(colour, 0.35), 3) +
      rect(-10, 8, 6, 6, tone.gold, 1)
    return ground(40) + moved(97, 47, boot(darker(main, 0.1)), 0.86) + moved(67, 48, boot(main), 0.92)
  },
  rainBoot: ({ main }) => {
    const boot = (colour: string): string =>
      cloth('M-26-36H8C8-16 6 0 8 8 16 14 32 14 34 30H-26C-28 8-28-16-26-36z', colour) +
      path('M-2-36H8C8-16 6 0 8 8 14 12 24 14 30 20 14 18-4 16-4 6z', darker(colour, 0.13)) +
      rect(-29, 30, 65, 8, darker(colour, 0.45), 3) +
      rect(-28, -38, 38, 8, darker(colour, 0.25), 3) +
      faded(0.5, rect(-20, -24, 4.5, 34, '#fff', 2.2))
    const drop = path('M0-5C2-2 3 0 3 2A3 3 0 0 1-3 2C-3 0-2-2 0-5z', '#4F9ED0')
    return (
      ground(44) +
      moved(100, 48, boot(darker(main, 0.1)), 0.92) +
      moved(64, 50, boot(main)) +
      moved(34, 20, drop, 1.2) +
      moved(132, 26, drop, 1.2) +
      moved(122, 12, drop)
    )
  },
  winterShoe: ({ main, second }) =>
    pair(
      (colour) =>
        sole('#4A4540', -44, 47, 17, 9) +
        cloth('M-40-16C-30-22-16-20-12-14-6-8 6-8 18-4 34-2 46 6 46 19H-42C-45 4-44-10-40-16z', colour) +
        line('M-12-14Q4-8 30 0M-42 2Q-20 2-6 18M10-6Q6 6 10 18', darker(colour, 0.24), 1.8) +
        [
          [-40, -18],
          [-33, -22],
          [-25, -23],
          [-17, -20],
          [-11, -15],
        ]
          .map(([x = 0, y = 0]) => disc(x, y, 5.5, second))
          .join('') +
        path('M16-4C24 4 24 12 22 19H46C46 6 34-2 16-4z', darker(colour, 0.2)),
      main,
    ),
  rubberShoe: ({ main }) =>
    pair(
      (colour) =>
        cloth(
          'M-44-4C-34-8-28 0-20 6-8 12 6 10 18 2 26-4 34-14 44-12 46-10 40-6 40 0 44 8 48 16 44 22H-40C-46 16-48 2-44-4z',
          colour,
        ) +
        path('M-40-1C-34-3-28 3-21 8-8 14 6 12 18 6 6 20-26 20-37 8z', darker(colour, isPale(colour) ? 0.2 : 0.4)) +
        path('M40 0C44 8 48 16 44 22H20Q38 16 40 0z', darker(colour, 0.1)) +
        line('M-42 17H44', darker(colour, 0.16), 1.8) +
        line('M24 8Q28 4 34 2', isPale(colour) ? '#D64F7C' : '#fff', 2.2),
      main,
    ),
  polishTin: ({ main, second }) =>
    ground(46) +
    path('M36 52V72C36 80 54 85 76 85S116 80 116 72V52z', darker(main, 0.2)) +
    oval(76, 50, 40, 15, second) +
    oval(76, 48, 40, 15, main) +
    oval(76, 48, 32, 11, lighter(main, 0.14)) +
    `<ellipse cx="76" cy="48" rx="32" ry="11" fill="none" stroke="${second}" stroke-width="2"/>` +
    moved(74, 47, path('M-20 2C-12-4-6 2 0 0 8-4 18 0 20 5H-20z', second)) +
    path('M104 78L132 62 138 72 110 88z', '#F4C93B') +
    path('M110 88L138 72V76L112 90z', '#D09A1E'),
  insoles: ({ main, second }) => {
    const one =
      cloth(
        'M0-38C12-38 15-26 13-14 11-4 8 4 10 16 12 28 8 36 0 36S-11 28-9 16C-8 4-15-8-14-20-13-32-8-38 0-38z',
        main,
      ) +
      path('M0 8C6 8 9 16 9 22 9 30 5 34 0 34S-8 30-8 22C-8 16-5 8 0 8z', second) +
      [
        [-4, -26],
        [4, -26],
        [-4, -16],
        [4, -16],
        [0, -6],
      ]
        .map(([x = 0, y = 0]) => disc(x, y, 1.5, darker(main, 0.25)))
        .join('')
    return ground(34) + moved(60, 48, one, 1.05) + `<g transform="matrix(-1.05 0 0 1.05 100 48)">${one}</g>`
  },
  shoeBrush: ({ main, second }) =>
    ground(48) +
    [38, 46, 54, 62, 70, 78, 86, 94, 102, 110, 118]
      .map((x) => line(`M${x} 58L${x + (x - 78) * 0.05} 84`, second, 6))
      .join('') +
    path('M30 44C34 30 60 28 80 28S126 30 130 44C130 54 124 60 116 60H44C36 60 30 54 30 44z', main) +
    path('M30 46C36 56 124 56 130 46 130 54 124 60 116 60H44C36 60 30 54 30 46z', darker(main, 0.25)) +
    line('M48 38Q80 32 112 38', lighter(main, 0.4), 2.6),
}

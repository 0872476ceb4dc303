import type { Drawing } from './drawing.ts'
import { fold } from './garment.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, turned } from './shapes.ts'
import { cloth } from './surfaces.ts'

const sock = 'M-10-34H10V4C10 12 24 14 24 24 24 32 10 32 2 30-8 28-12 20-11 10z'

export const smallWearDrawings: Readonly<Record<string, Drawing>> = {
  scarf: ({ main, second }) =>
    ground(34) +
    cloth('M56 40L70 44 66 84H46z', darker(main, 0.08)) +
    cloth('M92 44L106 40 112 72H90z', main) +
    line('M47 74H66M48 66L67 66', second, 3.5) +
    line('M92 62L110 61M91 68H111', second, 3.5) +
    line('M48 84L47 91M54 84V91M60 84V91M66 84L67 91M92 72V79M98 72V79M104 72V79M110 72L111 79', main, 2) +
    cloth('M44 28C44 14 62 10 80 10S116 14 116 28C116 46 98 54 80 54S44 46 44 28z', main) +
    path('M56 27C56 20 68 18 80 18S104 20 104 27C104 35 92 38 80 38S56 35 56 27z', darker(main, 0.3)) +
    line('M50 36Q58 46 70 49M98 47Q108 42 112 34', second, 3.5) +
    fold('M46 32Q60 46 80 46T114 32', main, 1.8),
  headscarf: ({ main, second }) =>
    ground(40) +
    cloth('M80 10L128 58 80 88 32 58z', main) +
    fold('M80 10V88M32 58Q80 50 128 58', main, 1.2) +
    `<path d="M80 19L116 57 80 79 44 57z" fill="none" stroke="${second}" stroke-width="3"/>` +
    [
      [80, 44, 1.4],
      [64, 52, 1],
      [96, 52, 1],
      [80, 64, 1],
      [80, 28, 0.8],
    ]
      .map(([x = 0, y = 0, size = 1]) =>
        moved(
          x,
          y,
          [0, 72, 144, 216, 288]
            .map((angle) => turned(angle, 0, 0, oval(0, -4, 2.4, 3.2, lighter(main, 0.65))))
            .join('') + disc(0, 0, 2, second),
          size,
        ),
      )
      .join('') +
    path('M80 88L72 80 80 79 88 80z', darker(main, 0.2)),
  gloves: ({ main, second }) => {
    const one =
      cloth(
        'M-16 34V6C-24-2-30-10-26-14-22-18-16-10-13-6L-14-28C-14-34-7-34-6-28L-5-34C-4-40 3-40 4-34L5-29C7-34 13-33 13-27L12-18C15-22 20-20 19-15L16 34z',
        main,
      ) +
      fold('M-6-26V-10M4-30V-10M12-18L10-8', main) +
      rect(-18, 26, 36, 14, darker(main, 0.14), 4) +
      line('M-14 8H14', second, 3) +
      line('M-12 14L-6 20 0 14 6 20 12 14', second, 2)
    return (
      ground(42) +
      turned(-8, 56, 48, moved(56, 47, one)) +
      turned(8, 106, 48, `<g transform="matrix(-1 0 0 1 106 47)">${one}</g>`)
    )
  },
  woolHat: ({ main, second }) =>
    ground(38) +
    cloth('M44 64C42 34 60 22 80 22S118 34 116 64z', main) +
    path('M100 27C112 34 117 46 116 64H102C106 48 106 36 100 27z', darker(main, 0.14)) +
    line('M46 50Q80 42 114 50', second, 4) +
    line('M52 42L58 35 64 40 70 33 76 38 80 32 84 38 90 33 96 40 102 35 108 42', second, 2) +
    cloth('M40 62Q80 52 120 62V80Q80 90 40 80z', lighter(main, 0.2)) +
    fold('M50 61V80M60 60V82M70 59V83M80 58V84M90 59V83M100 60V82M110 61V80', main, 1.8) +
    disc(80, 17, 11, second) +
    line('M72 12L76 16M80 8V13M88 12L84 16M72 22L76 19M88 22L84 19M80 27V22', darker(second, 0.2), 1.6),
  sunHat: ({ main }) =>
    ground(50) +
    oval(80, 66, 58, 18, darker(main, 0.12)) +
    `<ellipse cx="80" cy="63" rx="58" ry="18" fill="${main}" stroke="${darker(main, 0.22)}" stroke-width="1.2"/>` +
    fold('M34 58Q80 78 126 58M28 66Q80 92 132 66', main, 1.2) +
    cloth('M50 60C50 32 62 20 80 20S110 32 110 60C102 70 58 70 50 60z', lighter(main, 0.12)) +
    path('M98 26C107 34 110 46 110 60 106 64 102 66 98 67 104 50 104 38 98 26z', darker(main, 0.1)) +
    path('M50 56C60 66 100 66 110 56V62C100 72 60 72 50 62z', tone.red) +
    path('M106 62L122 74 112 76 114 84 102 66z', darker(tone.red, 0.12)) +
    fold('M62 34Q80 40 98 34M56 46Q80 54 104 46', main, 1.2),
  socks: ({ main, second }) => {
    const edge = isPale(main) ? '#7FA6C9' : second
    const one = (shade: number): string =>
      cloth(sock, darker(main, shade)) +
      path(
        'M2 30C-8 28-12 20-11 12-4 14 2 20 2 30zM24 24C24 32 16 32 12 31.5 14 26 16 20 20 17 22 19 24 21 24 24z',
        edge,
      ) +
      line('M-10-28H10M-10-22H10', edge, 3)
    return ground(46) + moved(50, 50, one(0.1)) + moved(78, 50, one(0.05)) + moved(106, 50, one(0))
  },
  stockings: ({ main }) => {
    const leg = 'M-10-38H10C12-18 8-2 7 14 8 22 22 24 26 32 26 38 8 38-4 36-9 34-8 26-7 14-8-2-14-18-10-38z'
    const one = (shade: number): string =>
      faded(0.92, cloth(leg, darker(main, shade))) +
      path('M-10-38H10L10.5-31H-10.500z', darker(main, 0.3)) +
      path('M26 32C26 38 18 38 14 37.5 15 33 17 30 20 28 23 29 25 30 26 32z', darker(main, 0.2)) +
      faded(0.35, line('M-3-24Q-4 0-2 20', '#fff', 2.4))
    return ground(38) + moved(62, 50, one(0.08)) + moved(94, 50, one(0))
  },
}

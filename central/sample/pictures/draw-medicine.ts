import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, turned } from './shapes.ts'

const gleam = (x: number, y: number, height: number): string => faded(0.45, rect(x, y, 3.5, height, '#fff', 1.7))

/** A sheet of tablets, each in its bubble, about 0,0. */
function tabletSheet(foil: string, tablet: string): string {
  const spots = [-24, -8, 8, 24].flatMap((x) => [-8, 8].map((y) => [x, y] as const))
  return (
    rect(-34, -18, 68, 36, foil, 4) +
    rect(-34, 12, 68, 6, darker(foil, 0.1), 3) +
    spots
      .map(
        ([x, y]) => disc(x, y, 6, lighter(foil, 0.5)) + disc(x, y, 4.5, tablet) + disc(x - 1.5, y - 1.5, 1.3, '#fff'),
      )
      .join('')
  )
}

export const medicineDrawings: Readonly<Record<string, Drawing>> = {
  pillBottle: ({ main, second, motif }) =>
    ground(36) +
    rect(58, 12, 44, 16, isPale(second) ? '#E2DACA' : second, 4) +
    line('M64 15V25M71 15V25M78 15V25M85 15V25M92 15V25', darker(isPale(second) ? '#E2DACA' : second, 0.2), 1.8) +
    path('M56 38Q56 30 64 30H96Q104 30 104 38V82Q104 88 98 88H62Q56 88 56 82z', main) +
    path('M94 30H96Q104 30 104 38V82Q104 88 98 88H91Q98 60 94 30z', darker(main, 0.2)) +
    rect(56, 43, 48, 33, tone.white) +
    rect(56, 43, 48, 4, second) +
    motifAt(motif, 78, 61, 11.5) +
    path('M97 43H104V76H95z', darker(tone.white, 0.08)) +
    gleam(60, 33, 8) +
    oval(114, 84, 7, 4, main) +
    oval(114, 83, 7, 3.5, lighter(main, 0.4)) +
    oval(126, 86, 7, 4, lighter(main, 0.2)) +
    oval(126, 85, 7, 3.5, lighter(main, 0.55)),
  tabletBox: ({ main, second, motif }) =>
    ground(50) +
    moved(102, 70, turned(8, 0, 0, tabletSheet('#D3DADF', isPale(main) ? darker(main, 0.1) : lighter(main, 0.25)))) +
    path('M28 28L38 20H112L104 28z', lighter(main, 0.35)) +
    rect(28, 28, 76, 44, tone.white, 2) +
    path('M104 28L112 20V64L104 72z', darker(main, 0.25)) +
    path('M28 30A2 2 0 0 1 30 28H52V72H30A2 2 0 0 1 28 70z', main) +
    disc(40, 50, 10, isPale(second) ? tone.white : second) +
    motifAt(motif, 40, 50, 7.5) +
    line('M60 40H94', main, 4) +
    line('M60 50H88M60 58H80', '#C3C9CE', 2.6),
  blister: ({ main }) =>
    ground(44) +
    moved(72, 38, turned(-14, 0, 0, tabletSheet('#D3DADF', main)), 1.05) +
    moved(88, 64, turned(8, 0, 0, tabletSheet('#E1E6EA', darker(main, 0.12))), 1.1),
  syrup: ({ main, second, motif }) =>
    ground(34) +
    rect(62, 10, 28, 14, '#E2DACA', 3) +
    line('M68 13V21M74 13V21M80 13V21M86 13V21', '#B9AF9B', 1.8) +
    path('M66 24H86V32C98 34 102 40 102 48V82Q102 88 96 88H56Q50 88 50 82V48C50 40 54 34 66 32z', main) +
    path('M90 34Q102 38 102 48V82Q102 88 96 88H89Q97 60 90 34z', darker(main, 0.2)) +
    rect(50, 50, 46, 28, tone.white, 2) +
    rect(50, 50, 46, 5, second === '#FBFAF6' ? lighter(main, 0.4) : second) +
    motifAt(motif, 73, 66, 9.5) +
    gleam(55, 38, 9) +
    path('M108 70H128L125 88H111z', '#EEF4F5') +
    path('M109.5 77H126.500L125 88H111z', main) +
    line('M112 74H118', darker(main, 0.2), 1.2),
  lozengeTin: ({ main, second }) => {
    const drop = path('M-9 0L-4-6H6L10 0 6 6H-4z', second) + path('M-4-2L0-4 5-2 4 2H-2z', lighter(second, 0.5))
    return (
      ground(48) +
      path('M34 40L48 26H120L126 40z', darker(main, 0.12)) +
      path('M38 38L50 28H117L121 38z', lighter(main, 0.35)) +
      rect(30, 46, 100, 40, main, 8) +
      path('M118 46H122A8 8 0 0 1 130 54V78A8 8 0 0 1 122 86H112Q120 66 118 46z', darker(main, 0.2)) +
      rect(30, 40, 100, 12, darker(main, 0.3), 5) +
      [46, 64, 82, 100, 116]
        .map((x, index) => moved(x, 42 - (index % 2) * 4, turned(index * 40, 0, 0, drop), 0.8))
        .join('') +
      rect(46, 58, 66, 20, tone.cream, 10) +
      motifAt('leaf', 66, 68, 7) +
      motifAt('honey', 91, 68, 7)
    )
  },
  sachets: ({ main, second }) => {
    const stick = (x: number, angle: number, shade: number): string =>
      turned(
        angle,
        x,
        88,
        rect(x - 8, 18, 16, 68, darker(main, shade), 1.5) +
          rect(x - 8, 18, 16, 5, darker(main, shade + 0.2)) +
          rect(x - 8, 40, 16, 24, isPale(second) ? tone.white : second) +
          disc(x, 52, 4, darker(main, 0.1)) +
          line(`M${x - 5} 22V36`, lighter(main, 0.5), 1.8),
      )
    return (
      ground(42) +
      stick(58, -16, 0.1) +
      stick(102, 16, 0.1) +
      stick(70, -6, 0.04) +
      stick(90, 6, 0.04) +
      path('M44 62H116L112 88H48z', tone.white) +
      path('M106 62H116L112 88H102z', tone.paperEdge) +
      rect(45, 66, 70, 7, main) +
      line('M56 80H96', '#C3C9CE', 2.6)
    )
  },
  goldPill: ({ main, second }) =>
    ground(48) +
    path('M26 54L38 36H94L84 54z', darker(main, 0.25)) +
    path('M36 50L44 40H86L80 50z', '#F6E8C6') +
    rect(26, 54, 60, 32, main, 3) +
    rect(26, 60, 60, 3, second) +
    rect(26, 78, 60, 3, second) +
    path('M50 66H62V76H50z', second) +
    disc(104, 66, 20, darker(second, 0.06)) +
    path('M118 52A20 20 0 0 1 92 82 26 26 0 0 0 118 52z', darker(second, 0.22)) +
    faded(0.6, oval(97, 57, 5, 3.5, '#fff')) +
    line('M96 68Q104 74 112 68', lighter(second, 0.4), 2),
  herbPills: ({ main, second }) => {
    const spots = [
      [62, 26],
      [74, 21],
      [87, 22],
      [98, 27],
      [68, 33],
      [81, 30],
      [93, 34],
      [56, 34],
      [104, 36],
      [76, 38],
    ]
    return (
      ground(36) +
      spots.map(([x = 0, y = 0]) => disc(x, y, 7, main) + disc(x - 2, y - 2, 1.8, '#7A808A')).join('') +
      path('M44 40H116C116 66 110 88 96 88H64C50 88 44 66 44 40z', '#F3EDE0') +
      path('M104 40H116C116 66 110 88 96 88H86C100 80 106 60 104 40z', '#D9CFBC') +
      rect(42, 36, 76, 8, '#FBF7EC', 4) +
      path('M66 52H94V76H66z', second) +
      line('M72 58H88M80 58V71M74 71H86', tone.cream, 2.8)
    )
  },
  medicineCrock: ({ main, second }) =>
    ground(36) +
    path('M50 38H110C120 52 120 74 106 88H54C40 74 40 52 50 38z', main) +
    path('M100 38H110C120 52 120 74 106 88H94C110 74 110 54 100 38z', darker(main, 0.28)) +
    path('M46 38C46 22 62 18 80 18S114 22 114 38Q80 46 46 38z', '#E9DDC2') +
    path('M102 22C110 26 114 30 114 38Q108 40 102 41z', '#CDBD9A') +
    line('M46 37Q80 46 114 37', tone.red, 4) +
    path('M80 41L70 58 76 58 80 46 84 58 90 58z', tone.red) +
    disc(78, 70, 12, second) +
    line('M72 67H84M78 63V77M73 73H83', darker(main, 0.2), 2.2),
  extractJar: ({ main, second, motif }) =>
    ground(30) +
    path('M56 40C48 48 48 60 50 70 52 82 56 88 62 88H98C104 88 108 82 110 70 112 60 112 48 104 40z', '#4A3226') +
    path('M96 40H104C112 48 112 60 110 70 108 82 104 88 98 88H90C102 74 104 56 96 40z', '#33221A') +
    rect(54, 18, 52, 22, second, 4) +
    rect(54, 33, 52, 7, darker(second, 0.18), 2) +
    path('M51 52H109Q110 64 107 76H53Q50 64 51 52z', main) +
    disc(80, 64, 11.5, tone.cream) +
    motifAt(motif, 80, 64, 9) +
    gleam(58, 44, 6),
  ginsengRoot: ({ main }) => {
    const root =
      path(
        'M-5-32C2-36 8-32 8-24 12-12 10-2 6 6 10 18 18 26 20 38 14 32 6 24 2 14-2 24-10 32-18 38-16 26-8 16-6 6-12-4-14-14-8-22z',
        lighter(main, 0.4),
      ) +
      path('M8-24C12-12 10-2 6 6 10 18 18 26 20 38 14 32 6 24 2 14 4 0 6-14 4-32 7-30 8-28 8-24z', darker(main, 0.02)) +
      line('M-6-18H2M-8-8H0M-4 0H5M9-8Q18-4 24-8M-8-2Q-18 2-22 10', darker(main, 0.2), 1.8) +
      line('M0-32Q-2-40-8-42M2-33Q6-40 4-45M4-32Q12-38 16-38', tone.leafDark, 2.4)
    return (
      ground(44) +
      moved(54, 52, turned(-12, 0, 0, root)) +
      moved(106, 52, turned(12, 0, 0, root)) +
      moved(80, 49, root, 1.08) +
      path('M36 58Q80 66 124 58V65Q80 73 36 65z', tone.red)
    )
  },
  tonicBottles: ({ main, second }) => {
    const bottle = (shade: number): string =>
      rect(-7, -38, 14, 9, second, 2) +
      path('M-6-29H6V-22C12-18 13-14 13-8V32Q13 38 7 38H-7Q-13 38-13 32V-8C-13-14-12-18-6-22z', darker(main, shade)) +
      rect(-13, -4, 26, 26, tone.cream) +
      rect(-13, -4, 26, 4, tone.red) +
      path('M-7 10Q0 4 7 10 0 18-7 10z', tone.leafDark) +
      faded(0.35, rect(-9, -14, 3, 8, '#fff', 1.5))
    return ground(44) + moved(52, 50, bottle(0.2)) + moved(108, 50, bottle(0.2)) + moved(80, 50, bottle(0))
  },
  herbPack: ({ main, second }) =>
    ground(44) +
    path('M34 46Q80 34 126 46L122 84Q80 92 38 84z', main) +
    path('M114 43L126 46 122 84Q114 86 108 86.5 118 64 114 43z', darker(main, 0.18)) +
    path('M34 46L58 24H102L126 46Q80 56 34 46z', lighter(main, 0.4)) +
    line('M58 24L80 51 102 24', darker(main, 0.25), 1.6) +
    line('M36 64Q80 72 124 64M80 50V88', second, 3.4) +
    path('M80 64C70 54 60 58 64 66L80 68 96 66C100 58 90 54 80 64z', second) +
    motifAt('leaf', 56, 78, 6) +
    motifAt('ginseng', 104, 77, 7),
  antiseptic: ({ main, second, motif }) =>
    ground(26) +
    path('M72 8H88L90 18H70z', second) +
    rect(66, 18, 28, 9, darker(second, 0.2), 2) +
    path('M66 27H94C104 30 106 38 106 46V82Q106 88 100 88H60Q54 88 54 82V46C54 38 56 30 66 27z', darker(main, 0.05)) +
    path('M96 28C104 31 106 38 106 46V82Q106 88 100 88H93Q101 58 96 28z', tone.paperEdge) +
    rect(54, 46, 52, 30, second) +
    disc(79, 61, 12.5, tone.white) +
    motifAt(motif, 79, 61, 8.5),
}

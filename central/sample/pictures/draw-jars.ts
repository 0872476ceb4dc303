import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect } from './shapes.ts'

const shine = (x: number, y: number, height: number, width = 4): string =>
  faded(0.4, rect(x, y, width, height, '#fff', width / 2))

/** A glass jar with something in it; the lid is left to the drawing. */
function glassJar(content: string, inside: string): string {
  return (
    rect(48, 30, 64, 58, tone.glass, 10) +
    rect(51, 38, 58, 47, content, 7) +
    inside +
    path('M100 30H102A10 10 0 0 1 112 40V78A10 10 0 0 1 102 88H94Q103 82 103 72V30z', darker(content, 0.2)) +
    shine(54, 40, 34)
  )
}

function screwLid(colour: string): string {
  return (
    rect(50, 16, 60, 15, colour, 4) +
    path('M98 16H106A4 4 0 0 1 110 20V27A4 4 0 0 1 106 31H98z', darker(colour, 0.2)) +
    line('M58 20V27M66 20V27M74 20V27M82 20V27M90 20V27', darker(colour, 0.14), 1.6)
  )
}

const cabbageLeaves = (main: string, second: string): string =>
  path('M52 46C62 38 72 50 84 42 92 38 102 46 108 42V56C98 62 92 52 80 58 70 62 60 54 52 60z', lighter(main, 0.18)) +
  path('M56 44C60 40 66 42 68 48 64 52 58 50 56 44zM90 42C96 40 100 44 100 50 94 52 90 48 90 42z', second) +
  path('M52 66C60 60 70 70 82 64 92 60 100 68 108 64V74C98 80 90 72 78 76 68 80 60 74 52 78z', lighter(main, 0.24)) +
  path('M74 66C78 62 84 64 84 70 80 73 75 71 74 66z', '#FBE9C8')

/** A bottle's body and neck about x = 80. @param shoulder where it widens, @param half half its width. */
function bottleShape(top: number, neck: number, shoulder: number, half: number, colour: string): string {
  const left = 80 - half
  const right = 80 + half
  return (
    path(
      `M${80 - neck} ${top}H${80 + neck}V${shoulder - 12}C${80 + neck} ${shoulder - 4} ${right} ${shoulder - 2} ${right} ${shoulder + 8}V83A5 5 0 0 1 ${right - 5} 88H${left + 5}A5 5 0 0 1 ${left} 83V${shoulder + 8}C${left} ${shoulder - 2} ${80 - neck} ${shoulder - 4} ${80 - neck} ${shoulder - 12}z`,
      colour,
    ) +
    path(
      `M${right - 8} ${shoulder}Q${right} ${shoulder + 3} ${right} ${shoulder + 8}V83A5 5 0 0 1 ${right - 5} 88H${right - 9}Q${right - 6} ${shoulder + 16} ${right - 8} ${shoulder}z`,
      darker(colour, 0.22),
    )
  )
}

export const jarDrawings: Readonly<Record<string, Drawing>> = {
  jar: ({ main, second, motif }) =>
    ground(34) +
    glassJar(main, '') +
    screwLid(second) +
    rect(58, 48, 40, 28, tone.cream, 4) +
    motifAt(motif, 78, 62, 11),
  kimchiJar: ({ main, second }) => ground(34) + glassJar(main, cabbageLeaves(main, second)) + screwLid(second),
  cubeJar: ({ main, second }) => {
    const cubes = [
      [54, 44, 8],
      [68, 41, -10],
      [83, 45, 14],
      [57, 58, -12],
      [72, 56, 10],
      [86, 60, -8],
      [60, 71, 6],
      [76, 71, -14],
    ]
    const cube = isPale(second) && !isPale(main) ? lighter(main, 0.72) : tone.white
    return (
      ground(34) +
      glassJar(
        main,
        cubes
          .map(
            ([x = 0, y = 0, angle = 0]) =>
              `<g transform="rotate(${angle} ${x + 6} ${y + 6})">${rect(x, y, 13, 12, cube, 2)}${rect(x, y + 8, 13, 4, darker(cube, 0.1), 2)}</g>`,
          )
          .join(''),
      ) +
      screwLid(isPale(second) ? darker(second, 0.06) : second)
    )
  },
  kimchiTub: ({ main, second }) =>
    ground(46) +
    path('M34 34H126L120 84Q119 88 114 88H46Q41 88 40 84z', '#E9EFEF') +
    path('M38 44H122L117 82Q116 85 112 85H48Q44 85 43 82z', main) +
    path(
      'M42 50C54 42 66 56 80 48 94 42 106 54 118 48L116 64C104 70 94 58 80 66 66 70 56 60 44 66z',
      lighter(main, 0.2),
    ) +
    path(
      'M56 50C62 44 70 48 70 56 64 60 58 56 56 50zM92 50C98 46 106 48 106 56 98 60 92 56 92 50zM72 68C78 64 86 66 86 74 80 76 74 74 72 68z',
      second,
    ) +
    path('M110 34H126L120 84Q119 88 114 88H104Q112 64 110 34z', darker(main, 0.28)) +
    rect(28, 22, 104, 14, second, 5) +
    rect(28, 30, 104, 6, darker(second, 0.18), 3) +
    line('M52 22Q80 2 108 22', darker(second, 0.3), 4) +
    shine(46, 48, 26),
  pasteTub: ({ main, second, motif }) =>
    ground(40) +
    path('M42 32H118L114 83Q113 88 108 88H52Q47 88 46 83z', main) +
    path('M106 32H118L114 83Q113 88 108 88H98Q106 62 106 32z', darker(main, 0.16)) +
    rect(38, 22, 84, 12, second, 4) +
    rect(38, 29, 84, 5, darker(second, 0.2), 2.5) +
    oval(78, 60, 25, 17, tone.cream) +
    motifAt(motif, 78, 60, 12),
  crock: ({ main }) =>
    ground(34) +
    path('M56 30H104C120 42 122 70 106 88H54C38 70 40 42 56 30z', main) +
    path('M96 30H104C120 42 122 70 106 88H92C110 68 108 44 96 30z', darker(main, 0.28)) +
    line('M46 50Q80 60 114 50M45 64Q80 74 115 64', lighter(main, 0.2), 2) +
    path('M50 30C50 22 60 18 80 18S110 22 110 30z', lighter(main, 0.12)) +
    rect(72, 12, 16, 8, darker(main, 0.2), 4) +
    rect(48, 27, 64, 5, darker(main, 0.3), 2.5) +
    shine(54, 42, 24),
  sauceBottle: ({ main, second, motif }) =>
    ground(22) +
    bottleShape(18, 7, 40, 20, main) +
    rect(72, 10, 16, 12, second, 3) +
    rect(60, 50, 40, 28, tone.cream) +
    rect(60, 50, 40, 5, second) +
    rect(60, 73, 40, 5, second) +
    motifAt(motif, 80, 64, 8.5) +
    shine(64, 40, 8),
  oilBottle: ({ main, second, motif }) =>
    ground(28) +
    path('M74 16H92V26C92 32 104 34 104 44V83A5 5 0 0 1 99 88H59A5 5 0 0 1 54 83V46C54 34 72 34 74 24z', main) +
    path('M96 34Q104 38 104 44V83A5 5 0 0 1 99 88H92Q98 60 96 34z', darker(main, 0.18)) +
    line('M68 30Q54 22 50 40V50Q50 56 56 56', darker(main, 0.18), 5) +
    rect(72, 10, 22, 9, second, 3) +
    rect(58, 56, 38, 26, tone.white, 3) +
    motifAt(motif, 77, 69, 9) +
    shine(62, 42, 10),
  smallBottle: ({ main, second, motif }) =>
    ground(20) +
    bottleShape(22, 6, 46, 17, main) +
    rect(72, 12, 16, 14, second, 2) +
    rect(63, 56, 34, 24, tone.cream) +
    motifAt(motif, 80, 68, 8.5) +
    rect(70, 34, 20, 5, second) +
    shine(67, 48, 6, 3),
  honeyJar: ({ main }) =>
    ground(36) +
    path('M52 32H108L118 48V76L108 88H52L42 76V48z', lighter(main, 0.12)) +
    path('M96 32H108L118 48V76L108 88H94L104 76V48z', darker(main, 0.18)) +
    rect(50, 18, 60, 15, '#F6EFE0', 4) +
    rect(50, 27, 60, 6, '#DDD0B4', 3) +
    path('M80 44L96 53V71L80 80 64 71V53z', '#FFF1C9') +
    motifAt('honey', 80, 62, 11) +
    shine(49, 52, 22),
  shaker: ({ main, second }) =>
    ground(18) +
    rect(60, 34, 40, 54, tone.glass, 6) +
    rect(63, 48, 34, 37, main, 4) +
    path('M92 34H94A6 6 0 0 1 100 40V82A6 6 0 0 1 94 88H88Q94 84 94 78z', darker(main, 0.2)) +
    path('M60 34C60 18 68 14 80 14S100 18 100 34z', second) +
    [
      [72, 24],
      [80, 21],
      [88, 24],
      [76, 29],
      [84, 29],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.4, '#fff'))
      .join('') +
    rect(66, 54, 28, 20, tone.cream, 3) +
    [
      [74, 60],
      [82, 63],
      [78, 68],
      [87, 58],
      [88, 69],
      [71, 67],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.6, tone.ink))
      .join(''),
  can: ({ main, second, motif }) =>
    ground(34) +
    path('M48 28V80C48 86 62 89 80 89S112 86 112 80V28z', main) +
    path('M98 28H112V80C112 84 106 86.5 96 88 100 70 100 46 98 28z', darker(main, 0.2)) +
    path('M48 42Q80 50 112 42V72Q80 80 48 72z', second) +
    path('M99 45Q107 44 112 42V72Q107 74 99 75.5z', darker(second, 0.12)) +
    motifAt(motif, 78, 61, 12) +
    path('M48 80C48 86 62 89 80 89S112 86 112 80V76C112 82 98 85 80 85S48 82 48 76z', tone.steelDark) +
    oval(80, 27, 32, 8, tone.steelDark) +
    oval(80, 25, 32, 8, tone.steel) +
    oval(80, 25, 26, 5.5, '#E4E9EC') +
    oval(84, 25, 8, 2.4, tone.steelDark) +
    oval(85, 24.5, 4.5, 1.2, '#E4E9EC'),
  flatCan: ({ main, second, motif }) =>
    ground(48) +
    path('M30 50V68C30 80 52 88 80 88S130 80 130 68V50z', main) +
    path('M112 52H130V68C130 76 120 82 106 85.5 114 76 114 64 112 52z', darker(main, 0.2)) +
    path('M30 60C34 72 56 77 80 77S126 72 130 60V66C126 78 104 83 80 83S34 78 30 66z', second) +
    oval(80, 48, 50, 20, tone.steelDark) +
    oval(80, 45, 50, 20, tone.steel) +
    oval(80, 45, 43, 15.5, main) +
    oval(74, 45, 24, 10.5, tone.cream) +
    motifAt(motif, 74, 45, 9.5) +
    oval(113, 42, 6.5, 3.5, tone.steel) +
    oval(114, 42, 3.2, 1.5, tone.steelDark),
}

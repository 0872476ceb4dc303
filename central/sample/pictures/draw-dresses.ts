import type { Drawing } from './drawing.ts'
import { asSet, blossom, bodice, fold, legs, skirt } from './garment.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { bothSides, disc, faded, ground, line, moved, path, rect } from './shapes.ts'
import { cloth } from './surfaces.ts'

/** The jacket of a chima jeogori with its curved sleeves, white neck band and long ribbon. */
function jeogori(colour: string, ribbon: string, cuff: string): string {
  return (
    bothSides(
      cloth(
        'M61 17C48 20 36 34 28 50 32 60 42 61 48 58 54 52 60 46 62 40z',
        darker(colour, isPale(colour) ? 0.03 : 0.06),
      ) + cloth('M28 50C32 60 42 61 48 58L50 54C44 56 37 54 32 46z', cuff),
    ) +
    cloth('M70 13H90L100 17 103 44Q80 51 57 44L60 17z', colour) +
    path('M96 15L100 17 103 44Q98 46 92 47 98 32 96 15z', darker(colour, 0.1)) +
    line('M69 13Q72 26 84 40M91 13Q90 24 82 33', ribbon, 6) +
    line('M70 12Q73 24 82 33M90 12Q89 21 83 29', '#fff', 2.6) +
    path('M82 38C76 34 70 38 72 43L82 41 92 45C95 40 88 35 82 38z', ribbon) +
    path('M80 40L74 74 80 72 83 41zM83 40L86 66 92 63 86 40z', darker(ribbon, 0.1))
  )
}

function chima(colour: string): string {
  return (
    cloth('M59 44Q80 50 101 44C112 58 126 74 130 87Q80 95 30 87C34 74 48 58 59 44z', colour) +
    path('M94 46.500L101 44C112 58 126 74 130 87Q118 89.5 108 90.5 108 70 94 46.500z', darker(colour, 0.13)) +
    fold('M66 50Q54 68 48 88M73 50Q66 70 63 90M80 50V91M87 50Q94 70 97 90', colour, 1.8)
  )
}

export const dressDrawings: Readonly<Record<string, Drawing>> = {
  hanbok: ({ main, second }) =>
    ground(50, 80, 90) +
    chima(main) +
    jeogori(second, darker(main, isPale(main) ? 0.45 : 0.15), darker(main, isPale(main) ? 0.2 : 0.02)),
  hanbokFestive: ({ main, second }) => {
    const bands = ['#D2372D', '#F4C93B', '#2E6FBE', '#FBFAF6', '#3F9150']
    const sleeve = bothSides(
      bands
        .map((band, index) =>
          line(`M${54 - index * 5} ${24 + index * 5}L${60 - index * 3.6} ${44 + index * 3}`, band, 5),
        )
        .join(''),
    )
    const hem = [40, 56, 72, 88, 104, 120].map((x) => disc(x, 84.5, 2.6, tone.gold)).join('')
    return (
      ground(50, 80, 90) +
      chima(main) +
      line('M36 80Q80 88 124 80', tone.gold, 1.8) +
      hem +
      jeogori(second, darker(main, 0.2), tone.white) +
      sleeve
    )
  },
  hanbokSummer: ({ main, second }) => {
    const sprays = [
      [46, 80],
      [62, 84],
      [98, 84],
      [114, 80],
      [80, 86],
      [72, 72],
      [92, 70],
    ]
      .map(([x = 0, y = 0], index) => blossom(x, y, index % 2 ? '#E56A8E' : '#FFFDF6'))
      .join('')
    return ground(50, 80, 90) + chima(lighter(main, 0.15)) + sprays + jeogori(second, '#D64F7C', lighter(main, 0.2))
  },
  dress: ({ main, second }) =>
    ground(34) +
    skirt(main, 48, 86, 18, 35) +
    fold('M72 56Q64 72 60 88M80 56V90M88 56Q96 72 100 88', main) +
    bodice(main, { sleeve: 'short', hem: 50, half: 18, waist: 18 }) +
    bothSides(cloth('M66 17Q74 26 80 28 78 38 66 36 60 30 60 21z', second)) +
    bothSides(path('M37 44L51 50 53 46 39 40z', second)) +
    rect(61, 47, 38, 6, second, 1) +
    buttons(main),
  dressFloral: ({ main, second }) =>
    ground(38) +
    skirt(main, 46, 72, 18, 30) +
    cloth(
      'M50 72Q58 66 66 73 72 68 80 74 88 68 94 73 102 66 110 72L116 87Q108 93 98 88 90 94 80 89 70 94 62 88 52 93 44 87z',
      lighter(main, 0.25),
    ) +
    bodice(main, { sleeve: 'short', hem: 48, half: 18, waist: 19 }) +
    fold('M66 19Q80 33 94 19', main, 2.4) +
    rect(61, 45, 38, 5, second, 1) +
    [
      [70, 34],
      [92, 36],
      [64, 58],
      [80, 62],
      [97, 58],
      [72, 70],
      [90, 70],
      [56, 80],
      [74, 82],
      [94, 82],
      [48, 40],
      [112, 40],
    ]
      .map(([x = 0, y = 0], index) => blossom(x, y, index % 2 ? '#FFFDF6' : '#E56A8E', 0.85))
      .join(''),
  dressDots: ({ main, second }) =>
    ground(40) +
    skirt(main, 46, 86, 17, 41) +
    bodice(main, { sleeve: 'none', hem: 48, half: 17, waist: 18 }) +
    [
      [68, 34],
      [80, 38],
      [92, 34],
      [66, 60],
      [80, 58],
      [94, 60],
      [56, 72],
      [70, 72],
      [86, 71],
      [102, 72],
      [48, 83],
      [64, 84],
      [80, 84],
      [97, 84],
      [112, 83],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2.6, second))
      .join('') +
    fold('M66 18Q80 31 94 18', main, 2) +
    rect(62, 45, 36, 5, second) +
    path('M80 47C74 42 70 46 71 51L80 49 89 51C90 46 86 42 80 47z', darker(second, 0.08)),
  pleatedSkirt: ({ main }) =>
    ground(40) +
    skirt(main, 20, 82, 19, 40) +
    [
      [-13, -28],
      [-8, -17],
      [-3, -6],
      [3, 6],
      [8, 17],
      [13, 28],
    ]
      .map(([from = 0, to = 0]) =>
        path(`M${80 + from} 28L${80 + to} 85 ${80 + to + 5} 84.5 ${80 + from + 2} 28z`, darker(main, 0.16)),
      )
      .join('') +
    cloth('M60 16H100V25H60z', darker(main, 0.1)) +
    disc(92, 20.5, 1.8, lighter(main, 0.5)),
  longSkirt: ({ main }) =>
    ground(34) +
    cloth('M62 14H98C104 34 112 66 114 86Q80 92 46 86C48 66 56 34 62 14z', main) +
    path('M92 14H98C104 34 112 66 114 86Q106 88 100 88.5 102 50 92 14z', darker(main, 0.15)) +
    fold('M72 24Q64 56 62 86M82 24Q82 60 84 88', main, 1.8) +
    cloth('M61 11H99V19H61z', lighter(main, 0.1)) +
    line('M66 34Q64 42 60 48', lighter(main, 0.3), 2),
  pencilSkirt: ({ main }) =>
    ground(28) +
    cloth('M60 18H100C108 36 106 64 102 86H58C54 64 52 36 60 18z', main) +
    path('M93 18H100C108 36 106 64 102 86H92C100 62 100 40 93 18z', darker(main, 0.16)) +
    fold('M68 24Q66 34 70 40M92 24Q94 34 90 40M80 28V84', main, 1.6) +
    path('M80 70L85 86H75z', darker(main, 0.4)) +
    cloth('M59 14H101V23H59z', lighter(main, 0.12)) +
    rect(75, 14, 10, 9, tone.gold, 1) +
    rect(77.5, 16.5, 5, 4, lighter(main, 0.12)),
  trousers: ({ main }) =>
    ground(30) +
    legs(main, 14, 87, 19) +
    fold('M70 26L65 86M90 26L95 86', main, 1.6) +
    cloth('M60 11H100V19H60z', darker(main, 0.12)) +
    fold('M80 19V36M62 22L68 30M98 22L92 30', main, 1.8) +
    rect(77, 12.5, 6, 5, tone.steel, 1),
  jeans: ({ main }) =>
    ground(30) +
    legs(main, 14, 84, 20) +
    cloth('M59 11H101V19H59z', darker(main, 0.1)) +
    line('M80 19V36M61 21Q66 32 74 30M99 21Q94 32 86 30M65 80L58 80M95 80L102 80', '#E2A64A', 1.6) +
    cloth('M53 80H76V88H52z', lighter(main, 0.45)) +
    cloth('M84 80H107L108 88H84z', lighter(main, 0.45)) +
    faded(0.4, line('M67 40L64 66M93 40L96 66', lighter(main, 0.6), 5)) +
    disc(80, 15, 1.8, '#E2A64A') +
    rect(90, 12, 8, 6, '#A8672E', 1),
  tracksuit: ({ main, second }) =>
    ground(46) +
    asSet(
      moved(
        -26,
        3,
        bodice(main, { sleeve: 'long', hem: 76, half: 22, waist: 22 }) +
          bothSides(line('M55 25Q46 42 40 71', second, 3)) +
          line('M80 26V79', second, 2) +
          cloth('M67 13Q80 20 93 13V24Q80 33 67 24z', lighter(main, 0.2)) +
          path('M58 71Q80 76 102 71V77Q80 83 58 77z', darker(main, 0.2)),
      ) +
        moved(
          34,
          4,
          legs(main, 20, 84, 16) +
            line('M66 28L60 82M94 28L100 82', second, 2.6) +
            rect(63, 17, 34, 7, darker(main, 0.2), 2),
        ),
    ),
  pyjamas: ({ main, second }) => {
    const dots = [
      [66, 36],
      [92, 38],
      [70, 52],
      [90, 56],
      [64, 68],
      [94, 70],
    ]
      .map(([x = 0, y = 0]) => moved(x, y, path('M3-4A4.5 4.5 0 1 0 4 3 4 4 0 0 1 3-4z', second)))
      .join('')
    return (
      ground(46) +
      asSet(
        moved(
          -26,
          2,
          bodice(main, { sleeve: 'long', hem: 76, half: 23, waist: 22 }) +
            bothSides(cloth('M67 17L80 27 74 36 62 22z', second)) +
            fold('M80 28V79', main) +
            dots +
            disc(83, 44, 1.5, second) +
            disc(83, 58, 1.5, second),
        ) +
          moved(
            34,
            4,
            legs(main, 20, 84, 16) +
              fold('M64 26H96', main) +
              [
                [70, 40],
                [90, 44],
                [66, 60],
                [94, 62],
                [64, 76],
                [97, 77],
              ]
                .map(([x = 0, y = 0]) => disc(x, y, 1.8, second))
                .join(''),
          ),
      )
    )
  },
}

function buttons(colour: string): string {
  return [34, 41].map((y) => disc(80, y, 1.5, lighter(colour, 0.55))).join('')
}

import type { Drawing } from './drawing.ts'
import { asSet, blossom, bodice, fold, longCut } from './garment.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { bothSides, disc, faded, ground, line, moved, path, rect } from './shapes.ts'
import { cloth } from './surfaces.ts'

const buttons = (ys: readonly number[], colour: string, x = 80): string =>
  ys.map((y) => disc(x, y, 1.6, colour)).join('')

/** The turned-down collar of a shirt. */
const shirtCollar = (colour: string): string => bothSides(cloth('M66 17L80 27 73 36 61 22z', lighter(colour, 0.35)))

const lapels = (colour: string): string =>
  bothSides(cloth('M67 17L80 44 72 46 60 30 63 27 59 24z', lighter(colour, 0.12)))

const knitRib = (colour: string, hem: number): string =>
  fold(
    `M62 ${hem - 3}V${hem + 1}M68 ${hem - 2}V${hem + 2}M74 ${hem - 2}V${hem + 3}M80 ${hem - 2}V${hem + 3}M86 ${hem - 2}V${hem + 3}M92 ${hem - 2}V${hem + 2}M98 ${hem - 3}V${hem + 1}`,
    colour,
  )

export const topDrawings: Readonly<Record<string, Drawing>> = {
  blouse: ({ main }) =>
    ground(30) +
    bodice(main, { sleeve: 'wide', hem: 82, half: 24, waist: 21 }) +
    bothSides(fold('M33 64Q40 70 48 69', main)) +
    bothSides(cloth('M67 17Q74 24 80 27 76 38 64 34 60 26 62 20z', lighter(main, 0.5))) +
    fold('M80 40V84', main) +
    path(
      'M80 28C72 24 68 32 72 36L80 31 88 36C92 32 88 24 80 28zM80 30L73 48 79 44zM80 30L87 48 81 44z',
      darker(main, isPale(main) ? 0.3 : 0.4),
    ) +
    buttons([54, 64, 74], darker(main, 0.3)),
  blouseFloral: ({ main, second }) =>
    ground(30) +
    bodice(main, { sleeve: 'short', hem: 82, half: 25, waist: 21 }) +
    path('M67 17L80 40 93 17Q80 30 67 17z', lighter(main, 0.5)) +
    fold('M67 18L80 40 93 18M80 40V84', main) +
    [
      [64, 36],
      [94, 40],
      [70, 52],
      [90, 56],
      [62, 64],
      [78, 66],
      [98, 72],
      [68, 78],
      [86, 79],
      [48, 38],
      [111, 38],
      [72, 28],
    ]
      .map(([x = 0, y = 0], index) => blossom(x, y, index % 3 === 1 ? '#7A5AA8' : second, index % 2 ? 0.8 : 1))
      .join(''),
  shirtStriped: ({ main, second }) =>
    ground(30) +
    bodice(lighter(main, 0.82), { sleeve: 'long', hem: 82, half: 24, waist: 22 }) +
    line('M60 24V80M66 28V83M72 34V84M88 34V84M94 28V83M100 24V80', main, 1.8) +
    bothSides(line('M54 26Q46 42 39 70M57 32Q50 48 45 70', main, 1.8)) +
    shirtCollar(second) +
    rect(77, 34, 6, 50, tone.white) +
    fold('M77 34V85M83 34V85', tone.white, 1) +
    buttons([42, 52, 62, 72], main) +
    cloth('M88 44H99V54L93.5 57 88 54z', lighter(main, 0.7)),
  tshirt: ({ main }) =>
    ground(30) +
    bodice(main, { sleeve: 'short', hem: 82, half: 25, waist: 24 }) +
    fold('M65 20Q80 34 95 20', main, 3) +
    bothSides(fold('M40 41L52 47', main)) +
    disc(79, 54, 11, isPale(main) ? '#5FA9A0' : lighter(main, 0.55)) +
    path('M70 58L76 50 80 54 85 47 89 58A11 11 0 0 1 70 58z', isPale(main) ? '#F4C93B' : tone.white),
  sweater: ({ main }) =>
    ground(30) +
    bodice(main, { sleeve: 'long', hem: 80, half: 24, waist: 24 }) +
    cloth('M65 14Q80 22 95 14L96 24Q80 34 64 24z', lighter(main, 0.14)) +
    fold('M70 17V28M75 18.500V30M80 19V31M85 18.500V30M90 17V28', main) +
    line(
      'M68 42L74 48 68 54 74 60 68 66 74 72M80 42L86 48 80 54 86 60 80 66 86 72M92 42L98 48 92 54 98 60 92 66 98 72',
      lighter(main, 0.28),
      2.2,
    ) +
    path('M56 76Q80 82 104 76V83Q80 89 56 83z', darker(main, 0.12)) +
    knitRib(main, 81) +
    bothSides(fold('M34 66L45 70', main, 2)),
  knitVest: ({ main, second }) =>
    ground(26) +
    bodice(main, { sleeve: 'none', hem: 82, half: 23, waist: 23 }) +
    path('M67 18L80 46 93 18Q80 30 67 18z', lighter(main, 0.72)) +
    line('M66 18L80 47 94 18', second, 3.5) +
    bothSides(line('M57 23Q54 34 58 46', second, 3)) +
    path('M80 52L88 61 80 70 72 61zM65 52L70 58 65 64 60 58zM95 52L100 58 95 64 90 58z', second) +
    path('M57 76Q80 82 103 76V83Q80 89 57 83z', second) +
    knitRib(second, 81),
  cardigan: ({ main, second }) =>
    ground(30) +
    bodice(main, { sleeve: 'long', hem: 82, half: 25, waist: 24 }) +
    path('M67 18L80 52 93 18Q80 30 67 18z', second) +
    line('M66 18Q72 40 80 54V84M94 18Q88 40 80 54', lighter(main, 0.4), 4) +
    buttons([58, 66, 74, 81], darker(main, 0.45)) +
    bothSides(cloth('M61 62H72V74H61z', main)) +
    bothSides(fold('M61 65H72M34 66L45 70', main)),
  jacket: ({ main }) =>
    ground(30) +
    bodice(main, { sleeve: 'long', hem: 82, half: 27, waist: 21 }) +
    path('M67 18L80 46 93 18Q80 30 67 18z', tone.white) +
    lapels(main) +
    fold('M80 46V84', main) +
    buttons([55, 65], darker(main, 0.4), 83) +
    bothSides(cloth('M60 66H72V70H60z', darker(main, 0.1))) +
    path('M92 40H99L98 45H93z', tone.red),
  trenchCoat: ({ main }) =>
    ground(28) +
    longCut(
      bodice(main, { sleeve: 'long', hem: 87, half: 31, waist: 20 }) +
        bothSides(cloth('M58 22L76 26 70 44 56 36z', lighter(main, 0.1))) +
        lapels(main) +
        rect(59, 52, 42, 6, darker(main, 0.25)) +
        rect(76, 50.5, 9, 9, tone.wood, 1.5) +
        rect(78.5, 53, 4, 4, darker(main, 0.25)) +
        fold('M80 60V89', main) +
        [46, 66, 76].map((y) => disc(75, y, 1.7, darker(main, 0.45)) + disc(87, y, 1.7, darker(main, 0.45))).join('') +
        bothSides(fold('M60 68L67 66 66 72', main, 2)),
    ),
  woolCoat: ({ main, second }) =>
    ground(28) +
    longCut(
      bodice(main, { sleeve: 'long', hem: 87, half: 30, waist: 24 }) +
        fold('M80 38V89', main, 1.8) +
        buttons([48, 58, 68, 78], tone.gold, 84) +
        path(
          'M62 14C56 20 58 30 64 36 70 42 76 42 80 40 84 42 90 42 96 36 102 30 104 20 98 14 94 24 88 28 80 28S66 24 62 14z',
          second,
        ) +
        [
          [62, 24],
          [68, 33],
          [76, 36],
          [85, 36],
          [93, 32],
          [98, 23],
        ]
          .map(([x = 0, y = 0]) => disc(x, y, 4.2, lighter(second, 0.12)))
          .join('') +
        bothSides(cloth('M60 64H72V67H60z', darker(main, 0.12))) +
        bothSides(path('M34 66L46 70 44 77 31 73z', second)),
    ),
  padded: ({ main, second }) =>
    ground(32) +
    bodice(main, { sleeve: 'long', hem: 85, half: 28, waist: 27 }) +
    path('M60 24C56 10 70 8 80 8S104 10 100 24C94 34 86 34 80 34S66 34 60 24z', darker(main, 0.16)) +
    path('M66 23C64 14 72 13 80 13S96 14 94 23C90 29 86 29 80 29S70 29 66 23z', second) +
    fold('M55 38Q80 44 105 38M54 50Q80 56 106 50M54 62Q80 68 106 62M53 74Q80 80 107 74', main, 2) +
    bothSides(fold('M47 36L58 42M42 50L53 55M38 62L49 66', main, 2)) +
    line('M80 34V88', second, 2.4) +
    faded(0.25, line('M60 42Q57 58 58 78', '#fff', 3)),
  raincoat: ({ main }) =>
    ground(36) +
    bodice(main, { sleeve: 'wide', hem: 86, half: 34, waist: 25 }) +
    path('M58 26C52 8 70 6 80 6S108 8 102 26C94 36 66 36 58 26z', main) +
    path('M65 24C62 13 72 12 80 12S98 13 95 24C90 30 70 30 65 24z', darker(main, 0.32)) +
    fold('M80 34V88', main, 1.8) +
    buttons([42, 54, 66, 78], tone.white, 84) +
    bothSides(cloth('M56 64H70V70H56z', lighter(main, 0.15))) +
    [
      [28, 22],
      [38, 36],
      [122, 18],
      [132, 40],
      [24, 50],
      [136, 62],
    ]
      .map(([x = 0, y = 0]) => moved(x, y, path('M0-5C2-2 3 0 3 2A3 3 0 0 1-3 2C-3 0-2-2 0-5z', '#6FB0DC')))
      .join(''),
  thermals: ({ main }) =>
    ground(44) +
    asSet(
      moved(
        -27,
        2,
        bodice(main, { sleeve: 'long', hem: 78, half: 21, waist: 21 }) +
          fold('M66 20Q80 31 94 20', main, 2.4) +
          fold('M76 44L80 48 84 44M80 28V44', main) +
          bothSides(fold('M37 65L46 68', main, 2)) +
          fold('M60 75Q80 79 100 75', main),
      ) +
        moved(
          32,
          0,
          cloth('M66 26H94L97 86H84L80 50 76 86H63z', darker(main, 0.05)) +
            path('M88 26H94L97 86H91z', darker(main, 0.16)) +
            fold('M66 31H94M64 81H76M84 81H97', main),
        ),
    ),
  apron: ({ main, second }) =>
    ground(28) +
    line('M67 24Q66 8 80 8T93 24', darker(main, 0.3), 3) +
    line('M60 50Q44 52 38 66M100 50Q116 52 122 66', darker(main, 0.3), 3) +
    cloth('M66 22H94L96 42 108 50 112 86Q80 92 48 86L52 50 64 42z', main) +
    path('M98 44L108 50 112 86Q104 88 98 88.5 104 64 98 44z', darker(main, 0.14)) +
    cloth('M64 58H96V70Q80 82 64 70z', second) +
    fold('M80 58V77', second) +
    path('M68 26H92V30H68z', second) +
    blossom(80, 44, second, 1.4),
}

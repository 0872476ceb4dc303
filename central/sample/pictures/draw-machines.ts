import type { Drawing } from './drawing.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, path, rect, ring, turned } from './shapes.ts'
import { casing } from './surfaces.ts'

/** A fan's cage with its blades, about cx, cy. */
function fanHead(cx: number, cy: number, radius: number, colour: string): string {
  const edge = darker(colour, isPale(colour) ? 0.35 : 0.2)
  const blade = `M${cx} ${cy}C${cx - radius * 0.5} ${cy - radius * 0.3} ${cx - radius * 0.5} ${cy - radius * 0.9} ${cx + radius * 0.1} ${cy - radius * 0.86} ${cx + radius * 0.4} ${cy - radius * 0.7} ${cx + radius * 0.2} ${cy - radius * 0.3} ${cx} ${cy}z`
  return (
    disc(cx, cy, radius, lighter(colour, 0.75)) +
    [0, 120, 240].map((angle) => turned(angle, cx, cy, path(blade, isPale(colour) ? '#9DB7C6' : colour))).join('') +
    faded(
      0.4,
      [0, 30, 60, 90, 120, 150]
        .map((angle) => turned(angle, cx, cy, line(`M${cx - radius} ${cy}H${cx + radius}`, edge, 1)))
        .join(''),
    ) +
    ring(cx, cy, radius, edge, 3) +
    disc(cx, cy, radius * 0.2, edge) +
    disc(cx, cy, radius * 0.1, tone.white)
  )
}

export const machineDrawings: Readonly<Record<string, Drawing>> = {
  washer: ({ main, second }) =>
    ground(38) +
    casing('M46 14Q46 8 52 8H108Q114 8 114 14V82Q114 88 108 88H52Q46 88 46 82z', main) +
    path('M104 8H108Q114 8 114 14V82Q114 88 108 88H102Q110 50 104 8z', darker(main, 0.1)) +
    rect(46, 22, 68, 2, darker(main, 0.2)) +
    rect(52, 12, 20, 7, '#C8D3D9', 2) +
    disc(84, 15.5, 4, tone.steelDark) +
    disc(97, 15.5, 2, tone.leafDark) +
    disc(104, 15.5, 2, tone.red) +
    disc(80, 56, 25, tone.steelDark) +
    disc(80, 56, 21, '#E4EEF2') +
    path('M59 58Q66 52 73 57T87 57 101 55A21 21 0 0 1 59 58z', darker(second, 0.06)) +
    path('M66 68Q74 60 82 68 88 74 78 76 70 76 66 68z', '#F2A6AE') +
    disc(90, 64, 3, '#fff') +
    disc(70, 62, 2.2, '#fff') +
    faded(0.8, line('M66 46Q70 40 78 39', '#fff', 3)),
  twinTub: ({ main, second }) =>
    ground(46) +
    casing('M34 32Q34 28 38 28H122Q126 28 126 32V84Q126 88 122 88H38Q34 88 34 84z', main) +
    path('M116 28H122Q126 28 126 32V84Q126 88 122 88H114Q121 56 116 28z', darker(main, 0.1)) +
    path('M34 28L40 12H120L126 28z', second) +
    rect(46, 16, 14, 7, tone.white, 2) +
    disc(74, 20, 4.5, tone.white) +
    disc(92, 20, 4.5, tone.white) +
    disc(108, 20, 4.5, tone.white) +
    line('M74 20V17M92 20L94 18M108 20L106 18', tone.ink, 1.6) +
    line('M86 28V88', darker(main, 0.25), 1.6) +
    rect(40, 34, 40, 6, darker(main, 0.14), 3) +
    rect(92, 34, 28, 6, darker(main, 0.14), 3) +
    path('M34 70Q60 62 80 70T126 70V84Q126 88 122 88H38Q34 88 34 84z', lighter(second, 0.4)) +
    disc(52, 58, 4, lighter(second, 0.6)) +
    disc(64, 52, 3, lighter(second, 0.6)) +
    disc(104, 56, 4, lighter(second, 0.6)),
  fan: ({ main }) =>
    ground(30) +
    rect(77, 56, 6, 26, darker(isPale(main) ? tone.steelDark : main, 0.1)) +
    path('M54 88Q54 80 80 80T106 88z', isPale(main) ? '#C9D0D6' : darker(main, 0.12)) +
    rect(70, 84, 5, 2.5, tone.white, 1) +
    rect(78, 84, 5, 2.5, tone.red, 1) +
    rect(86, 84, 5, 2.5, tone.white, 1) +
    fanHead(80, 36, 30, main),
  deskFan: ({ main }) =>
    ground(36) +
    path('M72 62L68 82H92L88 62z', darker(main, 0.25)) +
    rect(50, 78, 60, 10, main, 5) +
    rect(50, 83, 60, 5, darker(main, 0.2), 2.5) +
    disc(98, 83, 2, tone.white) +
    fanHead(80, 40, 26, main) +
    line('M112 22Q122 26 130 22M114 38Q124 42 134 38M112 54Q122 58 130 54', '#A9C3D2', 2.6),
  airConditioner: ({ main }) =>
    ground(46, 80, 92) +
    casing('M26 20Q26 14 32 14H128Q134 14 134 20V42Q134 50 126 50H34Q26 50 26 42z', main) +
    path('M26 36H134V42Q134 50 126 50H34Q26 50 26 42z', darker(main, 0.08)) +
    path('M34 42H126L120 48H40z', '#59646F') +
    line('M38 44H122', '#8A949D', 1.4) +
    rect(108, 20, 16, 7, '#C8DDB9', 1.5) +
    line('M112 23.500H120', tone.ink, 1.6) +
    line('M34 20H90M34 25H90', darker(main, 0.12), 1.6) +
    line(
      'M46 58Q50 64 46 70T48 82M64 58Q68 66 64 74T66 88M82 58Q86 66 82 74T84 88M100 58Q104 66 100 74T102 88M116 58Q120 64 116 70T118 82',
      '#8CC3E6',
      2.8,
    ) +
    [
      [56, 78],
      [92, 66],
      [110, 84],
    ]
      .map(([x = 0, y = 0]) =>
        line(
          `M${x - 4} ${y}H${x + 4}M${x} ${y - 4}V${y + 4}M${x - 3} ${y - 3}L${x + 3} ${y + 3}M${x + 3} ${y - 3}L${x - 3} ${y + 3}`,
          '#5BA7D6',
          1.4,
        ),
      )
      .join(''),
  heater: ({ main, second }) =>
    ground(40) +
    casing('M44 20Q44 12 52 12H108Q116 12 116 20V78Q116 84 110 84H50Q44 84 44 78z', main) +
    rect(50, 18, 60, 50, darker(main, 0.45), 4) +
    [28, 43, 58].map((y) => rect(54, y - 3, 52, 6, '#D9432A', 3) + rect(56, y - 1.5, 48, 3, second, 1.5)).join('') +
    line('M58 18V68M69 18V68M80 18V68M91 18V68M102 18V68', '#A9B4BC', 1.4) +
    disc(60, 76, 4, tone.steel) +
    disc(76, 76, 4, tone.steel) +
    rect(88, 73, 20, 6, tone.ink, 2) +
    disc(93, 76, 1.6, tone.red) +
    path('M50 84H62L58 89H46zM98 84H110L114 89H102z', tone.ink),
  electricBlanket: ({ main, second }) =>
    ground(48) +
    path('M30 34Q30 26 40 26H112Q124 26 124 36V76Q124 86 112 86H40Q30 86 30 76z', main) +
    path('M110 26H112Q124 26 124 36V76Q124 86 112 86H104Q118 60 110 26z', darker(main, 0.18)) +
    path('M30 62Q80 52 124 62V76Q124 86 112 86H40Q30 86 30 76z', lighter(main, 0.2)) +
    line('M40 36H106V46H44V56H104', second, 2.6) +
    line('M124 46Q140 48 136 62', tone.ink, 2.6) +
    rect(127, 60, 14, 24, tone.white, 4) +
    disc(134, 68, 3.5, tone.red) +
    rect(131, 75, 6, 3, '#A9B4BC', 1) +
    line('M60 20Q56 14 60 8M80 20Q76 14 80 8M100 20Q96 14 100 8', '#E39A7A', 2.8),
  humidifier: ({ main, second }) =>
    ground(32) +
    line('M80 22Q66 18 70 8M80 22Q80 12 84 4M80 22Q94 18 96 10', '#A9C9DA', 4) +
    rect(72, 22, 16, 7, tone.steelDark, 3) +
    path('M58 62C58 40 68 28 80 28S102 40 102 62z', lighter(main, 0.35)) +
    path('M58 62C58 56 59 50 60 46 70 50 90 42 100 46 101 50 102 56 102 62z', main) +
    path('M92 32C99 38 102 48 102 62H92C97 52 96 42 92 32z', darker(main, 0.14)) +
    casing('M54 62H106V82Q106 88 100 88H60Q54 88 54 82z', second) +
    disc(80, 75, 6, main) +
    disc(80, 75, 2.5, tone.white) +
    disc(96, 75, 2, tone.leafDark) +
    faded(0.7, line('M64 56Q65 44 70 37', '#fff', 3)),
  vacuum: ({ main }) =>
    ground(50) +
    line('M92 52C104 8 44 4 40 40L34 74', tone.ink, 5) +
    line('M40 42L34 76', tone.steel, 5) +
    path('M20 80H46L50 88H16z', tone.ink) +
    disc(72, 78, 10, tone.ink) +
    disc(72, 78, 5, tone.steel) +
    path('M62 70C62 50 78 42 98 42 122 42 136 56 136 72 136 80 132 84 126 84H74Q62 84 62 70z', main) +
    path('M118 47C130 52 136 62 136 72 136 80 132 84 126 84H112C126 76 128 60 118 47z', darker(main, 0.2)) +
    disc(118, 78, 10, tone.ink) +
    disc(118, 78, 5, tone.steel) +
    path('M74 62Q80 50 96 50H104Q104 64 92 66z', lighter(main, 0.4)) +
    rect(106, 56, 14, 5, tone.cream, 2.5),
  iron: ({ main }) =>
    ground(50) +
    path('M28 78C30 50 56 38 92 38H118L130 78z', main) +
    path('M108 38H118L130 78H112z', darker(main, 0.22)) +
    path('M56 50Q66 26 92 24H118Q126 24 127 32L130 44H118L116 34H94Q76 34 66 48z', darker(main, 0.4)) +
    path('M22 78H134V84Q134 88 130 88H24Q18 88 22 78z', tone.steel) +
    path('M22 84H134Q134 88 130 88H24Q20 88 21 84z', tone.steelDark) +
    disc(94, 62, 9, tone.white) +
    line('M94 62L98 57', tone.red, 2.4) +
    disc(60, 66, 3, '#CFE3EA') +
    disc(70, 60, 3, '#CFE3EA') +
    line('M128 30Q142 24 140 12', tone.ink, 3),
  hairDryer: ({ main }) =>
    ground(30, 88) +
    path('M82 54L102 54 108 84Q109 88 104 88H94Q90 88 89 84z', darker(main, 0.2)) +
    path('M48 22L36 18V60L48 56z', tone.ink) +
    path('M48 24C64 14 84 12 100 14 122 18 130 38 118 54 110 64 96 64 82 62L48 54z', main) +
    path('M118 54C110 64 96 64 82 62L48 54V46C80 56 112 54 122 36 124 42 122 50 118 54z', darker(main, 0.18)) +
    disc(106, 38, 12, darker(main, 0.3)) +
    line('M99 34H113M98 38H114M99 42H113', lighter(main, 0.4), 1.8) +
    rect(92, 68, 8, 6, tone.cream, 2) +
    line('M28 28H18M28 39H14M28 50H18', '#B4C1C8', 2.8) +
    line('M98 88Q100 94 110 93', tone.ink, 2.8),
  sewingMachine: ({ main, second }) =>
    ground(52) +
    rect(22, 74, 116, 13, '#8B5A33', 3) +
    rect(22, 74, 116, 4, '#A87346', 2) +
    casing('M34 22Q34 18 40 18H118Q128 18 128 28V74H98V44H58V58Q58 62 54 62H40Q34 62 34 56z', main) +
    path('M116 18H118Q128 18 128 28V74H114Q120 44 116 18z', darker(main, 0.14)) +
    rect(44, 62, 4, 12, tone.steelDark) +
    path('M40 72H54L58 76H36z', tone.steelDark) +
    disc(132, 40, 10, tone.ink) +
    disc(132, 40, 4, tone.steel) +
    rect(66, 8, 12, 11, tone.red, 2) +
    rect(70, 5, 4, 16, tone.wood, 1) +
    line('M72 10Q56 12 46 24L46 62', tone.red, 1.2) +
    line('M48 26H112', second, 3) +
    line('M62 35Q66 30 70 35T78 35 86 35 94 35 102 35', second, 2) +
    path('M24 74Q40 62 60 74z', '#F2A6AE'),
}

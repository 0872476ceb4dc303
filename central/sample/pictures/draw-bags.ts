import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect, ring } from './shapes.ts'
import { cloth } from './surfaces.ts'

const stitches = (d: string, colour: string): string =>
  `<path d="${d}" fill="none" stroke="${lighter(colour, 0.5)}" stroke-width="1.2" stroke-dasharray="3 2"/>`

export const bagDrawings: Readonly<Record<string, Drawing>> = {
  handbag: ({ main, second }) =>
    ground(44) +
    line('M58 42C58 4 102 4 102 42', darker(main, 0.2), 6) +
    cloth('M42 38H118L126 80Q127 88 118 88H42Q33 88 34 80z', main) +
    path('M108 38H118L126 80Q127 88 118 88H106Q116 66 108 38z', darker(main, 0.2)) +
    cloth('M42 38H118L114 58Q80 68 46 58z', lighter(main, 0.1)) +
    stitches('M49 55Q80 64 111 55', main) +
    rect(72, 54, 16, 12, second, 2.5) +
    rect(77, 57, 6, 6, darker(second, 0.35), 1) +
    disc(58, 42, 3, second) +
    disc(102, 42, 3, second),
  handbagSmall: ({ main, second }) =>
    ground(36) +
    line('M60 40C52 14 108 14 100 40', second, 3.4) +
    cloth('M50 40Q80 30 110 40C122 58 122 72 116 84Q80 92 44 84C38 72 38 58 50 40z', main) +
    path('M102 37L110 40C122 58 122 72 116 84Q108 86 102 87 114 60 102 37z', darker(main, 0.2)) +
    path('M50 40Q80 30 110 40V46Q80 37 50 46z', second) +
    disc(76, 35, 4, second) +
    disc(84, 35, 4, darker(second, 0.15)) +
    line('M62 50Q56 66 60 82M80 48V86M98 50Q104 66 100 82', darker(main, 0.25), 1.6) +
    path('M80 58L85 65 80 72 75 65z', second),
  shoulderBag: ({ main, second }) =>
    ground(42) +
    line('M44 50C30 0 130 0 116 50', darker(main, 0.25), 4) +
    cloth('M36 46H124V74C124 84 116 88 106 88H54C44 88 36 84 36 74z', main) +
    path('M112 46H124V74C124 84 116 88 106 88H98C112 80 114 64 112 46z', darker(main, 0.2)) +
    cloth('M36 40Q36 36 40 36H120Q124 36 124 40C124 62 108 70 80 70S36 62 36 40z', lighter(main, 0.12)) +
    stitches('M41 42C43 58 58 65 80 65S117 58 119 42', main) +
    rect(73, 60, 14, 14, second, 7) +
    ring(80, 67, 3, darker(second, 0.3), 1.6) +
    disc(44, 48, 3, second) +
    disc(116, 48, 3, second),
  tote: ({ main, second, motif }) =>
    ground(36) +
    line('M64 36C64 6 96 6 96 36', second, 5) +
    cloth('M44 32H116L112 88H48z', main) +
    path('M106 32H116L112 88H100z', darker(main, 0.1)) +
    rect(44, 32, 72, 6, second) +
    motifAt(motif, 79, 62, 17),
  basket: ({ main }) =>
    ground(46) +
    line('M52 48C52 4 108 4 108 48', darker(main, 0.2), 5) +
    cloth('M34 44H126L116 84Q115 88 110 88H50Q45 88 44 84z', main) +
    line('M38 56H122M41 68H119M44 79H116', darker(main, 0.28), 2.4) +
    line('M50 46L58 87M65 46L69 87M80 46V87M95 46L91 87M110 46L102 87', lighter(main, 0.3), 2.4) +
    rect(31, 40, 98, 8, lighter(main, 0.2), 4) +
    rect(31, 44, 98, 4, darker(main, 0.15), 2),
  backpack: ({ main, second }) =>
    ground(36) +
    line('M68 20C68 8 92 8 92 20', second, 5) +
    path('M44 44C36 48 36 72 42 80L50 78V42zM116 44C124 48 124 72 118 80L110 78V42z', darker(main, 0.3)) +
    cloth('M48 40C48 22 62 16 80 16S112 22 112 40V80Q112 88 104 88H56Q48 88 48 80z', main) +
    path('M102 22C109 26 112 32 112 40V80Q112 88 104 88H96Q104 60 102 22z', darker(main, 0.2)) +
    line('M54 40C56 28 66 24 80 24S104 28 106 40', second, 2.4) +
    cloth('M56 54H104V78Q104 84 98 84H62Q56 84 56 78z', lighter(main, 0.14)) +
    line('M60 60H100', second, 3) +
    rect(92, 58, 3, 9, second, 1.5) +
    rect(72, 34, 16, 10, tone.cream, 2),
  schoolBag: ({ main, second }) =>
    ground(38) +
    line('M68 18C68 6 92 6 92 18', darker(main, 0.35), 5) +
    cloth('M46 26C46 18 52 14 60 14H100C108 14 114 18 114 26V80Q114 88 106 88H54Q46 88 46 80z', main) +
    path('M104 15C110 17 114 20 114 26V80Q114 88 106 88H98Q106 60 104 15z', darker(main, 0.2)) +
    cloth('M46 26C46 18 52 14 60 14H100C108 14 114 18 114 26V48Q80 58 46 48z', lighter(main, 0.16)) +
    cloth('M54 60H106V80Q106 84 102 84H58Q54 84 54 80z', darker(main, 0.06)) +
    rect(60, 44, 7, 22, second, 2) +
    rect(93, 44, 7, 22, second, 2) +
    rect(59, 60, 9, 7, tone.steel, 1.5) +
    rect(92, 60, 9, 7, tone.steel, 1.5) +
    path('M80 22L83 29 90 30 85 35 86 42 80 38 74 42 75 35 70 30 77 29z', second),
  hikingPack: ({ main, second }) =>
    ground(34) +
    rect(46, 10, 68, 13, '#6B8F71', 6.5) +
    line('M58 10V23M102 10V23', second, 3) +
    path('M44 46C38 50 38 74 44 80H52V44zM116 46C122 50 122 74 116 80H108V44z', darker(main, 0.3)) +
    cloth('M52 36Q52 28 60 28H100Q108 28 108 36V82Q108 88 102 88H58Q52 88 52 82z', main) +
    path('M99 28H100Q108 28 108 36V82Q108 88 102 88H94Q100 60 99 28z', darker(main, 0.2)) +
    cloth('M50 32Q52 22 62 22H98Q108 22 110 32V44Q80 52 50 44z', second) +
    cloth('M60 60H100V82H60z', lighter(main, 0.18)) +
    line('M60 66H100', second, 2.6) +
    line('M66 44V58M94 44V58', second, 3.4) +
    rect(63, 48, 6, 5, tone.steel, 1) +
    rect(91, 48, 6, 5, tone.steel, 1) +
    line('M56 64V78M104 64V78', lighter(main, 0.5), 2),
  suitcase: ({ main }) =>
    ground(36) +
    line('M68 24V8H92V24', tone.steelDark, 4) +
    cloth('M46 30Q46 22 54 22H106Q114 22 114 30V78Q114 84 108 84H52Q46 84 46 78z', main) +
    path('M104 22H106Q114 22 114 30V78Q114 84 108 84H98Q106 54 104 22z', darker(main, 0.22)) +
    line('M56 28V78M66 26V80M78 26V80M90 26V80M101 28V78', lighter(main, 0.22), 3) +
    path('M46 26L54 22H58Q56 30 46 32zM46 80L52 84H58Q56 76 46 74z', darker(main, 0.35)) +
    rect(71, 44, 18, 12, tone.cream, 2) +
    rect(75, 48, 10, 4, darker(main, 0.2), 1) +
    rect(70, 20, 20, 5, darker(main, 0.4), 2) +
    disc(56, 87, 4, tone.ink) +
    disc(104, 87, 4, tone.ink),
  briefcase: ({ main, second }) =>
    ground(48) +
    line('M66 34V24Q66 20 70 20H90Q94 20 94 24V34', darker(main, 0.35), 5) +
    cloth('M32 38Q32 32 38 32H122Q128 32 128 38V82Q128 88 122 88H38Q32 88 32 82z', main) +
    path('M116 32H122Q128 32 128 38V82Q128 88 122 88H110Q118 60 116 32z', darker(main, 0.22)) +
    path('M32 54Q80 64 128 54V58Q80 68 32 58z', darker(main, 0.35)) +
    cloth('M46 32H60V66L53 70 46 66zM100 32H114V66L107 70 100 66z', lighter(main, 0.12)) +
    rect(48, 54, 10, 8, second, 1.5) +
    rect(102, 54, 10, 8, second, 1.5),
  purse: ({ main, second }) =>
    ground(46) +
    cloth('M34 34Q34 26 42 26H118Q126 26 126 34V78Q126 86 118 86H42Q34 86 34 78z', main) +
    path('M116 26H118Q126 26 126 34V78Q126 86 118 86H106Q118 60 116 26z', darker(main, 0.18)) +
    cloth('M34 34Q34 26 42 26H118Q126 26 126 34V56H34z', lighter(main, 0.1)) +
    stitches('M39 52H121', main) +
    cloth('M74 46H86V64Q86 70 80 70T74 64z', lighter(main, 0.2)) +
    disc(80, 63, 3.4, second) +
    line('M52 36H66', second, 2.4),
  coinPurse: ({ main, second }) =>
    ground(34) +
    cloth('M48 40C36 56 38 88 80 88S124 56 112 40z', main) +
    path('M104 40H112C122 54 122 82 96 87 110 74 112 56 104 40z', darker(main, 0.2)) +
    path('M46 42C46 24 62 18 80 18S114 24 114 42L106 42C106 30 94 26 80 26S54 30 54 42z', second) +
    rect(44, 38, 72, 6, darker(second, 0.12), 3) +
    disc(75, 14, 5.5, second) +
    disc(85, 14, 5.5, darker(second, 0.15)) +
    line('M60 52Q56 66 62 78M80 50V84M100 52Q104 66 98 78', darker(main, 0.25), 1.6),
  zipPouch: ({ main, motif }) =>
    ground(44) +
    cloth('M40 36Q80 26 120 36C130 54 130 70 122 84Q80 92 38 84C30 70 30 54 40 36z', main) +
    path('M112 34L120 36C130 54 130 70 122 84Q114 86 108 87 122 60 112 34z', darker(main, 0.13)) +
    path('M40 36Q80 26 120 36L122 42Q80 32 38 42z', darker(main, 0.28)) +
    line('M42 38.500Q80 29 118 38.5', tone.steel, 1.8) +
    rect(112, 36, 5, 14, tone.gold, 2) +
    motifAt(motif, 80, 62, 12) +
    motifAt(motif, 54, 68, 7) +
    motifAt(motif, 104, 70, 7) +
    motifAt(motif, 56, 50, 5.5) +
    motifAt(motif, 102, 50, 5.5),
  clutch: ({ main, second }) =>
    ground(48) +
    line('M44 40C52 6 108 6 116 40', tone.gold, 1.8) +
    cloth('M30 42H130L124 80Q123 86 116 86H44Q37 86 36 80z', main) +
    cloth('M30 42H130L84 72Q80 75 76 72z', lighter(main, 0.22)) +
    [
      [52, 48],
      [66, 52],
      [80, 56],
      [94, 52],
      [108, 48],
      [66, 44],
      [80, 47],
      [94, 44],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 1.4, tone.white))
      .join('') +
    path('M80 64L87 72 80 80 73 72z', isPale(second) ? second : tone.gold) +
    path('M80 66.500L84.5 72 80 77.5 75.5 72z', tone.white),
  waistBag: ({ main, second }) =>
    ground(44) +
    line('M44 46Q20 36 18 22M116 46Q140 36 142 22', darker(second, 0.25), 6) +
    rect(16, 12, 10, 12, tone.ink, 2.5) +
    rect(134, 12, 10, 12, tone.ink, 2.5) +
    cloth('M40 44C42 34 60 30 80 30S118 34 120 44C128 60 122 84 80 84S32 60 40 44z', main) +
    path('M108 34Q118 37 120 44C128 60 124 80 94 83.5 116 70 116 50 108 34z', darker(main, 0.18)) +
    line('M44 46Q80 36 116 46', lighter(main, 0.5), 2.6) +
    cloth('M52 58Q80 50 108 58 112 76 80 78T52 58z', lighter(main, 0.16)) +
    line('M56 60Q80 53 104 60', lighter(main, 0.6), 2) +
    rect(100, 58, 3.5, 9, tone.cream, 1.7),
  lunchBag: ({ main, second }) =>
    ground(40) +
    line('M62 34C62 12 98 12 98 34', darker(main, 0.3), 5) +
    cloth('M44 38L54 30H116L108 38z', lighter(main, 0.4)) +
    cloth('M42 38H108V84Q108 88 104 88H46Q42 88 42 84z', main) +
    cloth('M108 38L118 30V78L108 88z', darker(main, 0.18)) +
    rect(42, 46, 66, 9, second) +
    path('M108 46L118 38V46L108 55z', darker(second, 0.14)) +
    oval(75, 70, 15, 11, second) +
    path('M64 70H86C85 76 81 79 75 79S65 76 64 70z', tone.red) +
    oval(75, 69, 11, 3.5, '#FFFDF6'),
  umbrella: ({ main }) =>
    ground(16) +
    line('M80 44V80Q80 88 88 88T96 80', '#8B5A33', 4) +
    line('M80 12V18', '#8B5A33', 3) +
    cloth(
      'M22 54C24 28 50 16 80 16S136 28 138 54Q128 44 118 54 110 44 100 54 90 44 80 54 70 44 60 54 50 44 42 54 32 44 22 54z',
      main,
    ) +
    path(
      'M80 16C98 22 102 38 100 54 110 44 118 54 118 54 128 44 138 54 138 54 136 28 110 16 80 16z',
      darker(main, 0.16),
    ) +
    line(
      'M80 16C62 24 58 40 60 54M80 16C98 24 102 40 100 54M80 16C48 22 42 40 42 54M80 16C112 22 118 40 118 54',
      darker(main, 0.3),
      1.2,
    ) +
    faded(0.35, line('M38 38Q44 28 56 24', '#fff', 3)),
  foldingUmbrella: ({ main }) =>
    ground(44) +
    `<g transform="rotate(-24 80 50)">${rect(28, 38, 22, 22, '#8B5A33', 5) + rect(28, 38, 22, 7, '#A87346', 4) + line('M28 49Q14 49 14 62T24 70', darker(main, 0.3), 3) + cloth('M48 34H122Q134 49 122 64H48Q44 49 48 34z', main) + path('M48 54H127Q126 60 122 64H48Q46 60 48 54z', darker(main, 0.2)) + line('M56 34Q60 49 56 64M74 34Q80 49 74 64M92 34Q100 49 92 64M108 34Q118 49 108 64', lighter(main, 0.28), 2) + rect(62, 32, 10, 34, darker(main, 0.32), 2) + disc(67, 49, 3, tone.gold) + rect(128, 44, 10, 10, tone.steel, 3)}</g>`,
  belt: ({ main, second }) =>
    ground(44) +
    `<circle cx="78" cy="50" r="32" fill="none" stroke="${darker(main, 0.2)}" stroke-width="14"/>` +
    `<circle cx="78" cy="48" r="32" fill="none" stroke="${main}" stroke-width="12"/>` +
    `<circle cx="78" cy="48" r="28" fill="none" stroke="${lighter(main, 0.35)}" stroke-width="1.2" stroke-dasharray="3 2"/>` +
    cloth('M76 74H128Q136 79 128 84H76z', main) +
    disc(100, 79, 1.6, tone.cream) +
    disc(110, 79, 1.6, tone.cream) +
    disc(120, 79, 1.6, tone.cream) +
    `<rect x="66" y="68" width="22" height="22" rx="4" fill="none" stroke="${second}" stroke-width="4.5"/>` +
    line('M70 79H88', second, 3),
}

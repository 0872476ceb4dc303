import type { Drawing } from './drawing.ts'
import { blossom } from './garment.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { bothSides, disc, faded, ground, line, moved, path, rect, ring } from './shapes.ts'

const edge = (colour: string): string => darker(colour, isPale(colour) ? 0.16 : 0.22)

/** A pillow about cx, cy. */
function pillowAt(cx: number, cy: number, half: number, colour: string): string {
  return `<path d="M${cx - half} ${cy - 7}Q${cx} ${cy - 12} ${cx + half} ${cy - 7}Q${cx + half + 3} ${cy} ${cx + half} ${cy + 7}Q${cx} ${cy + 10} ${cx - half} ${cy + 7}Q${cx - half - 3} ${cy} ${cx - half} ${cy - 7}z" fill="${colour}" stroke="${edge(colour)}" stroke-width="1"/>`
}

export const beddingDrawings: Readonly<Record<string, Drawing>> = {
  singleBed: ({ main, second }) =>
    ground(54) +
    rect(22, 14, 8, 74, darker(main, 0.1), 3) +
    path('M24 18H36V66H24z', main) +
    rect(128, 44, 8, 44, darker(main, 0.1), 3) +
    rect(28, 62, 102, 14, main, 2) +
    rect(28, 70, 102, 6, darker(main, 0.2), 2) +
    rect(30, 48, 98, 16, '#FFFDF8', 5) +
    pillowAt(48, 44, 13, tone.white) +
    path('M62 42Q96 38 128 44V66Q128 70 122 70H66Q60 70 62 62z', second) +
    path('M62 60Q96 54 128 60V66Q128 70 122 70H66Q60 70 61 62z', darker(second, 0.16)) +
    path('M62 42L74 41Q70 56 74 70H66Q60 70 62 62z', lighter(second, 0.5)) +
    [
      [88, 50],
      [106, 50],
      [97, 62],
      [116, 60],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2, lighter(second, 0.6)))
      .join(''),
  doubleBed: ({ main, second }) =>
    ground(56) +
    path('M30 58V20Q30 12 38 12H122Q130 12 130 20V58z', main) +
    path('M38 52V26Q38 20 44 20H76V52zM84 52V20H116Q122 20 122 26V52z', lighter(main, 0.16)) +
    rect(32, 44, 96, 22, '#FFFDF8', 6) +
    pillowAt(57, 46, 18, tone.white) +
    pillowAt(103, 46, 18, tone.white) +
    path('M26 62Q26 54 36 54H124Q134 54 134 62V80H26z', second) +
    path('M26 62Q26 54 36 54H124Q134 54 134 62V64H26z', lighter(second, 0.55)) +
    path('M26 74Q80 66 134 74V80H26z', darker(second, 0.18)) +
    line('M52 64Q50 72 52 80M80 64V80M108 64Q110 72 108 80', darker(second, 0.14), 1.6) +
    rect(24, 79, 112, 5, main, 2) +
    rect(26, 84, 8, 5, darker(main, 0.3)) +
    rect(126, 84, 8, 5, darker(main, 0.3)),
  foldingBed: ({ main }) =>
    ground(58) +
    line('M24 56H136', tone.steelDark, 5) +
    line('M44 56L60 86M60 56L44 86M100 56L116 86M116 56L100 86', tone.steelDark, 4) +
    disc(52, 71, 3, tone.steel) +
    disc(108, 71, 3, tone.steel) +
    line('M36 56L22 26', tone.steelDark, 5) +
    path('M24 28L38 52H132Q138 52 138 47T132 42H46L34 22z', main) +
    path('M38 52H132Q138 52 138 47H42z', darker(main, 0.2)) +
    line('M64 42V52M88 42V52M112 42V52M30 30L40 26', darker(main, 0.25), 1.8) +
    pillowAt(58, 37, 12, tone.white),
  cot: ({ main, second }) =>
    ground(46) +
    rect(36, 66, 88, 16, darker(main, 0.1), 3) +
    rect(42, 54, 76, 14, '#FFFDF8', 4) +
    path('M64 54Q92 48 118 54V68H64z', second) +
    pillowAt(53, 53, 9, tone.white) +
    [38, 49, 60, 71, 82, 93, 104, 115].map((x) => rect(x, 32, 4, 48, darker(main, 0.08), 2)).join('') +
    rect(32, 28, 96, 7, main, 3) +
    rect(32, 32, 96, 3, darker(main, 0.16), 1) +
    rect(32, 76, 96, 7, main, 3) +
    rect(32, 24, 7, 62, darker(main, 0.06), 3) +
    rect(121, 24, 7, 62, darker(main, 0.06), 3) +
    disc(36, 87, 3, tone.steelDark) +
    disc(124, 87, 3, tone.steelDark) +
    line('M56 4Q80 0 104 4M62 4V12M80 2V16M98 4V12', tone.steelDark, 1.6) +
    disc(62, 15, 4, '#F4C93B') +
    disc(80, 19, 4, '#EE9FB2') +
    disc(98, 15, 4, '#8CC3E6'),
  sofa: ({ main }) =>
    ground(56) +
    rect(34, 80, 7, 8, tone.wood, 1) +
    rect(119, 80, 7, 8, tone.wood, 1) +
    path('M34 60V34Q34 22 46 22H114Q126 22 126 34V60z', darker(main, 0.08)) +
    line('M80 24V52', darker(main, 0.3), 1.8) +
    rect(40, 50, 40, 20, lighter(main, 0.16), 5) +
    rect(80, 50, 40, 20, lighter(main, 0.16), 5) +
    path('M80 64H120V66Q120 70 114 70H86Q80 70 80 64zM40 64H80Q80 70 74 70H46Q40 70 40 64z', darker(main, 0.1)) +
    path('M22 52Q22 42 32 42T42 52V68H118V52Q118 42 128 42T138 52V76Q138 82 132 82H28Q22 82 22 76z', main) +
    path('M118 68H42V74H118z', darker(main, 0.2)) +
    path('M132 43Q138 46 138 52V76Q138 82 132 82H126Q134 62 132 43z', darker(main, 0.2)) +
    `<g transform="rotate(-14 56 44)">${rect(46, 34, 20, 20, tone.gold, 4)}</g>` +
    `<g transform="rotate(12 104 44)">${rect(95, 35, 19, 19, '#EC6E50', 4)}</g>`,
  armchair: ({ main }) =>
    ground(42) +
    line('M52 80L48 88M108 80L112 88', tone.wood, 5) +
    path('M50 60V26Q50 10 66 10H94Q110 10 110 26V60z', darker(main, 0.06)) +
    path('M98 10.500Q110 12 110 26V60H100Q106 34 98 10.500z', darker(main, 0.2)) +
    [
      [70, 26],
      [90, 26],
      [80, 36],
      [70, 46],
      [90, 46],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2, darker(main, 0.35)))
      .join('') +
    rect(54, 52, 52, 18, lighter(main, 0.25), 7) +
    path('M38 52Q38 42 47 42T56 52V68H104V52Q104 42 113 42T122 52V76Q122 82 116 82H44Q38 82 38 76z', main) +
    path('M56 68H104V74H56z', darker(main, 0.22)) +
    path('M116 43Q122 46 122 52V76Q122 82 116 82H110Q118 62 116 43z', darker(main, 0.2)),
  quilt: ({ main, second }) =>
    ground(50) +
    rect(30, 66, 100, 20, darker(main, 0.15), 8) +
    rect(28, 48, 104, 22, lighter(main, 0.1), 9) +
    rect(30, 26, 100, 26, main, 10) +
    path('M118 26H120A10 10 0 0 1 130 36V42A10 10 0 0 1 120 52H112Q124 40 118 26z', darker(main, 0.14)) +
    path('M30 36A10 10 0 0 1 40 26H64V52H40A10 10 0 0 1 30 42z', second) +
    blossom(88, 38, second, 1.5) +
    blossom(110, 36, second, 1.2) +
    blossom(47, 38, main, 1.5) +
    line('M30 60H132M34 77H126', darker(main, 0.25), 1.6) +
    path('M28 57A9 9 0 0 1 37 48H58V70H37A9 9 0 0 1 28 61z', lighter(second, 0.2)),
  floorMattress: ({ main, second }) =>
    ground(56) +
    path('M22 62L46 40H116L138 62z', lighter(main, 0.3)) +
    rect(22, 62, 116, 18, main, 5) +
    path('M22 70H138V75A5 5 0 0 1 133 80H27A5 5 0 0 1 22 75z', darker(main, 0.16)) +
    line(
      'M44 62V80M66 62V80M88 62V80M110 62V80M58 40L44 62M73 40L66 62M88 40V62M102 40L110 62M34 51H127',
      darker(main, 0.18),
      1.6,
    ) +
    path('M54 44L62 32H100L106 44Q80 50 54 44z', second) +
    path('M62 32H100L102 36H60z', lighter(second, 0.5)) +
    line('M56 43Q80 48 105 43', edge(second), 1.4),
  pillow: ({ main, second }) =>
    ground(48) +
    `<path d="M34 34Q34 26 42 28 80 22 118 28 126 26 126 34 130 54 126 74 126 82 118 80 80 86 42 80 34 82 34 74 30 54 34 34z" fill="${main}" stroke="${edge(main)}" stroke-width="1.2"/>` +
    path('M114 28Q126 26 126 34 130 54 126 74 126 82 118 80 104 82 94 83 120 62 114 28z', tone.paperEdge) +
    line('M48 34Q46 54 48 74M112 34Q114 54 112 74', second, 2.4) +
    blossom(80, 54, second, 2.6) +
    blossom(62, 44, second) +
    blossom(98, 44, second) +
    blossom(62, 64, second) +
    blossom(98, 64, second),
  cushion: ({ main, second }) =>
    ground(50) +
    path('M28 66Q26 56 34 52L54 36Q80 30 106 36L126 52Q134 56 132 66 130 82 80 84 30 82 28 66z', darker(main, 0.2)) +
    path('M32 56Q40 42 54 36 80 30 106 36 120 42 128 56 122 70 80 72T32 56z', main) +
    `<ellipse cx="80" cy="53" rx="34" ry="12" fill="none" stroke="${second}" stroke-width="1.8"/>` +
    blossom(80, 53, second, 2.6) +
    disc(80, 53, 2.6, tone.red) +
    blossom(58, 53, lighter(main, 0.5)) +
    blossom(102, 53, lighter(main, 0.5)) +
    bothSides(line('M30 68L24 78M34 72L30 82', second, 2.4)),
  blanket: ({ main, second }) =>
    ground(48) +
    [64, 44, 24]
      .map(
        (y, index) =>
          rect(32, y, 96, 22, index === 2 ? main : darker(main, 0.08 * (2 - index)), 9) +
          rect(52, y, 9, 22, second) +
          rect(66, y, 4, 22, second) +
          rect(98, y, 9, 22, second),
      )
      .join('') +
    line('M40 46H120M40 66H120', darker(main, 0.35), 1.8) +
    [36, 44, 52, 60, 68, 76, 84, 92, 100, 108, 116, 124].map((x) => line(`M${x} 85V91`, main, 2)).join('') +
    path('M116 24H119A9 9 0 0 1 128 33V37A9 9 0 0 1 119 46H110Q122 36 116 24z', darker(main, 0.18)),
  curtains: ({ main, second }) =>
    rect(46, 14, 68, 66, '#CFE6F2', 2) +
    disc(96, 32, 8, '#F9D05B') +
    path('M46 80V64Q64 52 82 62T114 58V80z', '#A9CF8A') +
    line('M80 14V80M46 46H114', tone.white, 3) +
    rect(26, 8, 108, 5, tone.wood, 2.5) +
    disc(26, 10.5, 4.5, tone.wood) +
    disc(134, 10.5, 4.5, tone.wood) +
    bothSides(
      `<path d="M32 12H72C70 34 62 50 46 58 50 66 52 78 52 90H30Q34 50 32 12z" fill="${main}" stroke="${edge(main)}" stroke-width="1.2"/>` +
        line(
          'M42 14Q44 38 40 56M52 14Q52 38 46 54M62 14Q60 36 50 52M40 64Q42 76 40 89M46 64Q48 76 47 89',
          edge(main),
          1.6,
        ) +
        path('M34 54Q42 60 50 56L48 62Q40 66 34 60z', second),
    ),
  carpet: ({ main, second }) =>
    ground(56, 80, 86) +
    path('M22 78L44 26H116L138 78z', main) +
    `<path d="M32 72L49 31H111L128 72z" fill="none" stroke="${second}" stroke-width="2.4"/>` +
    path('M80 36L108 52 80 68 52 52z', second) +
    path('M80 41L99 52 80 63 61 52z', darker(main, 0.2)) +
    blossom(80, 52, tone.cream, 2) +
    [
      [56, 38],
      [104, 38],
      [46, 64],
      [114, 64],
    ]
      .map(([x = 0, y = 0]) => blossom(x, y, second, 1.3))
      .join('') +
    line(
      'M24 79L22 85M36 79L35 85M48 79L47 85M60 79V85M72 79V85M84 79V85M96 79V85M108 79L109 85M120 79L121 85M134 79L136 85',
      tone.cream,
      2,
    ),
  tablecloth: ({ main, second }) =>
    ground(46) +
    path('M34 36L54 22H106L126 36z', darker(main, 0.02)) +
    `<path d="M34 36H126L132 78Q124 86 116 79 108 87 100 80 92 88 80 80 68 88 60 80 52 87 44 79 36 86 28 78z" fill="${main}" stroke="${edge(main)}" stroke-width="1"/>` +
    faded(
      0.75,
      path('M44 36H54L50 82 44 79 39 81zM72 36H84L85 82 80 80 74 83zM102 36H112L120 81 116 79 111 82z', second),
    ) +
    faded(0.75, path('M33 46H127L128 54H32zM31 64H130L131 72H29z', second)) +
    line('M34 36H126', edge(main), 1.6) +
    faded(0.6, path('M62 22H70L60 36H50zM86 22H94L100 36H90z', second)),
  vase: ({ main }) =>
    ground(22) +
    moved(
      12,
      13,
      line('M78 44Q74 30 62 22M80 44V18M82 44Q88 30 100 24', tone.leafDark, 2.4) +
        blossom(60, 20, '#E56A8E', 2.8) +
        blossom(80, 14, '#F0902A', 2.8) +
        blossom(101, 22, '#D64F7C', 2.8) +
        path('M70 36C62 34 60 28 62 26 68 28 72 32 70 36zM92 38C92 32 98 28 102 32 100 38 96 40 92 38z', tone.leaf) +
        path('M70 42H90L88 50C100 56 104 64 100 74 97 82 94 86 92 88H68C66 86 63 82 60 74 56 64 60 56 72 50z', main) +
        path('M84 42H90L88 50C100 56 104 64 100 74 97 82 94 86 92 88H84C96 74 94 58 82 50z', darker(main, 0.14)) +
        rect(67, 39, 26, 5, lighter(main, 0.3), 2.5) +
        path('M66 68Q72 60 80 66T94 66Q88 76 80 72T66 68z', lighter(main, 0.5)),
      0.85,
    ),
  pictureFrame: ({ main }) =>
    ground(40) +
    rect(36, 10, 88, 76, main, 2) +
    path('M36 10L46 20V76L36 86z', lighter(main, 0.2)) +
    path('M36 86L46 76H114L124 86z', darker(main, 0.25)) +
    path('M124 10V86L114 76V20z', darker(main, 0.14)) +
    rect(46, 20, 68, 56, '#FFFDF6') +
    rect(52, 26, 56, 44, '#BFE0EE') +
    disc(94, 37, 6, '#F2B36B') +
    path('M52 62L68 40 80 56 90 46 108 64V70H52z', '#4F8A7B') +
    path('M68 40L74 48 68 50 64 46z', tone.white) +
    path('M52 66Q72 58 108 66V70H52z', '#8CB96A') +
    faded(0.35, path('M52 26H72L52 54z', '#fff')) +
    ring(80, 6, 3, tone.steelDark, 1.6),
}

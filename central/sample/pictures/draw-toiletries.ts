import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect, ring, turned } from './shapes.ts'

const bubbles = [
  [40, 30, 6],
  [50, 18, 4],
  [118, 26, 5],
  [126, 40, 3.5],
  [34, 46, 3.5],
]
  .map(([x = 0, y = 0, r = 0]) => disc(x, y, r, '#fff') + disc(x - r * 0.3, y - r * 0.3, r * 0.35, '#CFE7F1'))
  .join('')

export const toiletryDrawings: Readonly<Record<string, Drawing>> = {
  lipstick: ({ main, second }) =>
    ground(36) +
    path('M62 40V24Q66 10 82 10L86 40z', main) +
    path('M62 24Q66 10 82 10 80 18 70 24z', lighter(main, 0.35)) +
    path('M79 22L84 18 86 40H79z', darker(main, 0.2)) +
    rect(60, 40, 28, 16, second) +
    rect(80, 40, 8, 16, darker(second, 0.2)) +
    rect(56, 56, 36, 32, tone.ink, 3) +
    rect(56, 60, 36, 3, second) +
    rect(98, 46, 26, 42, tone.ink, 4) +
    rect(98, 78, 26, 3, second) +
    faded(0.3, rect(102, 52, 3.5, 22, '#fff', 1.7)),
  lipBalm: ({ main, second }) =>
    ground(34) +
    rect(60, 16, 24, 20, lighter(second, 0.2), 6) +
    path('M60 28Q64 18 84 20V36H60z', second) +
    rect(57, 34, 30, 54, main, 4) +
    path('M79 34H83A4 4 0 0 1 87 38V84A4 4 0 0 1 83 88H77z', darker(main, 0.2)) +
    rect(57, 72, 30, 3, lighter(main, 0.5)) +
    path('M64 52Q72 46 80 52 72 60 64 52z', '#fff') +
    path('M94 56H120V84Q120 88 116 88H98Q94 88 94 84z', lighter(main, 0.5)) +
    path('M113 56H120V84Q120 88 116 88H112z', lighter(main, 0.2)),
  pencil: ({ main, second }) =>
    ground(44) +
    turned(
      -32,
      80,
      50,
      rect(40, 43, 66, 14, main) +
        rect(40, 52, 66, 5, darker(main, 0.3)) +
        rect(28, 43, 14, 14, second, 3) +
        path('M106 43L126 48V52L106 57z', '#E7C898') +
        path('M118 46L130 49.500V50.500L118 54z', darker(main, 0.2)) +
        line('M48 47H98', lighter(main, 0.3), 2),
    ) +
    path('M44 30Q66 12 92 22 68 20 46 36z', darker(main, 0.1)),
  mascara: ({ main, second }) =>
    ground(44) +
    turned(
      -28,
      80,
      46,
      rect(22, 30, 50, 13, main, 4) +
        rect(68, 31, 8, 11, second) +
        line('M76 36.500H112', tone.steelDark, 2) +
        [92, 96, 100, 104, 108, 112, 116, 120].map((x) => line(`M${x} 31L${x + 1} 42`, main, 2.4)).join(''),
    ) +
    turned(
      -28,
      80,
      62,
      rect(52, 62, 64, 15, main, 5) + rect(52, 64, 10, 11, second, 1) + line('M68 66H106', '#59616B', 2.6),
    ),
  shampoo: ({ main, second, motif }) =>
    ground(28) +
    rect(66, 8, 28, 14, second, 3) +
    path('M86 8H91A3 3 0 0 1 94 11V19A3 3 0 0 1 91 22H86z', darker(second, 0.16)) +
    path(
      'M62 24H98C108 34 110 44 108 58 106 70 108 78 108 82Q107 88 102 88H58Q53 88 52 82C52 78 54 70 52 58 50 44 52 34 62 24z',
      main,
    ) +
    path('M92 24H98C108 34 110 44 108 58 106 70 108 78 108 82Q107 88 102 88H94Q102 60 92 24z', darker(main, 0.18)) +
    oval(78, 56, 18, 20, isPale(main) ? tone.white : tone.cream) +
    motifAt(motif, 78, 56, 12) +
    faded(0.4, line('M58 36Q55 48 57 62', '#fff', 3)),
  dyeBox: ({ main, second, motif }) =>
    ground(36) +
    path('M46 22L56 14H116L108 22z', lighter(main, 0.4)) +
    rect(46, 22, 62, 66, second === '#FBFAF6' ? '#F4F1EA' : second) +
    path('M108 22L116 14V80L108 88z', darker(second, 0.25)) +
    rect(46, 22, 62, 12, main) +
    path('M52 82C50 60 56 42 78 42S104 58 102 82H94C98 66 92 56 88 54 76 60 66 58 62 64 60 70 61 76 62 82z', main) +
    path('M62 64C60 80 70 84 78 84S96 80 94 64C93 58 90 55 88 54 76 60 66 58 62 64z', '#F6D3B0') +
    line('M72 66H74M84 66H86M75 76Q78 78 82 76', tone.ink, 1.8) +
    motifAt(motif, 98, 28, 4),
  soap: ({ main }) =>
    ground(46) +
    bubbles +
    path('M32 74H128L122 86Q121 88 118 88H42Q39 88 38 86z', '#7FA0B5') +
    rect(28, 70, 104, 7, '#A9C3D2', 3.5) +
    path('M40 54C40 44 50 40 80 40S120 44 120 54V60C120 70 108 72 80 72S40 70 40 60z', darker(main, 0.14)) +
    path('M40 54C40 44 50 40 80 40S120 44 120 54 108 65 80 65 40 64 40 54z', main) +
    `<ellipse cx="80" cy="53" rx="26" ry="7" fill="none" stroke="${darker(main, 0.16)}" stroke-width="2"/>` +
    faded(0.6, line('M52 48Q60 45 70 45', '#fff', 3)) +
    motifAt('flower', 80, 53, 6),
  laundrySoap: ({ main }) =>
    ground(48) +
    path('M36 46L58 32H126L104 46z', lighter(main, 0.45)) +
    rect(36, 46, 68, 38, main, 3) +
    path('M104 46L126 32V68L104 84z', darker(main, 0.2)) +
    `<rect x="44" y="53" width="52" height="24" rx="3" fill="none" stroke="${darker(main, 0.24)}" stroke-width="2"/>` +
    path('M58 59L64 57Q70 61 76 57L82 59 86 66 81 68V73H59V68L54 66z', '#fff') +
    disc(122, 22, 5, '#fff') +
    disc(132, 32, 3.5, '#fff') +
    disc(114, 18, 3, '#fff'),
  detergentBox: ({ main, second }) =>
    ground(38) +
    line('M60 24C60 8 96 8 96 24', darker(main, 0.3), 4) +
    path('M42 28L56 20H122L110 28z', lighter(main, 0.35)) +
    rect(42, 28, 68, 60, main) +
    path('M110 28L122 20V80L110 88z', darker(main, 0.28)) +
    path(
      'M76 36L82 44 92 40 92 50 102 54 94 61 99 71 88 70 85 80 76 74 67 80 64 70 53 71 58 61 50 54 60 50 60 40 70 44z',
      second,
    ) +
    path('M64 52L70 50Q76 54 82 50L88 52 92 59 87 61V68H65V61L60 59z', '#fff') +
    [
      [54, 82],
      [62, 79],
      [98, 81],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 3, lighter(main, 0.5)))
      .join(''),
  toothpaste: ({ main, second }) =>
    ground(48) +
    rect(32, 58, 96, 28, main, 2) +
    path('M32 76Q80 88 128 70V84A2 2 0 0 1 126 86H34A2 2 0 0 1 32 84z', second) +
    path(
      'M48 63H52C56 61 62 62 61 68 60 72 58 76 56 76S54 72 52 72 50 76 48 76 44 72 43 68C42 62 45 61 48 63z',
      '#fff',
    ) +
    line('M70 67H112', '#fff', 3) +
    turned(
      -7,
      80,
      36,
      path('M30 26Q30 24 32 24L98 28V48L32 52Q30 52 30 50z', lighter(main, 0.35)) +
        path('M30 42Q60 48 98 42V48L32 52Q30 52 30 50z', second) +
        rect(26, 23, 6, 30, darker(main, 0.2), 2) +
        path('M98 29L106 33V43L98 47z', darker(main, 0.1)) +
        rect(106, 31, 18, 14, second, 3) +
        line('M110 33V43M115 33V43M120 33V43', darker(second, 0.25), 1.5),
    ),
  toothbrush: ({ main, second }) =>
    ground(46) +
    turned(
      -22,
      80,
      50,
      path('M22 50Q22 44 32 44H74Q86 46 96 46H134Q138 46 138 50T134 54H96Q86 54 74 56H32Q22 56 22 50z', main) +
        path('M22 50Q24 54 40 54H136Q135 54 134 54H96Q86 54 74 56H32Q22 56 22 50z', darker(main, 0.22)) +
        [106, 112, 118, 124, 130]
          .map((x, index) => rect(x, 30, 5, 17, index % 2 ? '#5FB3D9' : darker(second, 0.06), 1.5))
          .join('') +
        line('M36 48H66', lighter(main, 0.5), 2.6),
    ) +
    bubbles,
  comb: ({ main }) =>
    ground(46) +
    turned(
      -14,
      80,
      52,
      [32, 39, 46, 53, 60, 67, 74, 81, 88, 95, 102, 109, 116, 123]
        .map((x, index) => rect(x, 46, 4, index < 7 ? 34 : 30, darker(main, 0.08), 1.5))
        .join('') +
        path('M26 46C28 30 50 26 80 26S132 30 134 46V52H26z', main) +
        path('M26 46H134V52H26z', darker(main, 0.22)) +
        line('M40 38Q80 28 120 38', lighter(main, 0.4), 2.4),
    ),
  hairbrush: ({ main, second }) =>
    ground(42) +
    turned(
      40,
      80,
      50,
      rect(74, 54, 12, 48, main, 6) +
        rect(80, 56, 6, 46, darker(main, 0.2), 3) +
        oval(80, 28, 22, 32, main) +
        oval(80, 28, 16, 26, second) +
        [12, 20, 28, 36, 44]
          .map((y, row) => [-8, 0, 8].map((dx) => disc(80 + dx + (row % 2 ? 3 : 0) - 1, y, 1.9, '#E9EDEF')).join(''))
          .join(''),
    ),
  handMirror: ({ main, second }) =>
    ground(20) +
    rect(75, 58, 10, 31, main, 5) +
    rect(80, 60, 5, 29, darker(main, 0.2), 2.5) +
    disc(80, 36, 30, main) +
    path('M101 15A30 30 0 0 1 66 62 36 36 0 0 0 101 15z', darker(main, 0.2)) +
    disc(80, 36, 24, second) +
    disc(80, 36, 22.5, '#CFE3EA') +
    path('M62 44L88 15 96 20 68 54z', '#E9F4F7') +
    [0, 60, 120, 180, 240, 300].map((angle) => turned(angle, 80, 36, disc(80, 9, 1.6, lighter(main, 0.6)))).join(''),
  cottonPads: ({ main, second }) =>
    ground(34) +
    path('M52 20H108L106 86Q80 90 54 86z', lighter(second, 0.55)) +
    [76, 67, 58, 49, 40]
      .map((y) => oval(80, y, 23, 7, tone.paperEdge) + oval(80, y - 2, 23, 7, darker(main, 0.01)))
      .join('') +
    path('M52 20Q58 14 66 18 72 10 80 16 88 10 94 18 102 14 108 20L106 28H54z', second) +
    `<ellipse cx="80" cy="38" rx="15" ry="4" fill="none" stroke="${tone.paperEdge}" stroke-width="1.4"/>` +
    faded(0.6, line('M58 34L60 80', '#fff', 2.4)),
  cottonBuds: ({ main, second }) =>
    ground(32) +
    [56, 63, 70, 77, 84, 91, 98, 104]
      .map(
        (x, index) =>
          line(`M${x} 40L${80 + (x - 80) * 1.3} ${18 + (index % 3) * 3}`, darker(main, 0.12), 2.4) +
          oval(80 + (x - 80) * 1.3, 17 + (index % 3) * 3, 3.2, 5, second),
      )
      .join('') +
    path('M48 36H112V80C112 86 98 89 80 89S48 86 48 80z', main) +
    path('M100 36H112V80C112 84 106 87 96 88 102 70 102 50 100 36z', darker(main, 0.18)) +
    oval(80, 36, 32, 6, darker(main, 0.14)) +
    rect(48, 50, 64, 22, tone.white) +
    line('M62 61L98 61', darker(main, 0.1), 2.4) +
    oval(62, 61, 5, 3.5, main) +
    oval(98, 61, 5, 3.5, main),
  toiletRolls: ({ main, second }) => {
    const roll =
      rect(-17, -12, 34, 26, darker(main, 0.02)) +
      path('M8-12H17V14H6z', tone.paperEdge) +
      oval(0, 14, 17, 5, darker(main, 0.04)) +
      `<ellipse cy="-12" rx="17" ry="6" fill="#fff" stroke="${tone.paperEdge}" stroke-width="1"/>` +
      oval(0, -12, 6, 2.2, '#C9A978') +
      line('M-14 0H13M-14 6H13', second, 1.6)
    return ground(48) + moved(80, 34, roll) + moved(60, 68, roll) + moved(100, 68, roll)
  },
  towel: ({ main, second }) =>
    ground(46) +
    path('M34 70H126V80Q126 88 118 88H42Q34 88 34 80z', darker(main, 0.16)) +
    path('M34 54H126V66Q126 74 118 74H42Q34 74 34 66z', lighter(main, 0.2)) +
    path('M34 40Q34 32 44 32H116Q126 32 126 42V50Q126 58 118 58H42Q34 58 34 50z', main) +
    path('M114 32H116Q126 32 126 42V50Q126 58 118 58H110Q118 46 114 32z', darker(main, 0.13)) +
    rect(50, 32, 7, 26, second) +
    rect(61, 32, 3, 26, second) +
    line('M40 74H120M40 58H120', darker(main, 0.22), 1.4) +
    ring(90, 45, 6, second, 2),
}

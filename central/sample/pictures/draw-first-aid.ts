import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, lighter, tone } from './shade.ts'
import { bothSides, disc, faded, ground, line, moved, oval, path, rect, ring, turned } from './shapes.ts'

export const firstAidDrawings: Readonly<Record<string, Drawing>> = {
  ointment: ({ main, second, motif }) =>
    ground(50) +
    rect(26, 60, 92, 26, second, 2) +
    path('M26 62A2 2 0 0 1 28 60H50V86H28A2 2 0 0 1 26 84z', main) +
    line('M60 69H106M60 77H92', '#C3C9CE', 2.6) +
    motifAt(motif, 38, 73, 8) +
    turned(
      -10,
      80,
      36,
      path('M30 24L96 28V46L30 50z', lighter(main, 0.15)) +
        path('M30 41L96 40V46L30 50z', darker(main, 0.14)) +
        rect(24, 22, 8, 30, darker(main, 0.3), 2) +
        rect(42, 30, 44, 14, tone.white, 3) +
        motifAt(motif, 52, 37, 5) +
        line('M62 37H80', main, 3) +
        path('M96 29L102 33V41L96 45z', tone.steel) +
        path('M102 30H118L122 33V41L118 44H102z', tone.white) +
        line('M107 31V43M112 31V43', tone.paperEdge, 1.6),
    ),
  rollOn: ({ main, second }) =>
    ground(26) +
    disc(72, 24, 12, '#C9D6DA') +
    faded(0.7, oval(68, 20, 3.5, 2.5, '#fff')) +
    path('M58 30H86L92 44V82Q92 88 86 88H58Q52 88 52 82V44z', main) +
    path('M82 30H86L92 44V82Q92 88 86 88H80Q88 60 82 30z', darker(main, 0.18)) +
    rect(54, 28, 36, 6, second, 2) +
    rect(52, 52, 40, 24, tone.white) +
    path(
      'M66 60C70 56 76 58 76 64 76 70 68 71 66 66zM66 62L58 57M66 66L58 66M68 70L63 75M76 60L83 56M77 65L85 66M74 69L79 74',
      second,
    ) +
    line('M66 62L59 58M66 66L58 67M68 70L64 74M76 61L83 57M77 65L85 66M74 69L79 73', second, 1.5) +
    path('M100 58Q100 48 112 48T124 58V84Q124 88 120 88H104Q100 88 100 84z', second) +
    path('M117 49Q124 51 124 58V84Q124 88 120 88H115z', darker(second, 0.2)),
  patches: ({ main, second }) =>
    ground(46) +
    turned(
      10,
      98,
      54,
      rect(66, 26, 62, 50, '#E9C9A2', 8) +
        disc(84, 42, 1.5, '#C99C6C') +
        disc(97, 51, 1.5, '#C99C6C') +
        disc(110, 42, 1.5, '#C99C6C') +
        disc(110, 61, 1.5, '#C99C6C') +
        disc(84, 61, 1.5, '#C99C6C'),
    ) +
    rect(34, 18, 62, 68, main, 4) +
    path('M86 18H92A4 4 0 0 1 96 22V82A4 4 0 0 1 92 86H84Q90 50 86 18z', darker(main, 0.18)) +
    rect(34, 24, 62, 6, second) +
    path('M64 38C56 40 54 48 56 56L52 78H76L74 58C78 50 74 40 64 38z', '#F6D3B0') +
    rect(57, 52, 15, 13, tone.red, 3) +
    rect(60, 55, 9, 7, '#F4A29B', 2),
  plasters: ({ main, second }) => {
    const strip =
      rect(-32, -9, 64, 18, main, 9) +
      rect(-11, -9, 22, 18, lighter(main, 0.5)) +
      [
        [-22, -3],
        [-16, 3],
        [16, -3],
        [22, 3],
        [-24, 3],
        [24, -3],
      ]
        .map(([x = 0, y = 0]) => disc(x, y, 1.2, darker(main, 0.2)))
        .join('') +
      rect(-6, -5, 12, 10, '#fff', 2)
    return (
      ground(42) +
      rect(54, 34, 70, 52, tone.white, 4) +
      path('M54 38A4 4 0 0 1 58 34H120A4 4 0 0 1 124 38V50H54z', second) +
      path('M86 37H92V40H95V46H92V49H86V46H83V40H86z', tone.white) +
      moved(98, 68, strip, 0.6) +
      turned(-38, 52, 46, moved(52, 44, strip)) +
      turned(30, 58, 72, moved(58, 72, strip, 0.9))
    )
  },
  bandage: ({ main }) =>
    ground(46) +
    path('M66 72H132V84H74z', darker(main, 0.05)) +
    line('M78 78H128', tone.paperEdge, 1.6) +
    path('M48 26H92V84H48z', darker(main, 0.03)) +
    path('M84 26H92V84H80z', tone.paperEdge) +
    oval(48, 55, 13, 29, '#F1EDE3') +
    `<ellipse cx="48" cy="55" rx="9" ry="21" fill="none" stroke="#CFC8B8" stroke-width="2"/>` +
    oval(48, 55, 4, 10, '#B9B1A0') +
    oval(92, 55, 13, 29, tone.paperEdge) +
    path('M92 26C99 26 105 39 105 55V84H92z', darker(main, 0.06)) +
    path('M58 40H84V44H58zM58 52H84V56H58zM58 64H84V68H58z', '#E9E4D8') +
    rect(66, 47, 8, 14, tone.red, 1) +
    rect(63, 50, 14, 8, tone.red, 1),
  cottonWool: ({ main, second }) =>
    ground(44) +
    path(
      'M44 44C36 30 52 18 62 26 66 14 86 14 90 24 102 16 118 28 112 42 122 48 116 58 108 58H50C40 58 38 48 44 44z',
      darker(main, 0.01),
    ) +
    path('M112 42C122 48 116 58 108 58H70C92 56 106 50 112 42z', tone.paperEdge) +
    line('M58 34Q64 30 70 34M84 34Q92 30 98 36M66 46Q74 42 82 46', tone.paperEdge, 2.4) +
    path('M40 50H120L114 84Q113 88 108 88H52Q47 88 46 84z', second) +
    path('M108 50H120L114 84Q113 88 108 88H100Q110 68 108 50z', darker(second, 0.2)) +
    disc(78, 69, 12, tone.white) +
    motifAt('cross', 78, 69, 8),
  eyeDrops: ({ main, second }) =>
    ground(30) +
    path('M70 16L74 8H80L84 16V30H70z', second === '#FBFAF6' ? '#EEF1F1' : second) +
    path('M78 8H80L84 16V30H77z', tone.paperEdge) +
    path('M62 42Q62 32 70 30H84Q92 32 92 42V82Q92 88 86 88H68Q62 88 62 82z', main) +
    path('M84 30Q92 32 92 42V82Q92 88 86 88H81Q88 58 84 30z', darker(main, 0.18)) +
    rect(62, 48, 30, 28, tone.white) +
    path('M66 62Q77 52 88 62 77 72 66 62z', lighter(main, 0.5)) +
    disc(77, 62, 4.5, '#2E6FBE') +
    disc(77, 62, 2, tone.ink) +
    path('M112 46C116 53 120 57 120 62A8 8 0 0 1 104 62C104 57 108 53 112 46z', '#6FB0DC') +
    faded(0.6, path('M108 62A4 4 0 0 0 112 67', '#fff')) +
    path('M108 76C110 79 112 81 112 83A4 4 0 0 1 104 83C104 81 106 79 108 76z', '#9CCDEA'),
  nasalSpray: ({ main }) =>
    ground(30) +
    path('M78 22L81 8H87L90 22z', '#CFD8D6') +
    path('M72 22H96V34H72z', '#DEE4E1') +
    rect(64, 32, 40, 7, tone.paperEdge, 3) +
    path('M64 39H104V80Q104 88 96 88H72Q64 88 64 80z', main) +
    path('M96 39H104V80Q104 88 96 88H90Q98 64 96 39z', darker(main, 0.2)) +
    rect(64, 50, 40, 24, tone.white) +
    path('M82 54C82 62 74 62 74 68 76 72 84 70 86 68 90 66 88 58 82 54z', '#F2B998') +
    line('M54 14L42 8M52 20H38M54 26L42 32', '#8CC3E6', 2.6) +
    [
      [34, 6],
      [30, 20],
      [34, 34],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2, '#8CC3E6'))
      .join(''),
  surgicalMask: ({ main }) =>
    ground(40) +
    bothSides(line('M44 38C26 34 24 62 46 64', tone.white, 3)) +
    path('M42 36Q80 18 118 36C122 52 116 72 104 80Q80 92 56 80C44 72 38 52 42 36z', lighter(main, 0.4)) +
    path('M42 36Q80 18 118 36L118 42Q80 24 42 42z', lighter(main, 0.75)) +
    path('M106 30L118 36C122 52 116 72 104 80Q96 84 90 86 112 66 106 30z', main) +
    line('M43 50Q80 38 117 50M45 60Q80 50 115 60M49 70Q80 62 111 70', darker(main, 0.08), 1.8) +
    line('M66 29Q80 25 94 29', tone.steel, 2.6),
  thermometer: ({ main, second }) =>
    ground(44) +
    turned(
      -32,
      80,
      50,
      rect(24, 40, 84, 20, darker(main, 0.03), 10) +
        path('M24 52H108V50A10 10 0 0 1 98 60H34A10 10 0 0 1 24 52z', tone.paperEdge) +
        rect(108, 45, 26, 10, tone.steel, 5) +
        rect(126, 45, 10, 10, tone.steelDark, 5) +
        rect(46, 44, 36, 12, '#C8DDB9', 2) +
        line('M52 46H56V54H52M56 50H53M64 46H60V54H64V50H60M75 46H71V50H75V54H71', tone.ink, 1.6) +
        disc(67.5, 54, 1, tone.ink) +
        disc(35, 50, 4.5, second) +
        disc(93, 50, 3, '#6FB0DC'),
    ),
  bloodPressure: ({ main, second }) =>
    ground(48) +
    line('M60 66C60 96 112 90 112 64', second, 3.4) +
    path('M92 30Q92 20 102 20H122Q130 20 130 30V62Q130 70 122 70H102Q92 70 92 62z', second) +
    path('M92 56Q110 64 130 56V62Q130 70 122 70H102Q92 70 92 62z', darker(second, 0.25)) +
    rect(98, 28, 12, 32, lighter(second, 0.2), 3) +
    rect(28, 26, 58, 54, darker(main, 0.02), 8) +
    path('M78 26A8 8 0 0 1 86 34V72A8 8 0 0 1 78 80H74Q80 54 76 26z', tone.paperEdge) +
    rect(34, 32, 44, 28, '#C8DDB9', 3) +
    line('M42 37V44M48 37H53V40.500H48V44H53M59 37H64V44H59zM46 49H51V56M58 49V52.500H63M63 49V56', tone.ink, 1.8) +
    disc(48, 70, 5, tone.red) +
    rect(58, 66, 16, 7, '#A9B4BC', 3) +
    path('M100 44L104 40 108 44 104 49z', tone.red),
  hotWaterBottle: ({ main }) =>
    ground(30) +
    path('M70 10H90V20H70z', darker(main, 0.35)) +
    path('M72 18H88V28C104 28 112 34 112 46V76Q112 88 100 88H60Q48 88 48 76V46C48 34 56 28 72 28z', main) +
    path('M98 29Q112 33 112 46V76Q112 88 100 88H92Q106 62 98 29z', darker(main, 0.18)) +
    [56, 64, 72, 80, 88, 96, 104].map((x) => line(`M${x} ${44}V80`, lighter(main, 0.22), 2.2)).join('') +
    path('M80 50C84 44 94 47 92 56 90 64 84 68 80 71 76 68 70 64 68 56 66 47 76 44 80 50z', tone.cream) +
    line('M54 20Q50 14 54 8M106 20Q102 14 106 8', '#C3B8B0', 2.6),
  heatPack: ({ main, second }) =>
    ground(46) +
    path(
      'M34 44C32 36 40 34 48 36 70 32 90 32 112 36 120 34 128 36 126 44 130 56 130 68 126 78 128 86 120 88 112 86 90 90 70 90 48 86 40 88 32 86 34 78 30 68 30 56 34 44z',
      main,
    ) +
    path(
      'M126 44C130 56 130 68 126 78 128 86 120 88 112 86 96 88 80 88.5 66 88 110 84 122 66 126 44z',
      darker(main, 0.14),
    ) +
    line('M56 40V84M80 38V86M104 40V84M36 61H124', second, 2.2) +
    motifAt('flame', 68, 50, 6) +
    motifAt('flame', 92, 72, 6) +
    line('M60 26Q56 20 60 14M80 26Q76 20 80 14M100 26Q96 20 100 14', '#D98A6A', 2.8),
  firstAid: ({ main, second }) =>
    ground(46) +
    line('M64 30V22Q64 16 70 16H90Q96 16 96 22V30', darker(main, 0.35), 6) +
    rect(34, 30, 92, 57, main, 8) +
    path('M114 30H118A8 8 0 0 1 126 38V79A8 8 0 0 1 118 87H108Q118 60 114 30z', darker(main, 0.2)) +
    path('M34 44H126V48H34z', darker(main, 0.28)) +
    disc(80, 62, 18, second) +
    path('M75 50H85V57H92V67H85V74H75V67H68V57H75z', main) +
    rect(46, 41, 10, 10, tone.steel, 2) +
    rect(104, 41, 10, 10, tone.steel, 2) +
    ring(80, 62, 18, lighter(main, 0.3), 1.5),
}

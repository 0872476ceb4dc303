import type { Drawing } from './drawing.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect, ring, turned } from './shapes.ts'

const screenHills = (x: number, y: number, width: number, height: number, sky: string): string =>
  rect(x, y, width, height, lighter(sky, 0.25), 2) +
  disc(x + width * 0.76, y + height * 0.3, height * 0.13, '#F9D05B') +
  path(
    `M${x} ${y + height}V${y + height * 0.7}L${x + width * 0.28} ${y + height * 0.36} ${x + width * 0.5} ${y + height * 0.66} ${x + width * 0.68} ${y + height * 0.5} ${x + width} ${y + height * 0.8}V${y + height}z`,
    darker(sky, 0.3),
  ) +
  path(
    `M${x} ${y + height}V${y + height * 0.84}Q${x + width * 0.5} ${y + height * 0.66} ${x + width} ${y + height * 0.9}V${y + height}z`,
    tone.leafDark,
  )

export const gadgetDrawings: Readonly<Record<string, Drawing>> = {
  tv: ({ main, second }) =>
    ground(40) +
    rect(36, 14, 88, 60, main, 4) +
    screenHills(40, 18, 80, 50, second) +
    rect(76, 74, 8, 8, darker(main, 0.2)) +
    path('M56 88L62 81H98L104 88z', main) +
    disc(118, 71, 1.3, tone.red) +
    faded(0.25, path('M46 18H72L52 68H40V34z', '#fff')),
  tvWide: ({ main, second }) =>
    ground(54) +
    rect(22, 14, 116, 66, main, 3) +
    screenHills(25, 17, 110, 58, second) +
    path('M40 80H52L46 88H34zM108 80H120L126 88H114z', darker(main, 0.1)) +
    faded(0.22, path('M34 17H76L50 75H25V40z', '#fff')),
  radio: ({ main, second }) =>
    ground(44) +
    line('M112 30L132 6', tone.steelDark, 2.4) +
    disc(132, 6, 2.4, tone.steelDark) +
    line('M56 30Q56 16 66 16H96Q106 16 106 30', darker(main, 0.35), 4) +
    rect(32, 28, 96, 58, main, 7) +
    path('M116 28H121A7 7 0 0 1 128 35V79A7 7 0 0 1 121 86H110Q122 58 116 28z', darker(main, 0.16)) +
    disc(58, 57, 21, darker(main, 0.4)) +
    disc(58, 57, 18, darker(main, 0.55)) +
    [44, 50, 56, 62, 68]
      .map((y) =>
        line(
          `M${58 - Math.sqrt(256 - (y - 57) ** 2) + 2} ${y + 1}H${58 + Math.sqrt(256 - (y - 57) ** 2) - 2}`,
          lighter(main, 0.2),
          2,
        ),
      )
      .join('') +
    rect(84, 36, 36, 14, tone.cream, 2) +
    line('M88 46V42M93 46V43M98 46V42M103 46V43M108 46V42M113 46V43', tone.ink, 1.2) +
    line('M101 38V48', tone.red, 1.8) +
    disc(93, 66, 8, second === main ? tone.steel : second) +
    disc(93, 66, 7, tone.steel) +
    line('M93 66V60', tone.ink, 1.8) +
    disc(112, 66, 5, tone.steel) +
    rect(86, 78, 32, 4, darker(main, 0.3), 2),
  speaker: ({ main }) =>
    ground(30) +
    rect(52, 8, 56, 80, main, 5) +
    path('M98 8H103A5 5 0 0 1 108 13V83A5 5 0 0 1 103 88H96Q104 48 98 8z', darker(main, 0.3)) +
    ring(78, 28, 11, tone.steelDark, 2.4) +
    disc(78, 28, 9, '#23282E') +
    disc(78, 28, 4, tone.steelDark) +
    ring(78, 62, 20, tone.steelDark, 2.4) +
    disc(78, 62, 18, '#23282E') +
    disc(78, 62, 11, '#3C444D') +
    disc(78, 62, 5, tone.gold) +
    line('M116 22Q124 30 120 40M40 40Q36 30 44 22M124 14Q136 30 128 48M32 48Q24 30 36 14', '#9DAAB5', 2.6),
  headphones: ({ main }) => {
    const edge = darker(main, isPale(main) ? 0.25 : 0.1)
    return (
      ground(38) +
      `<path d="M44 60V52C44 26 60 12 80 12S116 26 116 52V60" fill="none" stroke="${edge}" stroke-width="8" stroke-linecap="round"/>` +
      `<path d="M48 56V52C48 30 62 17 80 17S112 30 112 52V56" fill="none" stroke="${lighter(main, 0.25)}" stroke-width="3"/>` +
      rect(34, 50, 22, 36, isPale(main) ? darker(main, 0.06) : main, 10) +
      rect(104, 50, 22, 36, isPale(main) ? darker(main, 0.06) : main, 10) +
      rect(50, 52, 10, 32, darker(main, 0.45), 5) +
      rect(100, 52, 10, 32, darker(main, 0.45), 5) +
      faded(0.5, rect(39, 58, 3.5, 18, '#fff', 1.7)) +
      disc(116, 68, 4, tone.red)
    )
  },
  discPlayer: ({ main, second }) =>
    ground(52) +
    disc(88, 36, 27, '#D9E2E8') +
    path('M88 36L108 18A27 27 0 0 1 114 42z', lighter(second, 0.4)) +
    path('M88 36L66 52A27 27 0 0 1 62 30z', '#F0C9D8') +
    ring(88, 36, 27, tone.steelDark, 1.2) +
    disc(88, 36, 8, '#B4C1C8') +
    disc(88, 36, 3.5, '#F6F5F1') +
    rect(24, 52, 112, 32, main, 4) +
    rect(24, 74, 112, 10, darker(main, 0.3), 4) +
    rect(34, 58, 58, 7, '#1F2429', 2) +
    rect(100, 58, 26, 9, '#20303A', 2) +
    line('M104 62.500H110M114 62.500H120', '#8FE3C4', 2) +
    [104, 112, 120].map((x) => disc(x, 74, 2, tone.steel)).join('') +
    rect(32, 84, 10, 4, tone.ink) +
    rect(118, 84, 10, 4, tone.ink),
  camera: ({ main, second }) =>
    ground(46) +
    path('M58 28L64 16H96L102 28z', darker(main, 0.05)) +
    rect(32, 26, 96, 58, main, 8) +
    rect(32, 26, 96, 14, second, 7) +
    rect(32, 34, 96, 8, second) +
    rect(38, 20, 14, 7, tone.steelDark, 2) +
    rect(110, 21, 10, 6, tone.red, 2) +
    disc(80, 58, 26, darker(main, 0.3)) +
    disc(80, 58, 22, tone.steelDark) +
    disc(80, 58, 18, '#1F2429') +
    disc(80, 58, 12, '#35557A') +
    disc(80, 58, 6, '#1B2A3F') +
    faded(0.8, oval(74, 52, 4, 3, '#fff')) +
    rect(72, 20, 16, 7, '#CFE3EA', 1.5) +
    disc(116, 50, 3, tone.red),
  tabletComputer: ({ main, second }) =>
    ground(38) +
    turned(
      -5,
      80,
      50,
      rect(40, 10, 80, 74, main, 6) +
        screenHills(45, 16, 70, 58, second) +
        [
          [52, 56, '#D2372D'],
          [66, 56, '#F4C93B'],
          [80, 56, '#FBFAF6'],
          [94, 56, '#3D78B8'],
        ]
          .map(([x, y, fill]) => rect(Number(x), Number(y), 10, 10, String(fill), 2.5))
          .join('') +
        disc(80, 79, 2.5, tone.steelDark) +
        faded(0.2, path('M50 16H76L54 74H45V40z', '#fff')),
    ),
  laptop: ({ main, second }) =>
    ground(58) +
    rect(38, 12, 84, 58, darker(main, 0.35), 4) +
    rect(42, 16, 76, 48, '#F6F7F8', 1) +
    rect(42, 16, 76, 9, second, 1) +
    rect(48, 30, 30, 26, lighter(second, 0.6), 2) +
    path('M50 54L58 42 64 50 70 38 76 54z', second) +
    line('M84 34H110M84 42H106M84 50H112', '#B4C1C8', 2.8) +
    path('M38 70H122L138 84H22z', main) +
    path('M46 72H114L120 79H40z', darker(main, 0.35)) +
    line('M46 74H114M44 76.500H116', main, 1) +
    path('M68 80H92L93 83H67z', darker(main, 0.2)) +
    path('M22 84H138V86Q138 88 134 88H26Q22 88 22 86z', darker(main, 0.25)),
  calculator: ({ main }) =>
    ground(28) +
    rect(52, 8, 56, 80, main, 6) +
    path('M98 8H102A6 6 0 0 1 108 14V82A6 6 0 0 1 102 88H96Q103 48 98 8z', darker(main, 0.25)) +
    rect(58, 14, 42, 15, '#C8DDB9', 2) +
    line('M84 18V25M88 18H93V21.500H88V25H93', tone.ink, 1.6) +
    [36, 47, 58, 69]
      .flatMap((y, row) =>
        [58, 69, 80, 91].map((x, column) =>
          rect(x, y, 8.5, 8, column === 3 ? '#F0902A' : row === 0 ? '#9AA2AB' : tone.white, 2),
        ),
      )
      .join('') +
    rect(58, 79, 31, 5, tone.white, 2) +
    rect(91, 79, 8.5, 5, tone.red, 2),
  wallClock: ({ main }) =>
    faded(0.14, disc(82, 52, 38, tone.ink)) +
    disc(80, 49, 38, main) +
    path('M106 22A38 38 0 0 1 56 79 46 46 0 0 0 106 22z', darker(main, 0.3)) +
    disc(80, 49, 31, '#FFFDF6') +
    [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330]
      .map((angle) => turned(angle, 80, 49, line('M80 22V25', tone.ink, angle % 90 === 0 ? 3 : 1.6)))
      .join('') +
    line('M80 49L68 40', tone.ink, 3.6) +
    line('M80 49L94 32', tone.ink, 2.6) +
    line('M80 55L80 27', tone.red, 1.2) +
    disc(80, 49, 3, tone.red),
  alarmClock: ({ main }) =>
    ground(34) +
    line('M58 82L52 89M102 82L108 89', tone.ink, 5) +
    path('M48 34A16 16 0 0 1 72 16zM112 34A16 16 0 0 0 88 16z', tone.gold) +
    rect(77, 8, 6, 10, tone.steelDark, 2) +
    disc(80, 54, 34, main) +
    path('M104 30A34 34 0 0 1 56 78 42 42 0 0 0 104 30z', darker(main, 0.18)) +
    disc(80, 54, 26, '#FFFDF6') +
    [0, 90, 180, 270].map((angle) => turned(angle, 80, 54, line('M80 31V35', tone.ink, 3))).join('') +
    line('M80 54V40', tone.ink, 3.4) +
    line('M80 54L91 60', tone.ink, 2.8) +
    disc(80, 54, 2.8, tone.red) +
    line('M36 26Q32 20 36 14M124 26Q128 20 124 14', '#B4AFA4', 2.6),
  bulb: ({ main }) =>
    ground(20) +
    line('M80 2V6M44 16L48 19M116 16L112 19M34 44H39M126 44H121', '#E3B638', 3) +
    path('M80 10C100 10 110 24 110 38 110 52 96 56 94 68H66C64 56 50 52 50 38 50 24 60 10 80 10z', lighter(main, 0.3)) +
    path('M96 14C106 20 110 28 110 38 110 52 96 56 94 68H86C88 52 104 44 96 14z', main) +
    line('M70 66Q72 48 68 42 74 36 80 44 86 36 92 42 88 48 90 66', '#D08A1E', 2) +
    rect(66, 67, 28, 14, tone.steel, 3) +
    line('M66 71H94M66 75H94', tone.steelDark, 2.2) +
    path('M70 81H90L86 88H74z', tone.ink) +
    faded(0.8, line('M60 36Q61 24 70 20', '#fff', 3.4)),
  tubeLight: ({ main }) =>
    ground(48) +
    turned(
      -22,
      80,
      50,
      rect(18, 34, 124, 12, darker(main, 0.16), 3) +
        rect(18, 34, 124, 4, '#fff', 2) +
        rect(24, 46, 112, 13, '#FFF7D8', 6.5) +
        rect(24, 46, 112, 5, '#fff', 2.5) +
        rect(18, 44, 14, 17, tone.steelDark, 3) +
        rect(128, 44, 14, 17, tone.steelDark, 3),
    ) +
    line('M50 84L48 90M72 76L71 84M94 68L95 76M114 60L118 68', '#E3B638', 2.8),
  deskLamp: ({ main }) => {
    const shade = isPale(main) ? darker(main, 0.06) : main
    return (
      ground(36) +
      faded(0.55, path('M84 38L130 56 118 88H52z', '#FBE9A8')) +
      rect(38, 80, 44, 8, darker(main, 0.25), 4) +
      line('M58 80L46 48 78 24', tone.steelDark, 5) +
      disc(46, 48, 5, darker(main, 0.3)) +
      path('M68 26C74 8 100 4 118 20L132 54Q100 64 78 42z', shade) +
      path('M106 13C112 15 115 17 118 20L132 54Q124 57 116 57 122 34 106 13z', darker(main, 0.18)) +
      path('M79 42Q100 62 132 54 124 44 108 40 92 36 79 42z', '#FBE9A8') +
      disc(108, 51, 6, '#fff')
    )
  },
  torch: ({ main }) =>
    ground(48) +
    faded(0.6, path('M104 30L140 12V78L104 62z', '#FBE9A8')) +
    (rect(20, 38, 62, 18, main, 5) +
      rect(20, 48, 62, 8, darker(main, 0.22), 4) +
      path('M80 38L98 28H106V66H98L80 56z', darker(main, 0.1)) +
      rect(102, 26, 8, 42, tone.steel, 3) +
      rect(108, 30, 4, 34, '#FFF7D8', 2) +
      rect(46, 33, 16, 7, tone.red, 3) +
      line('M28 38V56M34 38V56M40 38V56', darker(main, 0.35), 2)) +
    line('M22 48Q10 52 14 66', tone.ink, 2.6),
  lantern: ({ main }) =>
    ground(32) +
    line('M56 26C56 4 104 4 104 26', tone.ink, 4) +
    rect(54, 22, 52, 12, main, 5) +
    rect(58, 34, 44, 36, '#FFF4C4', 3) +
    path('M92 34H102V70H88z', '#F6E29A') +
    disc(80, 52, 11, '#FFE27A') +
    disc(80, 52, 5.5, '#fff') +
    line('M62 34V70M98 34V70M80 34V40M80 64V70', darker(main, 0.2), 2.6) +
    path('M50 70H110L114 84Q114 88 110 88H50Q46 88 46 84z', main) +
    path('M102 70H110L114 84Q114 88 110 88H102z', darker(main, 0.25)) +
    disc(80, 79, 4.5, tone.red) +
    rect(60, 77, 10, 4, '#8FE3C4', 1.5),
}

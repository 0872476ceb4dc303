import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect, ring, turned } from './shapes.ts'
import { casing } from './surfaces.ts'

const steam = line('M70 18Q66 12 70 6M82 16Q78 10 82 4M94 18Q90 12 94 6', '#B4C1C8', 2.6)

export const kitchenDrawings: Readonly<Record<string, Drawing>> = {
  fridge: ({ main }) =>
    ground(34) +
    casing('M50 10Q50 6 54 6H106Q110 6 110 10V84Q110 88 106 88H54Q50 88 50 84z', main) +
    path('M100 6H106Q110 6 110 10V84Q110 88 106 88H98Q104 50 100 6z', darker(main, 0.13)) +
    line('M50 36H110', darker(main, 0.4), 1.8) +
    rect(55, 18, 4, 13, darker(main, 0.5), 2) +
    rect(55, 42, 4, 24, darker(main, 0.5), 2) +
    rect(84, 14, 12, 4, tone.leafDark, 1) +
    faded(0.6, path('M68 42L88 42 72 80 64 80z', '#fff')) +
    rect(54, 88, 8, 3, tone.ink) +
    rect(98, 88, 8, 3, tone.ink),
  smallFridge: ({ main }) =>
    ground(32) +
    casing('M52 32Q52 26 58 26H102Q108 26 108 32V82Q108 87 102 87H58Q52 87 52 82z', main) +
    path('M99 26H102Q108 26 108 32V82Q108 87 102 87H96Q103 56 99 26z', darker(main, 0.13)) +
    rect(57, 36, 4, 22, darker(main, 0.5), 2) +
    line('M52 74H108', darker(main, 0.3), 1.6) +
    rect(82, 32, 12, 4, tone.leafDark, 1) +
    faded(0.6, path('M70 34L86 34 74 70 66 70z', '#fff')) +
    path('M70 26C66 12 76 10 80 16 84 8 96 12 90 26z', tone.leaf) +
    path('M72 18H88L86 26H74z', '#C9764A'),
  chestFridge: ({ main, second }) =>
    ground(50) +
    casing('M28 34L36 22H124L132 34z', main) +
    path('M28 34L36 22H124L132 34z', lighter(main, 0.45)) +
    casing('M28 34H132V84Q132 88 128 88H32Q28 88 28 84z', main) +
    path('M118 34H132V84Q132 88 128 88H116Q124 60 118 34z', darker(main, 0.12)) +
    line('M80 22V34M28 38H132', darker(main, 0.3), 1.6) +
    rect(46, 32, 16, 4, darker(main, 0.45), 2) +
    rect(98, 32, 16, 4, darker(main, 0.45), 2) +
    path('M66 78C56 70 60 52 72 54 78 46 90 52 90 60 100 64 96 78 88 80z', '#86B84E') +
    path('M72 80C66 72 70 60 78 62 86 60 90 72 86 80z', '#F4F3D6') +
    disc(64, 72, 3, second) +
    disc(94, 74, 3, second) +
    line('M70 66L66 60M88 66L92 62', second, 2.4),
  microwave: ({ main }) =>
    ground(52) +
    casing('M26 28Q26 22 32 22H128Q134 22 134 28V76Q134 82 128 82H32Q26 82 26 76z', main) +
    rect(32, 28, 72, 48, '#3A424C', 4) +
    rect(37, 33, 62, 38, '#59646F', 3) +
    path('M46 33H62L48 71H38V54z', '#74808B') +
    oval(72, 64, 20, 5, '#F3D27A') +
    path('M60 58H84L80 64H64z', '#E9E4D8') +
    rect(110, 30, 18, 9, '#C8DDB9', 1.5) +
    line('M114 34.500H124', tone.ink, 1.6) +
    [46, 54, 62].map((y) => [113, 119, 125].map((x) => disc(x, y, 2, darker(main, 0.35))).join('')).join('') +
    rect(110, 69, 18, 7, tone.steelDark, 2) +
    rect(34, 82, 10, 4, tone.ink) +
    rect(116, 82, 10, 4, tone.ink),
  riceCooker: ({ main, second }) =>
    ground(42) +
    casing('M42 44C42 24 60 18 80 18S118 24 118 44V72Q118 86 102 86H58Q42 86 42 72z', main) +
    path('M102 22C112 26 118 32 118 44V72Q118 86 102 86H92Q112 62 102 22z', darker(main, 0.14)) +
    path('M42 44H118V50H42z', darker(second, 0.1)) +
    path('M38 44Q30 46 34 56L42 56M122 44Q130 46 126 56L118 56', darker(main, 0.4)) +
    rect(66, 12, 28, 8, darker(main, 0.45), 4) +
    rect(62, 58, 36, 20, '#4A535C', 5) +
    rect(68, 62, 14, 7, '#C8DDB9', 1.5) +
    disc(91, 66, 3.5, tone.red) +
    rect(68, 72, 14, 3, '#8A949D', 1.5) +
    faded(0.6, line('M52 34Q58 26 68 25', '#fff', 3.4)),
  pressureCooker: ({ main, second }) =>
    ground(42) +
    steam +
    path('M44 42C46 28 62 24 80 24S114 28 116 42z', lighter(main, 0.2)) +
    rect(68, 18, 24, 8, second, 3) +
    casing('M40 42H120V74Q120 87 106 87H54Q40 87 40 74z', main) +
    path('M108 42H120V74Q120 87 106 87H96Q112 66 108 42z', darker(main, 0.3)) +
    rect(36, 40, 88, 7, second, 3) +
    rect(58, 54, 44, 24, '#1F2429', 5) +
    line('M66 60V66M71 60H76V63H71V66H76M84 60V66M89 60V66', '#8FE3C4', 1.8) +
    disc(66, 73, 2, second) +
    disc(80, 73, 2, tone.red) +
    disc(94, 73, 2, second),
  kettle: ({ main, second }) =>
    ground(40) +
    line('M108 30C132 26 132 72 106 70', second, 8) +
    path('M52 40L34 30 36 40 50 56z', darker(main, 0.16)) +
    casing('M56 26H104L112 82H46z', main) +
    path('M94 26H104L112 82H98z', darker(main, 0.2)) +
    path('M56 26Q80 12 104 26z', second) +
    disc(80, 16, 4, second) +
    rect(42, 80, 74, 8, second, 4) +
    rect(62, 42, 8, 28, '#CFE3EA', 4) +
    rect(62, 54, 8, 16, '#8CC3E6', 4) +
    faded(0.5, line('M80 34L78 74', '#fff', 3.4)),
  blender: ({ main }) =>
    ground(30) +
    rect(66, 6, 28, 7, tone.ink, 3) +
    path('M54 13H106L98 60H62z', '#DDEBEE') +
    path('M57 30H103L98 60H62z', '#F28C9A') +
    path('M94 13H106L98 60H90z', darker('#DDEBEE', 0.12)) +
    line('M106 20Q122 22 118 36T103 46', '#B9CCD2', 4.5) +
    [
      [70, 42, '#E8474B'],
      [84, 38, '#F6CE4A'],
      [78, 52, '#E8474B'],
      [90, 50, '#9CC653'],
    ]
      .map(([x, y, fill]) => disc(Number(x), Number(y), 5, String(fill)))
      .join('') +
    path('M60 60H100L108 84Q108 88 104 88H56Q52 88 52 84z', main) +
    path('M94 60H100L108 84Q108 88 104 88H98z', darker(main, 0.22)) +
    disc(80, 75, 7, tone.cream) +
    line('M80 75V70', tone.ink, 2.4) +
    faded(0.6, line('M64 20L68 52', '#fff', 2.6)),
  hotplate: ({ main }) =>
    ground(52) +
    path('M30 66L44 42H116L130 66z', main) +
    path('M30 66H130V76Q130 82 124 82H36Q30 82 30 76z', darker(main, 0.25)) +
    oval(80, 54, 30, 9, '#8C2A20') +
    `<ellipse cx="80" cy="54" rx="24" ry="7" fill="none" stroke="#F0552F" stroke-width="2.6"/>` +
    `<ellipse cx="80" cy="54" rx="14" ry="4" fill="none" stroke="#F79A4B" stroke-width="2.4"/>` +
    disc(48, 74, 5, tone.steel) +
    line('M48 74V70', tone.ink, 1.8) +
    rect(68, 70, 24, 7, '#1F2429', 2) +
    line('M73 73.500H80', '#F0552F', 2) +
    disc(104, 73.5, 2.2, '#8FE3C4') +
    disc(112, 73.5, 2.2, '#8A949D') +
    line('M62 34Q58 26 62 20M80 32Q76 24 80 18M98 34Q94 26 98 20', '#D9A08C', 2.6) +
    rect(38, 82, 8, 4, tone.ink) +
    rect(114, 82, 8, 4, tone.ink),
  electricPot: ({ main }) =>
    ground(42) +
    steam +
    oval(80, 42, 38, 9, lighter(main, 0.4)) +
    path('M44 40C48 28 64 24 80 24S112 28 116 40Q98 48 80 48T44 40z', '#DDEBEE') +
    faded(0.7, line('M56 36Q62 30 72 29', '#fff', 3)) +
    rect(73, 17, 14, 8, tone.ink, 3) +
    path('M42 42Q80 56 118 42V66Q118 78 104 78H56Q42 78 42 66z', main) +
    path('M106 46Q112 44.5 118 42V66Q118 78 104 78H94Q110 66 106 46z', darker(main, 0.18)) +
    path('M42 48Q30 48 32 58H42zM118 48Q130 48 128 58H118z', tone.ink) +
    path('M52 78H108L112 88H48z', tone.ink) +
    disc(80, 83, 3.5, tone.red) +
    disc(94, 83, 1.8, '#8FE3C4') +
    disc(66, 83, 1.8, '#8A949D'),
  toaster: ({ main }) =>
    ground(44) +
    path('M54 36V22Q54 16 60 16 64 12 70 16 78 12 78 22V36z', '#DDA25A') +
    path('M58 36V24Q58 19 66 19 74 19 74 24V36z', '#F6DDA8') +
    path('M84 36V20Q84 14 90 14 94 10 100 14 108 10 108 20V36z', '#DDA25A') +
    path('M88 36V22Q88 17 96 17 104 17 104 22V36z', '#F6DDA8') +
    casing('M38 46Q38 34 50 34H112Q124 34 124 46V80Q124 86 118 86H44Q38 86 38 80z', main) +
    path('M110 34H112Q124 34 124 46V80Q124 86 118 86H106Q118 60 110 34z', darker(main, 0.16)) +
    rect(48, 36, 64, 5, darker(main, 0.45), 2.5) +
    rect(124, 50, 9, 8, tone.ink, 3) +
    disc(52, 74, 5, tone.white) +
    line('M52 74L55 71', tone.ink, 1.8) +
    rect(64, 58, 34, 3, lighter(main, 0.5), 1.5) +
    rect(64, 66, 34, 3, lighter(main, 0.5), 1.5) +
    rect(44, 86, 12, 3, tone.ink) +
    rect(106, 86, 12, 3, tone.ink),
  saucepan: ({ main, second }) =>
    ground(44) +
    oval(80, 40, 44, 11, lighter(main, 0.35)) +
    path('M36 40Q40 28 80 28T124 40Q110 50 80 50T36 40z', lighter(main, 0.15)) +
    rect(72, 20, 16, 9, second, 4) +
    path('M38 42Q80 58 122 42V74Q122 86 108 86H52Q38 86 38 74z', main) +
    path('M108 47Q116 45 122 42V74Q122 86 108 86H96Q112 70 108 47z', darker(main, 0.2)) +
    path('M38 50H26Q20 50 20 56T26 62H38V56H28V55H38zM122 50H134Q140 50 140 56T134 62H122V56H132V55H122z', second) +
    faded(0.7, line('M48 56V74', '#fff', 4)) +
    line('M38 78Q80 90 122 78', darker(main, 0.14), 2),
  fryingPan: ({ main, second }) =>
    ground(42, 68) +
    turned(-18, 80, 56, rect(104, 50, 50, 10, second, 5) + rect(104, 50, 50, 4, lighter(second, 0.25), 2)) +
    oval(66, 60, 44, 26, darker(main, 0.35)) +
    oval(66, 56, 44, 26, lighter(main, 0.12)) +
    oval(66, 57, 37, 20, darker(main, 0.2)) +
    path('M44 56C42 46 58 42 66 46 76 40 92 48 88 58 90 68 76 70 68 68 56 72 44 66 44 56z', '#FFFDF6') +
    disc(66, 57, 9, '#F5B62E') +
    faded(0.6, oval(63, 54, 3, 2, '#fff')),
  riceBowls: ({ main, second }) => {
    const bowl = (y: number): string =>
      path(
        `M50 ${y}H110C110 ${y + 14} 100 ${y + 20} 94 ${y + 22}H66C60 ${y + 20} 50 ${y + 14} 50 ${y}z`,
        darker(main, 0.05),
      ) +
      path(
        `M100 ${y}H110C110 ${y + 14} 100 ${y + 20} 94 ${y + 22}H86C96 ${y + 16} 100 ${y + 8} 100 ${y}z`,
        darker(main, 0.16),
      ) +
      line(`M55 ${y + 9}Q80 ${y + 15} 105 ${y + 9}`, second, 3)
    return (
      ground(30) +
      rect(66, 82, 28, 6, darker(main, 0.2), 2) +
      bowl(62) +
      bowl(50) +
      bowl(38) +
      bowl(26) +
      oval(80, 26, 30, 6, '#fff') +
      oval(80, 27, 25, 4, darker(main, 0.1))
    )
  },
  plates: ({ main, second }) =>
    ground(46) +
    [80, 75, 70].map((y) => path(`M34 ${y}Q80 ${y + 12} 126 ${y}L108 ${y + 9}H52z`, darker(main, 0.16))).join('') +
    oval(80, 70, 46, 9, darker(main, 0.03)) +
    disc(80, 42, 34, darker(main, 0.05)) +
    path('M104 18A34 34 0 0 1 60 70 42 42 0 0 0 104 18z', darker(main, 0.13)) +
    ring(80, 42, 30, second, 2) +
    ring(80, 42, 21, darker(main, 0.12), 1.6) +
    [0, 60, 120, 180, 240, 300]
      .map((angle) => turned(angle, 80, 42, path('M80 19C76 15 77 12 80 10 83 12 84 15 80 19z', second)))
      .join('') +
    path('M80 52C70 46 72 34 80 32 88 34 90 46 80 52z', lighter(second, 0.35)) +
    line('M80 56V38', second, 2),
  bigCrock: ({ main }) =>
    ground(42) +
    path('M54 26H106C124 40 126 70 108 89H52C34 70 36 40 54 26z', main) +
    path('M98 26H106C124 40 126 70 108 89H92C114 68 114 42 98 26z', darker(main, 0.3)) +
    line('M42 48Q52 42 62 48T82 48 102 48 117 46M41 58Q52 64 64 58T88 58 118 56', lighter(main, 0.3), 2.2) +
    path('M38 44Q30 44 32 52T42 54M122 44Q130 44 128 52T118 54', darker(main, 0.2)) +
    path('M50 20C50 10 64 8 80 8S110 10 110 20z', lighter(main, 0.14)) +
    rect(73, 3, 14, 7, darker(main, 0.15), 3.5) +
    rect(46, 18, 68, 9, darker(main, 0.22), 4) +
    faded(0.35, line('M50 42Q46 56 50 70', '#fff', 4)),
}

import type { Drawing } from './drawing.ts'
import { darker, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, path, rect, turned } from './shapes.ts'

const bolt = (x: number, y: number, fill: string): string =>
  path(`M${x + 2} ${y - 11}L${x - 8} ${y + 2}H${x - 1}L${x - 3} ${y + 11} ${x + 8} ${y - 3}H${x + 1}z`, fill)

/** A round cell standing at x, its top at `top`. */
function cellAt(x: number, top: number, width: number, colour: string, cap: string): string {
  return (
    rect(x - width * 0.2, top - 5, width * 0.4, 7, tone.steelDark, 2) +
    rect(x - width / 2, top, width, 88 - top, colour, 4) +
    rect(x - width / 2, top, width, (88 - top) * 0.3, cap, 4) +
    faded(
      0.2,
      path(
        `M${x + width * 0.28} ${top}H${x + width / 2 - 3}Q${x + width / 2} ${top} ${x + width / 2} ${top + 4}V84Q${x + width / 2} 88 ${x + width / 2 - 3} 88H${x + width * 0.28}z`,
        tone.ink,
      ),
    ) +
    faded(0.45, rect(x - width * 0.36, top + 5, 3, 70 - top * 0.5, '#fff', 1.5))
  )
}

export const powerDrawings: Readonly<Record<string, Drawing>> = {
  batteries: ({ main, second }) =>
    ground(44) +
    [47, 69, 91, 113].map((x) => cellAt(x, 26, 18, main, second)).join('') +
    path('M36 58H124V76H36z', tone.cream) +
    bolt(80, 67, tone.red) +
    line('M44 67H64M96 67H116', main, 3),
  bigBatteries: ({ main, second }) =>
    ground(40) + [58, 102].map((x) => cellAt(x, 20, 36, main, second) + bolt(x - 1, 62, tone.cream)).join(''),
  carBattery: ({ main }) =>
    ground(48) +
    rect(44, 22, 14, 10, tone.steelDark, 2) +
    rect(102, 22, 14, 10, tone.steelDark, 2) +
    rect(34, 30, 92, 12, darker(main, 0.4), 3) +
    rect(30, 38, 100, 50, main, 4) +
    path('M120 38H126A4 4 0 0 1 130 42V84A4 4 0 0 1 126 88H116Q124 64 120 38z', darker(main, 0.25)) +
    rect(42, 52, 74, 26, tone.cream, 3) +
    bolt(80, 65, tone.red) +
    line('M52 65H62M57 60V70M98 65H108', tone.ink, 3.4) +
    disc(51, 20, 3, tone.red) +
    disc(109, 20, 3, tone.ink),
  solarPanel: ({ main }) =>
    ground(48) +
    disc(120, 20, 10, '#F5B62E') +
    line('M120 4V7M120 33V36M104 20H107M133 20H136M109 9L111 11M131 9L129 11M131 31L129 29', '#F5B62E', 2.6) +
    line('M78 70L66 88M98 66L112 88', tone.steelDark, 4) +
    path('M44 22L108 22 128 76 30 76z', tone.steel) +
    path('M47 25L106 25 123 73 35 73z', main) +
    path('M80 25H106L123 73H80z', lighter(main, 0.12)) +
    line('M61.5 25L57 73M76.5 25L79 73M91.5 25L101 73M43 41H112M39 57H117.5', tone.steel, 1.6) +
    faded(0.25, path('M52 25H66L48 73H36z', '#fff')),
  extensionLead: ({ main, second }) =>
    ground(52) +
    line('M40 64C10 64 18 92 46 84S78 72 66 84', darker(main, 0.35), 4) +
    turned(
      -10,
      88,
      48,
      rect(32, 34, 106, 30, darker(main, 0.02), 8) +
        rect(32, 54, 106, 10, darker(main, 0.16), 5) +
        [56, 82, 108]
          .map((x) => disc(x, 46, 9.5, '#E2DDD2') + disc(x - 3.5, 46, 1.8, tone.ink) + disc(x + 3.5, 46, 1.8, tone.ink))
          .join('') +
        rect(124, 40, 9, 12, second, 3) +
        rect(124, 40, 9, 5, lighter(second, 0.3), 3),
    ) +
    path('M62 82H78V92H62z', tone.ink) +
    line('M78 85H84M78 89H84', tone.steelDark, 2),
  charger: ({ main }) =>
    ground(40) +
    line('M84 66C84 94 126 94 122 62T104 34', tone.ink, 3.4) +
    rect(96, 24, 16, 14, tone.ink, 3) +
    rect(99, 16, 10, 9, tone.steel, 1) +
    line('M60 22V12M78 22V12', tone.steelDark, 5) +
    rect(46, 22, 46, 46, darker(main, 0.04), 9) +
    path('M84 22A9 9 0 0 1 92 31V59A9 9 0 0 1 83 68H78Q88 46 84 22z', darker(main, 0.16)) +
    bolt(67, 45, '#2E8B6F') +
    disc(67, 62, 1.8, '#3DBB6C'),
  regulator: ({ main }) =>
    ground(44) +
    line('M58 20Q58 10 66 10H94Q102 10 102 20', tone.ink, 5) +
    rect(36, 20, 88, 66, lighter(main, 0.2), 5) +
    path('M114 20H119A5 5 0 0 1 124 25V81A5 5 0 0 1 119 86H110Q119 54 114 20z', darker(main, 0.12)) +
    rect(42, 26, 68, 34, tone.white, 3) +
    path('M50 56A26 26 0 0 1 102 56z', '#EAF1E4') +
    path('M86 37A26 26 0 0 1 102 56H90z', '#F4B8A8') +
    line('M76 56L84 38', tone.red, 2.6) +
    disc(76, 56, 3.5, tone.ink) +
    line('M54 50L57 52M62 40L64 43M76 35V39M90 41L88 44M98 50L95 52', tone.ink, 1.6) +
    rect(44, 68, 14, 10, tone.red, 2) +
    [72, 88, 104]
      .map((x) => disc(x, 73, 5.5, tone.ink) + disc(x - 2, 73, 1.2, tone.white) + disc(x + 2, 73, 1.2, tone.white))
      .join('') +
    rect(42, 86, 12, 3, tone.ink) +
    rect(106, 86, 12, 3, tone.ink),
}

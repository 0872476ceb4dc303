import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, oval, path, rect, turned } from './shapes.ts'

const onLabel = (colour: string): string => (isPale(colour) ? tone.white : tone.cream)
const gleam = (x: number, y: number, height: number): string => faded(0.5, rect(x, y, 3.5, height, '#fff', 1.7))

/** Pale bodies are kept a shade under the paper so that they do not vanish on it. */
function body(colour: string): string {
  return isPale(colour) ? darker(colour, 0.05) : colour
}

/** A squeezed tube standing on its cap. */
function standingTube(main: string, cap: string, half: number): string {
  const left = 80 - half
  const right = 80 + half
  return (
    path(`M${left - 3} 12H${right + 3}L${right - 3} 74H${left + 3}z`, body(main)) +
    path(`M${right - 6} 12H${right + 3}L${right - 3} 74H${right - 11}z`, darker(main, 0.16)) +
    rect(left - 3, 9, half * 2 + 6, 6, darker(main, 0.14), 1.5) +
    path(`M${left + 1} 74H${right - 1}L${right - 3} 88H${left + 3}z`, cap) +
    path(`M${right - 9} 74H${right - 1}L${right - 3} 88H${right - 10}z`, darker(cap, 0.16))
  )
}

export const skinCareDrawings: Readonly<Record<string, Drawing>> = {
  toner: ({ main, second, motif }) =>
    ground(24) +
    rect(68, 8, 24, 18, second, 3) +
    path('M84 8H89Q92 8 92 11V26H84z', darker(second, 0.18)) +
    rect(72, 26, 16, 5, darker(second, 0.25)) +
    path('M60 40Q60 31 70 31H90Q100 31 100 40V82Q100 88 94 88H66Q60 88 60 82z', body(main)) +
    path('M90 31Q100 31 100 40V82Q100 88 94 88H88Q95 60 90 31z', darker(main, 0.16)) +
    oval(79, 60, 14, 17, onLabel(main)) +
    motifAt(motif, 79, 60, 9.5) +
    gleam(64, 42, 24),
  pumpBottle: ({ main, second, motif }) =>
    ground(24) +
    line('M80 26V14', second, 4) +
    path('M62 10Q62 7 66 7H92Q96 7 96 11V16H72Q66 16 62 20z', second) +
    rect(70, 24, 20, 8, darker(second, 0.15), 2) +
    rect(58, 32, 44, 56, body(main), 7) +
    path('M92 32H95A7 7 0 0 1 102 39V81A7 7 0 0 1 95 88H88Q96 60 92 32z', darker(main, 0.14)) +
    rect(58, 44, 44, 30, second) +
    path('M94 44H102V74H93z', darker(second, 0.14)) +
    disc(78, 59, 12, onLabel(second)) +
    motifAt(motif, 78, 59, 8.5),
  foamPump: ({ main, second }) =>
    ground(26) +
    path('M58 12Q58 6 64 6H96Q100 6 100 10V14H70Q62 14 58 18z', darker(second, 0.1)) +
    line('M80 14V26', darker(second, 0.2), 5) +
    rect(66, 24, 28, 9, darker(second, 0.1), 3) +
    path('M54 50Q54 33 70 33H90Q106 33 106 50V82Q106 88 100 88H60Q54 88 54 82z', main) +
    path('M94 34Q106 37 106 50V82Q106 88 100 88H94Q102 60 94 34z', darker(main, 0.18)) +
    [
      [70, 62, 9],
      [84, 54, 6],
      [88, 70, 7],
      [74, 78, 5],
      [68, 46, 4],
    ]
      .map(
        ([x = 0, y = 0, r = 0]) => disc(x, y, r, lighter(main, 0.65)) + disc(x - r * 0.3, y - r * 0.3, r * 0.3, '#fff'),
      )
      .join(''),
  creamJar: ({ main, second, motif }) =>
    ground(38) +
    path('M44 50H116V76Q116 88 104 88H56Q44 88 44 76z', body(main)) +
    path('M104 50H116V76Q116 88 104 88H92Q106 74 104 50z', darker(main, 0.16)) +
    rect(42, 28, 76, 22, second, 5) +
    path('M106 28H113A5 5 0 0 1 118 33V45A5 5 0 0 1 113 50H106z', darker(second, 0.18)) +
    oval(80, 29, 37, 6, lighter(second, 0.35)) +
    disc(78, 69, 14, isPale(main) ? '#FFFDF8' : tone.cream) +
    motifAt(motif, 78, 69, 10) +
    gleam(50, 56, 18),
  smallTube: ({ main, second }) =>
    ground(34) +
    turned(
      -50,
      80,
      50,
      rect(72, 2, 16, 16, second, 3) +
        path('M72 18H88L92 30H68z', darker(main, 0.14)) +
        path('M68 30H92L94 88H66z', main) +
        path('M86 30H92L94 88H86z', darker(main, 0.16)) +
        rect(65, 86, 30, 5, darker(main, 0.25), 1.5) +
        path('M70 56Q80 48 90 56 80 64 70 56z', '#FFFDF8') +
        disc(80, 56, 3.5, second),
    ),
  dropperBottle: ({ main, second }) =>
    ground(26) +
    path('M72 14Q72 4 80 4T88 14V22H72z', darker(second, isPale(second) ? 0 : 0.1)) +
    rect(70, 20, 20, 12, second, 2) +
    line('M74 20V32M80 20V32M86 20V32', darker(second, 0.25), 1.4) +
    path('M56 50Q56 34 74 34H86Q104 34 104 50V82Q104 88 98 88H62Q56 88 56 82z', body(main)) +
    path('M94 36Q104 40 104 50V82Q104 88 98 88H92Q99 62 94 36z', darker(main, 0.18)) +
    path('M56 62H104V82Q104 88 98 88H62Q56 88 56 82z', darker(main, 0.16)) +
    rect(64, 52, 32, 24, tone.cream, 3) +
    path('M80 56C83 61 86 64 86 67A6 6 0 0 1 74 67C74 64 77 61 80 56z', isPale(main) ? tone.gold : main) +
    gleam(60, 48, 26),
  tube: ({ main, second, motif }) =>
    ground(20) +
    standingTube(main, second, 19) +
    disc(80, 42, 13.5, onLabel(main)) +
    motifAt(motif, 80, 42, 9.5) +
    line('M70 62H90', darker(main, 0.25), 2),
  faceMask: ({ main, second }) =>
    ground(42) +
    `<g transform="rotate(-9 60 50)">${rect(38, 16, 44, 68, darker(main, 0.12), 4) + rect(38, 16, 44, 7, darker(main, 0.3), 3)}</g>` +
    rect(58, 16, 62, 70, main, 5) +
    rect(58, 16, 62, 8, darker(main, 0.22), 4) +
    path('M89 30C106 30 112 42 110 56 108 72 98 80 89 80S70 72 68 56C66 42 72 30 89 30z', '#FFFDF8') +
    oval(80, 50, 5.5, 3.2, main) +
    oval(98, 50, 5.5, 3.2, main) +
    path('M82 66Q89 71 96 66 89 74 82 66z', second) +
    line('M89 54V60', tone.paperEdge, 2),
  foundation: ({ main, second }) =>
    ground(24) +
    rect(68, 8, 24, 28, second, 2) +
    path('M85 8H92V36H85z', darker(second, 0.2)) +
    rect(58, 36, 44, 52, tone.glass, 5) +
    rect(63, 42, 34, 42, main, 3) +
    path('M90 42H97V84H88z', darker(main, 0.12)) +
    gleam(66, 46, 32) +
    rect(72, 58, 18, 3, '#fff') +
    rect(72, 64, 12, 2.5, '#fff'),
  compact: ({ main, second }) =>
    ground(44) +
    `<ellipse cx="80" cy="32" rx="36" ry="25" fill="${darker(main, 0.12)}"/>` +
    oval(80, 32, 31, 21, '#CFE3EA') +
    path('M56 42L86 14 94 15 64 48z', '#E9F4F7') +
    path('M40 64V70C40 80 58 87 80 87S120 80 120 70V64z', darker(main, 0.18)) +
    oval(80, 64, 40, 18, main) +
    oval(80, 63, 33, 14, second) +
    path('M96 56Q110 62 106 70 94 80 74 77 90 72 96 56z', lighter(second, 0.35)) +
    oval(70, 60, 13, 6, '#FFFDF8') +
    rect(74, 84, 12, 5, darker(main, 0.3), 2),
  blusher: ({ main, second }) =>
    ground(44) +
    path('M36 60V68C36 78 50 84 68 84S100 78 100 68V60z', darker(second, 0.1)) +
    oval(68, 58, 32, 16, second) +
    oval(68, 57, 26, 12, main) +
    line('M52 60Q62 52 82 54', lighter(main, 0.4), 3) +
    turned(
      38,
      108,
      46,
      rect(103, 32, 11, 48, second, 4) +
        rect(103, 34, 11, 8, tone.gold) +
        path('M101 32Q97 14 108 6 120 14 116 32z', darker(main, 0.06)) +
        path('M102 14Q104 8 108 6 120 14 116 20z', lighter(main, 0.3)),
    ),
  eyeShadow: ({ main }) =>
    ground(46) +
    rect(34, 12, 92, 30, darker(main, 0.1), 5) +
    rect(40, 17, 80, 20, '#CFE3EA', 3) +
    path('M50 37L70 17H80L60 37z', '#E9F4F7') +
    rect(34, 44, 92, 42, main, 5) +
    [
      ['#D9BF98', 41],
      ['#EE9FB2', 62],
      ['#7C4F30', 83],
      ['#7A5AA8', 104],
    ]
      .map(
        ([fill, x]) =>
          rect(Number(x), 50, 17, 18, String(fill), 3) +
          path(`M${x} ${66}V53L${Number(x) + 9} 50z`, lighter(String(fill), 0.35)),
      )
      .join('') +
    rect(42, 74, 76, 6, '#52585F', 3) +
    oval(46, 77, 6, 3, '#EFE0C6') +
    oval(114, 77, 6, 3, '#EFE0C6'),
  perfume: ({ main, second }) =>
    ground(34) +
    disc(80, 14, 9, second) +
    disc(77, 11, 2.5, lighter(second, 0.6)) +
    rect(72, 22, 16, 9, darker(second, 0.14), 1.5) +
    path('M56 38Q80 24 104 38L114 64Q116 86 98 88H62Q44 86 46 64z', lighter(main, 0.45)) +
    path('M48 62Q80 54 112 62 114 84 98 86H62Q46 84 48 62z', main) +
    path('M96 34L104 38 114 64Q116 86 98 88H90Q108 66 96 34z', darker(main, 0.16)) +
    motifAt('flower', 78, 66, 12) +
    gleam(58, 42, 14),
  perfumeTall: ({ main, second }) =>
    ground(26) +
    rect(68, 8, 24, 18, second, 2) +
    rect(68, 20, 24, 4, darker(second, 0.2)) +
    rect(73, 26, 14, 6, tone.gold) +
    rect(56, 32, 48, 56, lighter(main, 0.5), 4) +
    rect(61, 46, 38, 37, main, 2) +
    path('M94 32H100A4 4 0 0 1 104 36V84A4 4 0 0 1 100 88H92z', darker(main, 0.18)) +
    path('M79 48L90 62H84L92 72H82V80H76V72H66L74 62H68z', tone.leafDark) +
    gleam(61, 36, 26),
  nailVarnish: ({ main, second }) =>
    ground(24) +
    path('M73 10H87L90 46H70z', second) +
    path('M82 10H87L90 46H82z', lighter(second, 0.2)) +
    rect(68, 44, 24, 6, tone.steel, 1.5) +
    path('M58 60Q58 50 68 50H92Q102 50 102 60V80Q102 88 94 88H66Q58 88 58 80z', main) +
    path('M92 50Q102 50 102 60V80Q102 88 94 88H86Q96 70 92 50z', darker(main, 0.2)) +
    gleam(63, 58, 18) +
    path('M112 82C112 74 128 74 130 82 128 90 112 90 112 82z', main) +
    faded(0.5, oval(118, 80, 3, 1.4, '#fff')),
}

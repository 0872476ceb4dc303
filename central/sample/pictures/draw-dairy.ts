import type { Drawing } from './drawing.ts'
import { motifAt } from './motifs.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, faded, ground, line, moved, oval, path, rect } from './shapes.ts'

function egg(colour: string): string {
  return (
    path('M0-13C7-13 11-3 11 3 11 9 6 13 0 13S-11 9-11 3C-11-3-7-13 0-13z', colour) +
    path('M6-10C9-6 11 0 11 3 11 9 6 13 0 13-2 13-4 12.5-6 11.5 4 10 8 0 6-10z', darker(colour, 0.14)) +
    faded(0.55, oval(-4, -5, 2.2, 3.6, '#fff'))
  )
}

function row(count: number, x: number, step: number, y: number, one: string): string {
  return Array.from({ length: count }, (_, index) => moved(x + index * step, y, one)).join('')
}

export const dairyDrawings: Readonly<Record<string, Drawing>> = {
  eggTray: ({ main }) => {
    const plain = (colour: string): string => oval(0, 0, 7.5, 10, colour)
    const front = plain(main) + faded(0.6, oval(-3, -4, 1.8, 3, '#fff'))
    return (
      ground(52) +
      rect(38, 22, 84, 40, darker(main, 0.42), 8) +
      row(5, 49, 15.5, 24, plain(darker(main, 0.2))) +
      row(6, 43, 14.8, 34, plain(darker(main, 0.1))) +
      row(5, 48, 16, 45, plain(darker(main, 0.04))) +
      row(6, 40, 16, 56, front) +
      path(
        'M26 56L31 82A5 5 0 0 0 36 87H124A5 5 0 0 0 129 82L134 56Q128 58 126 64 120 70 114 62 112 58 110 64 104 70 98 62 96 58 94 64 88 70 82 62 80 58 78 62 72 70 66 64 64 58 62 62 56 70 50 64 48 58 46 62 40 70 34 64 32 58 26 56z',
        '#A49D8F',
      ) +
      path('M30 75L31 82A5 5 0 0 0 36 87H124A5 5 0 0 0 129 82L130 75Q80 81 30 75z', '#8C8577') +
      line('M48 70V82M64 70V83M80 70V83M96 70V83M112 70V82', '#C4BDAF', 2.4)
    )
  },
  eggCarton: ({ main, second }) =>
    ground(50) +
    path('M34 24Q34 18 40 18H120Q126 18 126 24L130 52H30z', darker(second, 0.1)) +
    path('M40 24H120L123 46H37z', lighter(second, 0.35)) +
    row(5, 44, 18, 54, egg(main)) +
    path('M26 56H134L129 82A5 5 0 0 1 124 87H36A5 5 0 0 1 31 82z', second) +
    path('M29 74H131L129 82A5 5 0 0 1 124 87H36A5 5 0 0 1 31 82z', darker(second, 0.14)) +
    rect(64, 62, 32, 14, '#fff', 3) +
    moved(80, 69, egg(main), 0.42),
  quailEggs: () => {
    const one =
      oval(0, 0, 9.5, 12, '#EFE6D2') +
      path('M-5-7Q-1-9 1-5-2-3-5-7zM2 1Q7 0 6 5 2 6 2 1zM-6 2Q-3 1-3 5-6 6-6 2zM3-7L6-5M-2 8H2', '#6B5540')
    return (
      ground(48) +
      row(3, 59, 21, 32, one) +
      row(4, 49, 21, 48, one) +
      row(5, 40, 20, 64, one) +
      path('M28 62Q80 84 132 62L120 84Q80 96 40 84z', '#CFA162') +
      line('M40 71L46 84M54 75L58 87M70 78L71 89M90 78L89 89M106 75L102 87M120 71L114 84', '#A97B41', 2)
    )
  },
  tofu: ({ main }) =>
    ground(52) +
    path('M22 78L50 60H138L126 84 118 89H26z', '#B98A4C') +
    path('M22 78H112L138 60V66L118 89H26z', '#9C7038') +
    path('M40 46L66 30H124L122 62 98 80H40z', darker(main, 0.12)) +
    path('M40 46L66 30H124L98 46z', lighter(main, 0.7)) +
    rect(40, 46, 58, 34, lighter(main, 0.28)) +
    path('M98 46L124 30 122 62 98 80z', darker(main, 0.13)) +
    line('M59 46V80M79 46V80M59 46L85 30M79 46L105 30M40 63H98L123 46', darker(main, 0.2), 1.5),
  softTofu: ({ main, second }) =>
    ground(26) +
    path('M66 20L94 20 92 14H68z', second) +
    path('M62 22Q80 14 98 22 106 52 98 84 80 92 62 84 54 52 62 22z', main) +
    path('M90 19L98 22C106 52 98 84 98 84Q92 87 86 87.5 96 52 90 19z', tone.paperEdge) +
    path('M59 40Q80 34 101 40 104 56 101 70 80 78 59 70 56 56 59 40z', second) +
    disc(80, 56, 12, tone.cream) +
    motifAt('bowl', 80, 55, 8),
  milkCarton: ({ main, second, motif }) =>
    ground(30) +
    path('M56 34L64 16H96L104 34z', darker(main, 0.06)) +
    path('M96 16L104 34 110 30 102 14z', darker(main, 0.2)) +
    rect(63, 10, 36, 7, second, 1.5) +
    path('M56 34H104V88H56z', main) +
    path('M104 34L111 30V84L104 88z', darker(main, 0.18)) +
    path('M56 66Q68 58 80 66T104 66V88H56z', second) +
    path('M104 66L111 62V84L104 88z', darker(second, 0.18)) +
    motifAt(motif, 80, 48, 13),
  cup: ({ main, second, motif }) =>
    ground(26) +
    path('M52 34H108L102 84Q101 88 97 88H63Q59 88 58 84z', main) +
    path('M96 34H108L102 84Q101 88 97 88H88Q94 62 96 34z', darker(main, 0.1)) +
    path('M54 52H106L103.5 74H56.500z', second) +
    rect(48, 26, 64, 9, darker(second, 0.08), 4) +
    rect(50, 22, 60, 6, lighter(second, 0.35), 3) +
    disc(80, 62, 13.5, isPale(second) ? '#fff' : tone.cream) +
    motifAt(motif, 80, 62, 9),
  butter: ({ main }) =>
    ground(50) +
    path('M30 80H130L122 88H38z', '#E4E7E6') +
    rect(26, 76, 108, 6, '#F7F8F6', 3) +
    path('M42 48L56 38H122V66L110 76H42z', darker(main, 0.1)) +
    path('M42 48L56 38H122L110 48z', lighter(main, 0.45)) +
    rect(42, 48, 68, 28, lighter(main, 0.12)) +
    path('M62 48L76 38H122V66L110 76H62z', '#E9EEF0') +
    path('M110 48L122 38V66L110 76z', '#CFD8DC') +
    path('M62 48L76 38H122L110 48z', '#F8FAFA') +
    rect(68, 54, 36, 16, '#3D78B8', 2) +
    moved(86, 62, motifAt('cow', 0, 0, 7)),
}

import type { Drawing } from './drawing.ts'
import { darker, isPale, lighter, tone } from './shade.ts'
import { disc, ground, line, oval, path, rect } from './shapes.ts'
import { board, legsAt } from './surfaces.ts'

const grain = (colour: string): string => darker(colour, 0.16)

export const furnitureDrawings: Readonly<Record<string, Drawing>> = {
  chair: ({ main }) =>
    ground(34) +
    legsAt([62, 98], 52, darker(main, 0.28), 5) +
    rect(56, 8, 6, 50, main, 3) +
    rect(98, 8, 6, 50, darker(main, 0.14), 3) +
    board(58, 12, 44, 10, main, 3) +
    [68, 78, 88].map((x) => rect(x, 22, 4, 32, darker(main, 0.1))).join('') +
    path('M52 54L60 48H100L108 54V60H52z', lighter(main, 0.16)) +
    rect(52, 54, 56, 6, main, 2) +
    legsAt([56, 104], 60, main, 6) +
    rect(56, 74, 48, 4, darker(main, 0.2)),
  diningChair: ({ main, second }) =>
    ground(34) +
    legsAt([64, 96], 54, darker(main, 0.3), 5) +
    path('M56 8Q80 2 104 8L102 56H58z', main) +
    path('M62 14Q80 9 98 14L97 48H63z', second) +
    path('M92 12L98 14 97 48H91z', darker(second, 0.18)) +
    [70, 80, 90].map((x) => [22, 34].map((y) => disc(x, y, 1.4, darker(second, 0.35))).join('')).join('') +
    path('M50 58Q52 50 62 50H98Q108 50 110 58 110 66 104 66H56Q50 66 50 58z', second) +
    path('M50 60H110Q109 66 104 66H56Q51 66 50 60z', darker(second, 0.2)) +
    legsAt([56, 104], 66, main, 6),
  officeChair: ({ main }) =>
    ground(36) +
    line('M80 66V80M80 80L54 86M80 80L106 86M80 80L68 88M80 80L92 88', tone.steelDark, 4) +
    [54, 68, 92, 106].map((x, index) => disc(x, index % 3 === 0 ? 87 : 89, 3, tone.ink)).join('') +
    rect(58, 6, 44, 44, main, 12) +
    path('M92 6A12 12 0 0 1 102 18V38A12 12 0 0 1 90 50H86Q98 28 92 6z', darker(main, 0.25)) +
    line('M66 18H90M66 28H92M66 38H90', lighter(main, 0.3), 2) +
    line('M50 42V54Q50 58 54 58M110 42V54Q110 58 106 58', tone.ink, 4) +
    rect(44, 36, 14, 6, tone.ink, 3) +
    rect(102, 36, 14, 6, tone.ink, 3) +
    rect(50, 54, 60, 14, lighter(main, 0.12), 7) +
    path('M50 61H110A7 7 0 0 1 103 68H57A7 7 0 0 1 50 61z', darker(main, 0.2)),
  stool: ({ main }) =>
    ground(32) +
    line('M68 44L62 87M92 44L98 87', darker(main, 0.3), 6) +
    line('M58 44L48 87M102 44L112 87', isPale(main) ? darker(main, 0.16) : main, 6) +
    line('M55 68H105', darker(main, 0.22), 4) +
    oval(80, 43, 38, 11, darker(main, 0.25)) +
    `<ellipse cx="80" cy="38" rx="38" ry="11" fill="${lighter(main, 0.12)}" stroke="${darker(main, 0.25)}" stroke-width="1"/>` +
    `<ellipse cx="80" cy="38" rx="24" ry="6" fill="none" stroke="${grain(main)}" stroke-width="1.4"/>` +
    `<ellipse cx="80" cy="38" rx="11" ry="3" fill="none" stroke="${grain(main)}" stroke-width="1.4"/>`,
  desk: ({ main }) =>
    ground(52) +
    legsAt([34, 70], 44, darker(main, 0.2), 6) +
    board(92, 42, 38, 45, main) +
    [46, 60, 74]
      .map((y) => rect(96, y, 30, 11, lighter(main, 0.18), 1) + rect(107, y + 4, 8, 2.4, darker(main, 0.4), 1))
      .join('') +
    path('M26 36H134V43H26z', main) +
    path('M26 36L34 31H126L134 36z', lighter(main, 0.3)) +
    rect(26, 41, 108, 3, darker(main, 0.25)) +
    rect(40, 20, 22, 12, '#3D78B8', 1) +
    rect(40, 24, 22, 3, '#2A5A90') +
    path('M106 32L108 22H114L116 32z', tone.red) +
    line('M109 22L107 14M112 22L114 13', tone.leafDark, 2),
  studentDesk: ({ main, second }) =>
    ground(50) +
    legsAt([38, 122], 50, second, 6) +
    board(38, 8, 84, 26, main) +
    rect(42, 12, 36, 18, darker(main, 0.25)) +
    rect(82, 12, 36, 18, darker(main, 0.25)) +
    [
      [44, '#D2372D', 13],
      [50, '#2E6FBE', 15],
      [56, '#3F9150', 12],
      [62, '#F4C93B', 15],
    ]
      .map(([x, fill, height]) => rect(Number(x), 30 - Number(height), 5, Number(height), String(fill)))
      .join('') +
    disc(98, 23, 6, '#3D92CC') +
    path('M93 20Q98 17 103 20L101 26Q97 28 94 25z', tone.leaf) +
    rect(38, 34, 5, 16, darker(main, 0.15)) +
    rect(117, 34, 5, 16, darker(main, 0.15)) +
    board(30, 48, 100, 8, main, 3) +
    rect(30, 53, 100, 3, darker(main, 0.2)) +
    board(46, 56, 46, 11, second, 2) +
    rect(64, 60, 10, 2.5, tone.white, 1) +
    rect(38, 78, 84, 4, second, 1),
  diningTable: ({ main }) =>
    ground(56) +
    path('M36 44H46L44 88H38zM114 44H124L122 88H116z', darker(main, 0.12)) +
    path('M56 44H62L61 80H57zM98 44H104L103 80H99z', darker(main, 0.35)) +
    path('M22 40L38 28H122L138 40z', lighter(main, 0.26)) +
    rect(22, 40, 116, 7, main, 1) +
    rect(22, 44, 116, 3, darker(main, 0.25)) +
    line('M44 36H92M60 32H116', lighter(main, 0.05), 1.4) +
    oval(80, 33, 14, 3.5, '#F3F1EA') +
    path('M70 32C70 20 90 20 90 32z', '#3D78B8') +
    path('M74 24C70 12 80 8 80 18 80 8 92 12 86 24z', tone.leaf) +
    disc(77, 14, 3, '#E56A8E') +
    disc(86, 13, 3, '#F4C93B'),
  lowTable: ({ main }) =>
    ground(52, 80, 84) +
    path(
      'M38 56C34 66 36 74 44 82H50C46 72 46 66 48 56zM122 56C126 66 124 74 116 82H110C114 72 114 66 112 56z',
      darker(main, 0.2),
    ) +
    oval(80, 54, 58, 15, darker(main, 0.35)) +
    oval(80, 49, 58, 16, main) +
    `<ellipse cx="80" cy="49" rx="51" ry="12.5" fill="${lighter(main, 0.1)}" stroke="${tone.gold}" stroke-width="1.6"/>` +
    path('M50 44H70C70 52 66 55 60 55S50 52 50 44z', tone.white) +
    oval(60, 44, 10, 3.5, '#FFFDF6') +
    path('M82 42H104C104 50 99 54 93 54S82 50 82 42z', '#3D78B8') +
    oval(93, 42, 11, 4, '#C9764A') +
    oval(76, 56, 7, 2.5, tone.white) +
    oval(76, 55.5, 5, 1.5, tone.red) +
    line('M110 42L120 52M113 41L123 50', tone.gold, 1.6) +
    line('M60 34Q57 29 60 24M93 32Q90 27 93 22', '#B9AFA4', 2.2),
  foldingTable: ({ main }) =>
    ground(52) +
    line('M48 46L108 86M112 46L52 86', tone.steelDark, 5) +
    line('M42 86H64M96 86H118', tone.ink, 4) +
    disc(80, 67, 3.5, tone.steel) +
    path('M24 40L40 28H120L136 40z', lighter(main, 0.35)) +
    rect(24, 40, 112, 7, main, 2) +
    rect(24, 44, 112, 3, darker(main, 0.25), 1) +
    line('M80 28V40', darker(main, 0.2), 1.6) +
    line('M48 36H70M92 33H112', darker(main, 0.12), 1.4),
  coatStand: ({ main }) =>
    ground(28) +
    line('M80 82L60 88M80 82L100 88M80 80V89', darker(main, 0.2), 5) +
    rect(77, 8, 6, 76, main, 3) +
    disc(80, 8, 5, lighter(main, 0.2)) +
    line('M80 24Q62 26 60 14M80 24Q98 26 100 14M80 36Q68 38 65 28M80 36Q92 38 95 28', main, 4) +
    path('M62 20L50 28 46 64H60L61 44 64 64H72L72 30z', '#2E6FBE') +
    path('M66 26L72 30V64H67z', '#24589A') +
    path('M90 16C92 6 110 6 112 16z', '#C08B4F') +
    rect(84, 15, 34, 4, '#A87346', 2) +
    path('M92 38C90 54 96 60 92 72H98C102 60 96 52 98 38z', tone.red),
  fullMirror: ({ main }) =>
    ground(34) +
    line('M96 20L112 88M64 20L48 88', darker(main, 0.25), 5) +
    `<rect x="54" y="6" width="52" height="78" rx="24" fill="${main}"/>` +
    `<rect x="59" y="11" width="42" height="68" rx="20" fill="#CFE3EA"/>` +
    path('M62 52L90 14 99 24 66 70z', '#EAF4F7') +
    path('M92 60L100 48V56L94 66z', '#EAF4F7'),
}

import { disc, line, moved, oval, path, ring } from './shapes.ts'

const leafGreen = '#3F9150'
const red = '#D2372D'

const petals = [0, 72, 144, 216, 288]
const rays = [0, 45, 90, 135, 180, 225, 270, 315]

/** Small marks for labels, drawn about 0,0 within ±10. */
export const motifs: Readonly<Record<string, string>> = {
  apple:
    path('M0-4C4-8 10-6 9 1 8 8 3 10 0 9-3 10-8 8-9 1-10-6-4-8 0-4z', red) +
    path('M0-4C0-8 3-10 7-9 6-6 3-4 0-4z', leafGreen),
  baby:
    disc(0, 1, 8.5, '#F6D3B0') +
    disc(-3, 0, 1.1, '#2E3238') +
    disc(3, 0, 1.1, '#2E3238') +
    line('M-2.5 4Q0 6 2.5 4M0-7.500Q3-10 1-6', '#7C4F30', 1.3),
  bean: path('M-8-3C-8-9 0-10 3-5 4-2 9-3 9 3 8 9-8 9-8-3z', '#CFA04B') + line('M-3-3Q-1 1 2 2', '#fff', 1.6),
  biscuit:
    disc(0, 0, 9, '#E2B25F') +
    ring(0, 0, 6.5, '#C48F3C', 1) +
    [-3, 0, 3].map((x) => disc(x, x / 3, 0.9, '#A8742C')).join(''),
  bone: path(
    'M-5-2L5-2 6-5A2.6 2.6 0 1 1 9 0 2.6 2.6 0 1 1 6 5L5 2-5 2-6 5A2.6 2.6 0 1 1-9 0 2.6 2.6 0 1 1-6-5z',
    '#D2BC90',
  ),
  bowl: path('M-9-1H9C9 6 4 9 0 9S-9 6-9-1z', red) + line('M-4-4Q-6-6-4-9M1-4Q-1-6 1-9M6-4Q4-6 6-9', '#7C4F30', 1.4),
  chilli: path('M-7-5C0-6 8-2 9 8 2 7-6 3-9-3z', red) + line('M-7-4Q-9-6-8-9', leafGreen, 2.2),
  corn:
    path('M0-10C5-8 6 2 3 7H-3C-6 2-5-8 0-10z', '#F2B92C') +
    path('M-1 9C-7 7-8 0-6-3-3 0-1 4 0 9 1 4 3 0 6-3 8 0 7 7 1 9z', leafGreen),
  cow:
    path('M-9-6L-5-7Q0-9 5-7L9-6Q8-2 6-2 6 8 0 9-6 8-6-2-8-2-9-6z', '#fff') +
    path('M-5-7Q-1-8-1-4T-6-2-9-6z', '#2E3238') +
    oval(0, 6, 4.5, 3, '#F0A9A4') +
    disc(-2.5, 0, 1, '#2E3238') +
    disc(2.5, 0, 1, '#2E3238'),
  cross: path('M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3z', red),
  cup:
    path('M-8-3H5V4C5 8 2 9-1 9S-8 8-8 4z', '#7C4F30') +
    line('M5-1Q10 0 5 5', '#7C4F30', 1.8) +
    line('M-4-5Q-6-7-4-10M1-5Q-1-7 1-10', '#7C4F30', 1.4),
  drop: path('M0-10C4-4 7 0 7 3A7 7 0 0 1-7 3C-7 0-4-4 0-10z', '#3D92CC') + path('M-3 3A3.5 3.5 0 0 0 0 7', '#BFE0F2'),
  fish:
    path('M-9 0C-5-7 4-7 6-1L10-5V5L6 1C4 7-5 7-9 0z', '#4C86B8') +
    disc(-5, -1, 1.1, '#fff') +
    line('M-1-3Q1 0-1 3', '#fff', 1.1),
  flame:
    path('M1-10C2-5 8-3 7 3 6 8 3 10 0 10S-7 8-7 3C-7 0-5-2-3-4-3-1-1-1-1-3-1-6 0-8 1-10z', '#EE7A2B') +
    path('M0 9C-4 8-3 3 0 1 3 3 4 8 0 9z', '#F9D05B'),
  flower:
    petals
      .map((angle) => `<ellipse cy="-5.5" rx="3.4" ry="4.3" fill="#E56A8E" transform="rotate(${angle})"/>`)
      .join('') + disc(0, 0, 2.6, '#F6CE4A'),
  ginseng:
    path('M-2-9C3-9 4-3 3 0 6 2 7 6 7 10 4 8 2 6 1 4 0 6-2 8-6 10-5 6-4 3-3 0-5-3-5-7-2-9z', '#E3C48A') +
    line('M0-8Q3-11 6-9M0-8Q-2-11-4-10', leafGreen, 1.6),
  grape:
    [
      [-5, -3],
      [0, -3],
      [5, -3],
      [-2.5, 1.5],
      [2.5, 1.5],
      [0, 6],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 2.9, '#6E4A9B'))
      .join('') + path('M0-6C1-10 5-10 7-9 6-6 3-5 0-6z', leafGreen),
  hair: line('M-8 8Q-10-2-3-8M-3 9Q-5-1 1-8M2 9Q0-1 5-8M7 8Q5 0 8-6', '#7C4F30', 1.8),
  honey: path('M0-9L8-4.500V4.500L0 9-8 4.500V-4.500z', '#F0A92E') + path('M0-4L3.5-2V2L0 4-3.5 2V-2z', '#FBE3A6'),
  leaf: path('M-8 7C-10-4-2-9 9-9 9 2 4 10-5 8z', leafGreen) + line('M-8 9Q-3 2 4-4', '#BFE3B8', 1.3),
  lemon:
    oval(0, 0, 9, 6.5, '#F5CB33') +
    disc(8.5, 0, 2, '#F5CB33') +
    disc(0, 0, 4.2, '#FCEBA6') +
    line('M0-3.500V3.500M-3-2L3 2M-3 2L3-2', '#F0B820', 0.9),
  moon: path('M3-9A9 9 0 1 0 9 5 8 8 0 0 1 3-9z', '#F3D57C'),
  nut:
    path('M-4-9C1-11 3-6 3-3 6-1 9 3 6 7 2 11-4 9-4 4-4 2-3 1-4-1-7-4-7-8-4-9z', '#D9A760') +
    line('M-2-6Q0-4 0-2M1 3Q4 4 3 7', '#A97634', 1.1),
  peach:
    path('M0-5C5-9 10-4 9 2 8 7 4 9 0 10-4 9-8 7-9 2-10-4-5-9 0-5z', '#F4967C') +
    line('M0-5Q3 1 0 9', '#D96B58', 1.1) +
    path('M0-5C1-9 5-10 8-9 7-6 4-4 0-5z', leafGreen),
  pig:
    disc(0, 1, 8.5, '#F2A6AE') +
    path('M-8-8L-3-6-7-2zM8-8L3-6 7-2z', '#E08792') +
    oval(0, 4, 4, 3, '#E08792') +
    disc(-1.5, 4, 0.9, '#8B3B48') +
    disc(1.5, 4, 0.9, '#8B3B48') +
    disc(-3.5, -1, 1, '#2E3238') +
    disc(3.5, -1, 1, '#2E3238'),
  potato:
    path('M-9 1C-9-6-2-8 3-7 9-6 10 1 8 5 5 9-8 9-9 1z', '#CE9A55') +
    disc(-3, 0, 1, '#96692F') +
    disc(3, 3, 1, '#96692F') +
    disc(3, -3, 0.9, '#96692F'),
  sesame: [
    [-5, -4, 30],
    [4, -5, -25],
    [-1, 2, 0],
    [6, 4, 40],
    [-6, 6, -40],
  ]
    .map(
      ([x = 0, y = 0, angle = 0]) =>
        `<ellipse rx="1.9" ry="3.3" fill="#8C6428" transform="translate(${x} ${y}) rotate(${angle})"/>`,
    )
    .join(''),
  shrimp:
    path('M8-6C-1-10-10-5-9 2-8 8-2 10 3 8L2 4C-2 5-4 3-4 0-4-3 1-4 7-2z', '#EE7A55') +
    line('M-8-1L-4 0M-5 6L-2 4M-5-6L-3-3M3 8L7 9M3 6L8 5', '#C9512F', 1.2) +
    disc(4, -5, 0.9, '#2E3238'),
  snow: line('M0-9V9M-8-4.500L8 4.500M-8 4.500L8-4.500M-2-8L0-6 2-8M-2 8L0 6 2 8', '#5BA7D6', 1.7),
  strawberry:
    path('M0 10C-5 8-9 2-8-3-6-6-3-5 0-5S6-6 8-3C9 2 5 8 0 10z', '#DE3B42') +
    path('M-6-6L-2-5 0-9 2-5 6-6 3-2H-3z', leafGreen) +
    [
      [-4, 0],
      [0, 2],
      [4, 0],
      [-1.5, 5],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 0.8, '#FBE3A6'))
      .join(''),
  sun:
    disc(0, 0, 5, '#F5B62E') +
    line(rays.map((angle) => `M${spoke(angle, 7)}L${spoke(angle, 9.5)}`).join(''), '#F5B62E', 1.8),
  wave: line('M-10-3Q-7.5-7-5-3T0-3 5-3 10-3M-10 3Q-7.5-1-5 3T0 3 5 3 10 3', '#2E6FBE', 2),
  wheat:
    line('M0 10V-4', '#B9892E', 1.4) +
    path(
      'M0 9C-5 8-6 5-5 2-2 3 0 5 0 9 0 5 2 3 5 2 6 5 5 8 0 9zM0 4C-5 3-6 0-5-3-2-2 0 0 0 4 0 0 2-2 5-3 6 0 5 3 0 4z',
      '#D9A73A',
    ) +
    path('M0-1C-5-2-5-5-4-8-2-7 0-5 0-1 0-5 2-7 4-8 5-5 5-2 0-1zM0-10Q2-7 0-4-2-7 0-10z', '#D9A73A'),
}

/** The mark of a label, or nothing. @param halfWidth how far it reaches from its middle. */
export function motifAt(name: string | undefined, cx: number, cy: number, halfWidth: number): string {
  const mark = name === undefined ? undefined : motifs[name]
  return mark === undefined ? '' : moved(cx, cy, mark, halfWidth / 10)
}

function spoke(angle: number, radius: number): string {
  const turn = (angle * Math.PI) / 180
  return `${Math.round(Math.cos(turn) * radius * 10) / 10} ${Math.round(Math.sin(turn) * radius * 10) / 10}`
}

import { darker, isPale } from './shade.ts'
import { rect } from './shapes.ts'

/** A shape with a fine darker edge, so that pale goods stand out from the paper. */
function edged(d: string, fill: string, edge: string, width: number): string {
  return `<path d="${d}" fill="${fill}" stroke="${edge}" stroke-width="${width}" stroke-linejoin="round"/>`
}

/** A piece of cloth or leather. @param d path data. */
export function cloth(d: string, colour: string): string {
  return edged(d, colour, darker(colour, isPale(colour) ? 0.2 : 0.28), 1.2)
}

/** The housing of a machine; white goods are painted a little below white. @param d path data. */
export function casing(d: string, colour: string): string {
  return edged(d, isPale(colour) ? darker(colour, 0.03) : colour, darker(colour, 0.25), 1)
}

/** A board or box of furniture. */
export function board(x: number, y: number, width: number, height: number, colour: string, radius = 2): string {
  const paint = isPale(colour) ? darker(colour, 0.02) : colour
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${paint}" stroke="${darker(colour, 0.28)}" stroke-width="1"/>`
}

/** A furniture's legs, from `top` down to the ground, one at each x. */
export function legsAt(xs: readonly number[], top: number, colour: string, width = 5): string {
  return xs.map((x) => rect(x - width / 2, top, width, 88 - top, colour, 1)).join('')
}

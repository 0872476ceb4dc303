import { darker, isPale } from './shade.ts'
import { bothSides, disc, moved, path } from './shapes.ts'
import { cloth } from './surfaces.ts'

/** A seam or fold on cloth. */
export function fold(d: string, colour: string, width = 1.4): string {
  return `<path d="${d}" fill="none" stroke="${darker(colour, isPale(colour) ? 0.2 : 0.28)}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}

const sleeves = {
  long: 'M56 22C47 25 43 40 35 70L46 74 60 46z',
  short: 'M56 22C48 25 43 34 38 45L51 51 60 42z',
  wide: 'M56 22C45 26 38 40 30 68L47 74 60 46z',
  none: '',
} as const

interface Cut {
  readonly sleeve: keyof typeof sleeves
  /** Where it ends, as y. */
  readonly hem: number
  /** Half the hem's width. */
  readonly half: number
  /** Half the waist's width, at y 52. */
  readonly waist: number
}

/** A garment for the upper body seen from the front, about x = 80, its neck at y 20. */
export function bodice(colour: string, { sleeve, hem, half, waist }: Cut): string {
  const left = 80 - half
  const right = 80 + half
  const arms = sleeve === 'none' ? '' : bothSides(cloth(sleeves[sleeve], darker(colour, 0.06)))
  const body = `M66 18Q80 30 94 18L104 22Q107 34 ${80 + waist} 52L${right} ${hem}Q80 ${hem + 4} ${left} ${hem}L${80 - waist} 52Q53 34 56 22z`
  const shade = `M96 19L104 22Q107 34 ${80 + waist} 52L${right} ${hem}Q${right - 8} ${hem + 2} ${right - 14} ${hem + 2}L${70 + waist} 52Q100 34 96 19z`
  return arms + cloth(body, colour) + path(shade, darker(colour, isPale(colour) ? 0.07 : 0.14))
}

/** A skirt from a waist at `top`, flaring to `half` at `hem`. */
export function skirt(colour: string, top: number, hem: number, waist: number, half: number): string {
  const d = `M${80 - waist} ${top}H${80 + waist}C${80 + waist + 4} ${top + 14} ${80 + half} ${hem - 12} ${80 + half} ${hem}Q80 ${hem + 5} ${80 - half} ${hem}C${80 - half} ${hem - 12} ${80 - waist - 4} ${top + 14} ${80 - waist} ${top}z`
  const shade = `M${76 + waist} ${top}H${80 + waist}C${80 + waist + 4} ${top + 14} ${80 + half} ${hem - 12} ${80 + half} ${hem}Q${74 + half} ${hem + 2} ${66 + half} ${hem + 2.5}C${68 + half} ${hem - 12} ${78 + waist} ${top + 14} ${76 + waist} ${top}z`
  return cloth(d, colour) + path(shade, darker(colour, isPale(colour) ? 0.07 : 0.14))
}

/** A pair of trousers from a waist at `top`. @param half half the waist's width. */
export function legs(colour: string, top: number, hem: number, half: number): string {
  const d = `M${80 - half} ${top}H${80 + half}L${80 + half + 7} ${hem}H${80 + 5}L80 ${top + 24} ${80 - 5} ${hem}H${80 - half - 7}z`
  const shade = `M${74 + half} ${top}H${80 + half}L${80 + half + 7} ${hem}H${79 + half}z`
  return cloth(d, colour) + path(shade, darker(colour, isPale(colour) ? 0.07 : 0.14))
}

/** A flower of a printed pattern. */
export function blossom(x: number, y: number, petals: string, size = 1): string {
  const flower =
    path('M0-1C-6-8 6-8 0-1 6-8 10 2 1 0 8 6-3 8 0 1 3 8-8 6-1 0-10 2-6-8 0-1z', petals) + disc(0, 0, 1.6, '#F6CE4A')
  return moved(x, y, flower, size * 0.9)
}

/** The same garment cut longer: it keeps its height and loses a fifth of its width. */
export function longCut(content: string): string {
  return `<g transform="matrix(.8 0 0 1 16 0)">${content}</g>`
}

/** Two garments side by side, brought in so that a square crop keeps both. */
export function asSet(content: string): string {
  return `<g transform="matrix(.84 0 0 .84 12.8 10)">${content}</g>`
}

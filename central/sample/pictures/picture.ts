import { invariant } from '../../../domain/result.ts'
import type { Paint } from './drawing.ts'
import { drawings } from './drawings.ts'
import { motifs } from './motifs.ts'
import { wideReach } from './reach.ts'

/**
 * The whole picture of a product as SVG text: the category's paper, a disc of light, and the drawing on it.
 * @param spec the drawing's name, then up to two colours and a motif, such as `can red fish`; `*` is `ownColour`.
 * @param palette hex values by colour id.
 * @throws where the spec names something that does not exist.
 */
export function drawPicture(
  spec: string,
  tint: string,
  palette: ReadonlyMap<string, string>,
  ownColour: string | undefined,
): string {
  const [name = '', ...words] = spec.split(/\s+/)
  const drawing = drawings[name]
  invariant(drawing, `no drawing is called "${name}"`)
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 160 100">',
    `<rect width="160" height="100" rx="8" fill="${tint}"/>`,
    '<circle cx="80" cy="50" r="43" fill="#fff" opacity=".45"/>',
    inSquare(name, drawing(readPaint(spec, words, palette, ownColour))),
    '</svg>',
  ].join('')
}

/** The middle square that is left where a picture is cropped, with a little air. */
const SQUARE = { left: 32, right: 128, top: 5, bottom: 93 }

function inSquare(name: string, content: string): string {
  const reach = wideReach[name]
  if (!reach) return content
  const [left, right, top, bottom] = reach
  const scale = Math.min(
    1,
    (SQUARE.right - SQUARE.left) / (right - left),
    (SQUARE.bottom - SQUARE.top) / (bottom - top),
  )
  const x = 80 - (scale * (left + right)) / 2
  const y = Math.min(SQUARE.bottom - 4 - scale * bottom, Math.max(SQUARE.top - scale * top, 54 * (1 - scale)))
  return `<g transform="matrix(${round(scale)} 0 0 ${round(scale)} ${round(x)} ${round(y)})">${content}</g>`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function readPaint(
  spec: string,
  words: readonly string[],
  palette: ReadonlyMap<string, string>,
  ownColour: string | undefined,
): Paint {
  const hues: string[] = []
  let motif: string | undefined
  for (const word of words) {
    const hue = word === '*' ? ownColour : palette.get(word)
    if (hue !== undefined) hues.push(hue)
    else {
      invariant(word in motifs, `"${word}" in picture "${spec}" is neither a colour nor a motif`)
      motif = word
    }
  }
  const [main = '#9AA2AB', second = main] = hues
  return { main, second, motif }
}

/** The few SVG shapes that all drawings are made of; numbers are kept to one decimal so that pictures stay small. */

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  const corner = radius === 0 ? '' : ` rx="${num(radius)}"`
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"${corner} fill="${fill}"/>`
}

export function disc(cx: number, cy: number, radius: number, fill: string): string {
  return `<circle cx="${num(cx)}" cy="${num(cy)}" r="${num(radius)}" fill="${fill}"/>`
}

export function oval(cx: number, cy: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${num(cx)}" cy="${num(cy)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}"/>`
}

/** @param d path data. */
export function path(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`
}

/** An open line with round ends. */
export function line(d: string, colour: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"/>`
}

/** An unfilled circle. */
export function ring(cx: number, cy: number, radius: number, colour: string, width: number): string {
  return `<circle cx="${num(cx)}" cy="${num(cy)}" r="${num(radius)}" fill="none" stroke="${colour}" stroke-width="${num(width)}"/>`
}

/** @param opacity 0 to 1. */
export function faded(opacity: number, content: string): string {
  return `<g opacity="${num(opacity, 100)}">${content}</g>`
}

export function moved(x: number, y: number, content: string, scale = 1): string {
  const grown = scale === 1 ? '' : ` scale(${num(scale, 100)})`
  return `<g transform="translate(${num(x)} ${num(y)})${grown}">${content}</g>`
}

/** @param degrees clockwise about the given point. */
export function turned(degrees: number, cx: number, cy: number, content: string): string {
  return `<g transform="rotate(${num(degrees)} ${num(cx)} ${num(cy)})">${content}</g>`
}

/** Where a thing lies, and how far it is turned clockwise, in degrees. */
export type Spot = readonly [x: number, y: number, angle: number]

/** The same thing, drawn about 0,0, at each of the spots. */
export function scattered(thing: string, spots: readonly Spot[]): string {
  return spots.map(([x, y, angle]) => `<g transform="translate(${x} ${y}) rotate(${angle})">${thing}</g>`).join('')
}

/** The content and its mirror image about the picture's middle. */
export function bothSides(content: string): string {
  return `${content}<g transform="matrix(-1 0 0 1 160 0)">${content}</g>`
}

/** The soft shadow a standing thing throws on the counter. */
export function ground(halfWidth: number, cx = 80, y = 88): string {
  return `<ellipse cx="${num(cx)}" cy="${num(y)}" rx="${num(halfWidth)}" ry="${num(Math.min(4, 2 + halfWidth / 24))}" fill="#17202A" opacity=".14"/>`
}

function num(value: number, precision = 10): string {
  return String(Math.round(value * precision) / precision)
}

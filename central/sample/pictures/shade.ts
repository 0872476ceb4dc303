const INK = [23, 32, 42] as const
const PAPER = [255, 255, 255] as const

/** Tones that many drawings share, so that they look like one hand's. */
export const tone = {
  white: '#FBFAF6',
  cream: '#FFF4DC',
  paperEdge: '#DDD8CC',
  ink: '#2E3238',
  leaf: '#4A9A57',
  leafDark: '#2F7440',
  stem: '#6B4A2B',
  wood: '#C08B4F',
  steel: '#C9D0D6',
  steelDark: '#939DA7',
  gold: '#D6AE55',
  red: '#D2372D',
  glass: '#DDEBEE',
} as const

/** The colour mixed with ink. @param share 0 to 1. */
export function darker(hex: string, share: number): string {
  return mix(hex, INK, share)
}

/** The colour mixed with white. @param share 0 to 1. */
export function lighter(hex: string, share: number): string {
  return mix(hex, PAPER, share)
}

/** True where white marks on the colour would be hard to see. */
export function isPale(hex: string): boolean {
  const [red, green, blue] = channels(hex)
  return red * 0.299 + green * 0.587 + blue * 0.114 > 185
}

function mix(hex: string, other: readonly [number, number, number], share: number): string {
  const mixed = channels(hex).map((value, index) => Math.round(value + ((other[index] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function channels(hex: string): [number, number, number] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as [number, number, number]
}

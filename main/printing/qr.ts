import { encodeQR } from 'qr'

/** The modules of a QR code, row by row, dark ones true; without the quiet zone around it. */
export type QrModules = readonly (readonly boolean[])[]

/**
 * Codes are drawn here and not by the printer: a printer chooses for itself how tightly it packs the text, and so how
 * many modules wide the code becomes. Many take a byte for each character, which would be too wide for the paper.
 */
export function qrModules(text: string): QrModules {
  // The encoder gives no less than one blank module all around.
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
  return bordered.slice(1, -1).map((row) => row.slice(1, -1))
}

/** Blank modules that a scanner needs on each side. */
const QUIET_MODULES = 4
/** Heat spreads by half a dot on each side; smaller modules run into each other. */
const MIN_MODULE_DOTS = 3

/** @returns dots for one module, at most `maxDots`; undefined where the code would be wider than the paper. */
export function qrModuleDots(text: string, paperDots: number, maxDots: number): number | undefined {
  const modules = qrModules(text).length + 2 * QUIET_MODULES
  const dots = Math.min(maxDots, Math.floor(paperDots / modules))
  return dots >= MIN_MODULE_DOTS ? dots : undefined
}

import jsQR from 'jsqr'
import type { Printed, Raster } from './escpos-decoder.ts'

/** Reads codes as a scanner would: from black and white dots, knowing nothing of how they were drawn. */

/** The package is CommonJS whose types speak of a module. */
const { default: decode } = jsQR as unknown as { readonly default: typeof jsQR }
const QUIET_DOTS = 16

/** @returns undefined where the picture holds no code that can be read. */
export function readQr(image: Raster): string | undefined {
  const width = image.widthDots + 2 * QUIET_DOTS
  const height = image.heightDots + 2 * QUIET_DOTS
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < image.heightDots; y++)
    for (let x = 0; x < image.widthDots; x++)
      if (image.isDark(x, y))
        pixels.fill(
          0,
          ((y + QUIET_DOTS) * width + x + QUIET_DOTS) * 4,
          ((y + QUIET_DOTS) * width + x + QUIET_DOTS) * 4 + 3,
        )
  return decode(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data
}

/** What the codes of a sheet say, from its head to its foot. */
export function qrTexts(printed: readonly Printed[]): (string | undefined)[] {
  return printed.flatMap((part) => (part.kind === 'image' ? [readQr(part)] : []))
}

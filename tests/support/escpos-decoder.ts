import { decodeKorean } from './korean.ts'

/**
 * Reads ESC/POS as a printer would, by the command set's description alone, and says what would stand on the paper.
 * A command it does not know is an error: a printer would print its bytes as letters.
 */

/** Letters printed in one go, in one style. */
export interface Segment {
  /** Dots from the left edge of the print area. */
  readonly startDots: number
  readonly endDots: number
  readonly text: string
  readonly widthScale: number
  readonly heightScale: number
  readonly bold: boolean
}

export type Printed =
  | { readonly kind: 'line'; readonly segments: readonly Segment[]; readonly areaDots: number }
  | { readonly kind: 'barcode'; readonly data: string; readonly moduleDots: number; readonly heightDots: number }
  | Raster
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'status-request'; readonly command: string }

/** A picture of dots. */
export interface Raster {
  readonly kind: 'image'
  /** Always a multiple of 8. */
  readonly widthDots: number
  readonly heightDots: number
  /** Whether a dot is black. */
  isDark(x: number, y: number): boolean
}

/** One cell of text in its normal size. */
export const ASCII_DOTS = 12
const CODE128 = 73

interface Style {
  widthScale: number
  heightScale: number
  bold: boolean
  doubleByte: boolean
  areaDots: number
  moduleDots: number
  heightDots: number
}

const initialStyle = (): Style => ({
  widthScale: 1,
  heightScale: 1,
  bold: false,
  doubleByte: true,
  areaDots: 576,
  moduleDots: 3,
  heightDots: 162,
})

/** Commands that only prepare what is printed without changing its text or place, and the length of their parameters. */
const IGNORED: Readonly<Record<string, number>> = {
  '\x1ba': 1,
  '\x1bM': 1,
  '\x1b ': 1,
  '\x1b2': 0,
  '\x1b3': 1,
  '\x1b{': 1,
  '\x1bt': 1,
  '\x1bR': 1,
  '\x1b-': 1,
  '\x1cS': 2,
  '\x1c-': 1,
  '\x1da': 1,
  '\x1dB': 1,
  '\x1dH': 1,
  '\x1dL': 2,
}

export function decodeEscPos(bytes: Uint8Array): Printed[] {
  return new Decoder(bytes).run()
}

class Decoder {
  readonly #bytes: Uint8Array
  #at = 0
  #xDots = 0
  #style = initialStyle()
  #segments: Segment[] = []
  readonly #printed: Printed[] = []

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  run(): Printed[] {
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at]!
      if (byte === 0x0a) this.#lineFeed()
      else if (byte === 0x1b || byte === 0x1c || byte === 0x1d || byte === 0x10) this.#command()
      else if (byte < 0x20 || byte === 0x7f) throw new Error(`control character ${byte} at ${this.#at}`)
      else this.#text()
    }
    if (this.#segments.length > 0) throw new Error('text without a line feed stays in the printer')
    return this.#printed
  }

  #next(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new Error('the bytes end inside a command')
    return byte
  }

  #number16(): number {
    return this.#next() + this.#next() * 256
  }

  #take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Error('the bytes end inside a command')
    const taken = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return taken
  }

  #lineFeed(): void {
    this.#at++
    this.#printed.push({ kind: 'line', segments: this.#segments, areaDots: this.#style.areaDots })
    this.#segments = []
    this.#xDots = 0
  }

  #text(): void {
    const start = this.#at
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at]!
      if (byte < 0x20 || byte === 0x7f) break
      if (byte >= 0x80 && !this.#style.doubleByte) throw new Error('a double-byte letter outside double-byte mode')
      this.#at += byte < 0x80 ? 1 : 2
    }
    const raw = this.#bytes.subarray(start, this.#at)
    const { widthScale, heightScale, bold } = this.#style
    const startDots = this.#xDots
    this.#xDots += raw.length * ASCII_DOTS * widthScale
    const text = decodeKorean(raw)
    this.#segments.push({ startDots, endDots: this.#xDots, text, widthScale, heightScale, bold })
  }

  #command(): void {
    const name = String.fromCharCode(this.#next(), this.#next())
    const ignored = IGNORED[name]
    if (ignored !== undefined) return void this.#take(ignored)
    switch (name) {
      case '\x1b@':
        this.#style = initialStyle()
        return
      case '\x1bE':
        this.#style.bold = (this.#next() & 1) === 1
        return
      case '\x1b$':
        this.#xDots = this.#number16()
        return
      case '\x1b\\': {
        const moved = this.#number16()
        this.#xDots += moved > 0x7fff ? moved - 0x10000 : moved
        return
      }
      case '\x1bd':
        this.#printed.push({ kind: 'feed', lines: this.#next() })
        return
      case '\x1c&':
        this.#style.doubleByte = true
        return
      case '\x1c.':
        this.#style.doubleByte = false
        return
      case '\x10\x04':
        this.#printed.push({ kind: 'status-request', command: `DLE EOT ${this.#next()}` })
        return
      default:
        this.#groupCommand(name)
    }
  }

  /** The commands that begin with GS. */
  #groupCommand(name: string): void {
    switch (name) {
      case '\x1d!': {
        const size = this.#next()
        this.#style.widthScale = (size >> 4) + 1
        this.#style.heightScale = (size & 7) + 1
        return
      }
      case '\x1dW':
        this.#style.areaDots = this.#number16()
        return
      case '\x1dw':
        this.#style.moduleDots = this.#next()
        return
      case '\x1dh':
        this.#style.heightDots = this.#next()
        return
      case '\x1dk':
        return this.#barcode()
      case '\x1dv':
        return this.#rasterImage()
      case '\x1dV': {
        const mode = this.#next()
        if (mode >= 65) this.#next()
        this.#printed.push({ kind: 'cut' })
        return
      }
      case '\x1dr':
        this.#printed.push({ kind: 'status-request', command: `GS r ${this.#next()}` })
        return
      default:
        throw new Error(`unknown command ${JSON.stringify(name)} at ${this.#at}`)
    }
  }

  #barcode(): void {
    const symbology = this.#next()
    if (symbology !== CODE128) throw new Error(`a barcode of kind ${symbology}`)
    const data = code128Text(this.#take(this.#next()))
    const { moduleDots, heightDots } = this.#style
    this.#printed.push({ kind: 'barcode', data, moduleDots, heightDots })
  }

  #rasterImage(): void {
    const name = String.fromCharCode(...this.#take(2))
    if (name !== '0\0') throw new Error('a raster image in another size or of another kind')
    const bytesWide = this.#number16()
    const heightDots = this.#number16()
    if (bytesWide * 8 > this.#style.areaDots + 7) throw new Error(`an image ${bytesWide * 8} dots wide`)
    const bits = this.#take(bytesWide * heightDots)
    const isDark = (x: number, y: number) => (bits[y * bytesWide + (x >> 3)]! & (0x80 >> (x & 7))) !== 0
    this.#printed.push({ kind: 'image', widthDots: bytesWide * 8, heightDots, isDark })
  }
}

/** The text of Code128 data as `GS k` takes it: {A, {B and {C choose the set, {{ is a brace. */
function code128Text(data: Uint8Array): string {
  let set = ''
  let text = ''
  for (let i = 0; i < data.length; i++) {
    const byte = data[i]!
    if (byte === 0x7b) {
      const special = String.fromCharCode(data[++i]!)
      if (special === '{') text += '{'
      else if ('ABC'.includes(special)) set = special
      else throw new Error(`Code128 function {${special}`)
    } else if (set === 'C') text += String(byte).padStart(2, '0')
    else if (set === 'A' || set === 'B') text += String.fromCharCode(byte)
    else throw new Error('Code128 data that does not choose a set first')
  }
  return text
}

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * The Encoding Standard's own table of Korean double-byte text. Node's TextDecoder('euc-kr') knows only the 2,350
 * syllables of KS X 1001 and not the 8,822 others that printers print, whatever the standard says.
 */
const INDEX = gunzipSync(readFileSync(new URL('../fixtures/encoding/index-euc-kr.txt.gz', import.meta.url))).toString()

/** By lead byte × 256 + trail byte. */
export const KOREAN_LETTERS: ReadonlyMap<number, string> = new Map(
  [...INDEX.matchAll(/^ *(\d+)\t0x([0-9A-F]+)/gm)].map(([, pointer, point]) => {
    const lead = 0x81 + Math.floor(Number(pointer) / 190)
    const trail = 0x41 + (Number(pointer) % 190)
    return [lead * 256 + trail, String.fromCodePoint(Number.parseInt(point!, 16))]
  }),
)

/** @throws where the bytes are no Korean text. */
export function decodeKorean(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte < 0x80) text += String.fromCharCode(byte)
    else {
      const letter = KOREAN_LETTERS.get(byte * 256 + (bytes[++i] ?? 0))
      if (letter === undefined) throw new Error(`no Korean letter: ${byte.toString(16)} at ${i - 1}`)
      text += letter
    }
  }
  return text
}

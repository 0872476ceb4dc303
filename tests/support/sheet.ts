import { ASCII_DOTS, type Printed, type Segment } from './escpos-decoder.ts'
import { readQr } from './qr-reader.ts'

/** What stands on a decoded sheet, in forms that tests compare. */

/** The widest line, in dots beyond the print area; 0 or less where everything fits. */
export function overflowDots(printed: readonly Printed[]): number {
  const lines = printed.flatMap((item) => (item.kind === 'line' ? [item] : []))
  return Math.max(...lines.map(({ segments, areaDots }) => Math.max(0, ...segments.map((s) => s.endDots)) - areaDots))
}

/** The text of each line as it stands on the paper, segments at their columns, nothing else. */
export function lineTexts(printed: readonly Printed[]): string[] {
  return printed.flatMap((item) => (item.kind === 'line' ? [placed(item.segments)] : []))
}

function placed(segments: readonly Segment[]): string {
  let text = ''
  let column = 0
  for (const segment of segments) {
    const start = Math.floor(segment.startDots / ASCII_DOTS)
    if (segment.startDots < column * ASCII_DOTS) throw new Error(`"${segment.text}" is printed over "${text}"`)
    text += ' '.repeat(start - column) + segment.text
    column = Math.ceil(segment.endDots / ASCII_DOTS)
  }
  return text.trimEnd()
}

/** The sheet as text for a golden file: large letters as <2>…, bold as *…*, codes in brackets. */
export function sheetText(printed: readonly Printed[]): string {
  return `${printed.map(partText).join('\n')}\n`
}

function partText(part: Printed): string {
  switch (part.kind) {
    case 'line':
      return placed(part.segments.map(marked))
    case 'barcode':
      return `[code128 ${part.data} ${part.moduleDots}×${part.heightDots}]`
    case 'image':
      return `[qr ${readQr(part)} ${part.heightDots}×${part.heightDots}]`
    case 'feed':
      return `[feed ${part.lines}]`
    case 'cut':
      return '[cut]'
    case 'status-request':
      return `[${part.command}]`
  }
}

function marked(segment: Segment): Segment {
  const text = segment.bold && segment.text.trim() !== '' ? `*${segment.text}*` : segment.text
  return { ...segment, text: segment.widthScale > 1 ? `<${segment.widthScale}>${text}` : text }
}

import type { PrinterErrorCode } from '../../../contract/printer-errors.ts'

/** How ESC/POS printers are asked how they are, and how they answer: one byte for each question. */

type Fault = Extract<PrinterErrorCode, 'printer.offline' | 'printer.paper_out' | 'printer.cover_open' | 'printer.fault'>

/** DLE EOT 1, 2 and 4: the printer, why it is off-line, the paper. Answered at once, also while printing. */
const QUESTIONS = [1, 2, 4] as const
export const ASK_STATUS = Uint8Array.from(QUESTIONS.flatMap((question) => [0x10, 0x04, question]))
/** GS r 1: answered in its turn, that is after everything sent before was printed. */
export const ASK_WHEN_PRINTED = Uint8Array.of(0x1d, 0x72, 1)

const OFFLINE = 0x08
const COVER_OPEN = 0x04
const STOPPED_FOR_PAPER = 0x20
const ERROR = 0x40
const PAPER_END = 0x60
const PAPER_END_WHEN_PRINTED = 0x0c

export type StatusAnswer =
  /** All questions of one ASK_STATUS; `fault` is what keeps the printer from printing. */
  | { readonly kind: 'status'; readonly fault: Fault | undefined }
  /** The answer to ASK_WHEN_PRINTED. */
  | { readonly kind: 'printed'; readonly paperOut: boolean }

/**
 * Takes the printer's bytes as they come in and says what they mean.
 * Bits that are always the same tell the kinds apart (bit 1 and 4 set: a real-time answer; bit 4 alone: the first
 * of four bytes the printer sends on its own; neither: an answer in its turn).
 */
export function statusReader(): (bytes: Uint8Array) => StatusAnswer[] {
  let answers: number[] = []
  let unasked = 0
  return (bytes) => {
    const understood: StatusAnswer[] = []
    for (const byte of bytes) {
      if (unasked > 0) unasked--
      else if ((byte & 0x93) === 0x12) {
        answers.push(byte)
        if (answers.length < QUESTIONS.length) continue
        understood.push({ kind: 'status', fault: faultOf(answers) })
        answers = []
      } else if ((byte & 0x93) === 0x10) unasked = 3
      else if ((byte & 0x90) === 0)
        understood.push({ kind: 'printed', paperOut: (byte & PAPER_END_WHEN_PRINTED) === PAPER_END_WHEN_PRINTED })
    }
    return understood
  }
}

/** The most telling of what is wrong: an open cover often looks like missing paper too, and either makes it off-line. */
function faultOf([printer = 0, cause = 0, paper = 0]: readonly number[]): Fault | undefined {
  if ((cause & STOPPED_FOR_PAPER) !== 0 || (paper & PAPER_END) === PAPER_END)
    return (cause & COVER_OPEN) !== 0 ? 'printer.cover_open' : 'printer.paper_out'
  if ((cause & COVER_OPEN) !== 0) return 'printer.cover_open'
  if ((cause & ERROR) !== 0) return 'printer.fault'
  return (printer & OFFLINE) !== 0 ? 'printer.offline' : undefined
}

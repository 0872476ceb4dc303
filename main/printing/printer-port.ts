import type { PrinterErrorCode } from '../../contract/printer-errors.ts'
import type { Result } from '../../domain/result.ts'

/** Something that puts bytes on paper. */
export interface Printer {
  /**
   * Sends one whole job; only one at a time.
   * Succeeds when the printer has taken everything, and where it can be asked, when it has printed it.
   * @param signal ends the job early; the answer is then `printer.cancelled`.
   */
  send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<true, PrinterErrorCode>>
}

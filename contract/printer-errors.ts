/**
 * Why a print job has not been printed: what stands in `PrintJob.lastError`.
 * The sentence a person reads stands in the screens' messages, under the same code.
 */
export const PRINTER_ERRORS = [
  /** Nobody answers at the printer's address, or the device is not plugged in. */
  'printer.unreachable',
  /** No machine on the network goes by the printer's name. */
  'printer.host_unknown',
  /** The printer was reached, but takes no data or stopped answering. */
  'printer.timeout',
  /** The connection broke in the middle of a job. */
  'printer.disconnected',
  /** The printer says that it is switched off-line. */
  'printer.offline',
  'printer.paper_out',
  'printer.cover_open',
  /** The printer reports a fault of its own, such as a jammed cutter. */
  'printer.fault',
  'printer.file_folder_missing',
  /** The path leads to a folder, or to something no receipt can be written to. */
  'printer.file_not_usable',
  /** No permission to write there. */
  'printer.file_not_writable',
  'printer.disk_full',
  /** The printing was stopped by a person, or by the end of the program. */
  'printer.cancelled',
  /** The job as it was stored cannot be made into a receipt. */
  'printer.document_unreadable',
] as const

export type PrinterErrorCode = (typeof PRINTER_ERRORS)[number]

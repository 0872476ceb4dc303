import type { PrinterSettings } from '../../../contract/terminal.ts'
import type { Printer } from '../printer-port.ts'
import { filePrinter } from './file.ts'
import { networkPrinter } from './network.ts'

/** The printer that the settings name; undefined where there is none. */
export function printerOf(settings: PrinterSettings): Printer | undefined {
  switch (settings.kind) {
    case 'none':
      return undefined
    case 'network':
      return networkPrinter(settings.host, settings.port)
    case 'file':
      return filePrinter(settings.path)
  }
}

import { isAbsolute } from 'node:path'
import { contractError, orDiskFull } from '../errors.ts'
import { publishInfo, terminalInfo } from '../info.ts'
import { publishPrinting } from '../printing/status.ts'
import { contract } from './contract.ts'

const change = contract.settings.change.handler(({ context, input }) => {
  const { terminal } = context
  const before = terminal.settings.settings()
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given }
  if (after.printer.kind === 'file' && !isAbsolute(after.printer.path))
    throw contractError('settings.invalid', { field: 'printer.path' })
  orDiskFull(() => terminal.settings.saveSettings(after))
  if (after.syncIntervalMs !== before.syncIntervalMs) context.sync.intervalChanged()
  publishInfo(terminal)
  publishPrinting(terminal)
  context.printing.retry()
  return after
})

const simulateReader = contract.settings.simulateReader.handler(({ context, input }) => {
  const { terminal } = context
  if (!terminal.reader?.simulated) throw contractError('card.reader_missing')
  orDiskFull(() => terminal.settings.saveSimulatedAnswer(input.answer))
  publishInfo(terminal)
  return terminalInfo(terminal)
})

export const settings = { change, simulateReader }

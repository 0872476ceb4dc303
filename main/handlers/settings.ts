import { isAbsolute } from 'node:path'
import type { Settings } from '../../contract/terminal.ts'
import type { TerminalContext } from '../context.ts'
import { contractError, orDiskFull } from '../errors.ts'
import { publishInfo, terminalInfo } from '../info.ts'
import { appendFact, today } from '../journal/append.ts'
import { publishPrinting } from '../printing/status.ts'
import { publishSync } from '../sync/status.ts'
import { contract } from './contract.ts'

const change = contract.settings.change.handler(({ context, input }) => {
  const { terminal } = context
  const before = terminal.settings.settings()
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given }
  if (after.printer.kind === 'file' && !isAbsolute(after.printer.path))
    throw contractError('settings.invalid', { field: 'printer.path' })
  orDiskFull(() =>
    terminal.store.transaction(() => {
      terminal.settings.saveSettings(after)
      tellChanged(terminal, before, after)
    }),
  )
  if (after.syncIntervalMs !== before.syncIntervalMs) context.sync.intervalChanged()
  publishInfo(terminal)
  publishSync(terminal)
  publishPrinting(terminal)
  context.printing.retry()
  return after
})

function tellChanged(terminal: TerminalContext, before: Settings, after: Settings): void {
  const names = Object.keys(after) as (keyof Settings)[]
  const changes = names
    .map((name) => ({ name, value: JSON.stringify(after[name]) }))
    .filter(({ name, value }) => value !== JSON.stringify(before[name]))
  if (changes.length === 0 || !terminal.settings.identity()) return
  appendFact(terminal, { kind: 'settings.changed', businessDay: today(terminal), changes })
}

const simulateReader = contract.settings.simulateReader.handler(({ context, input }) => {
  const { terminal } = context
  if (!terminal.reader?.simulated) throw contractError('card.reader_missing')
  orDiskFull(() => terminal.settings.saveSimulatedAnswer(input.answer))
  publishInfo(terminal)
  return terminalInfo(terminal)
})

export const settings = { change, simulateReader }

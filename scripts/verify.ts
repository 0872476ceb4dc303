import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { auditFolder, type AuditFault, type JournalAudit } from '../main/journal/audit.ts'
import { systemRandom } from '../main/ports/random.ts'
import { databaseKey } from '../main/security/database-key.ts'
import { CommandError, failWith } from './console.ts'
import { folderOf } from './data-folder.ts'
import { lookAndLeave } from './verify/look.ts'
import { faultSentence, refusalSentence, repairSentences, summarySentences } from './verify/sentences.ts'

/**
 * Checks a terminal's data folder: every fact of its journal, and every order against it. Nothing in it changes.
 * Exit code 0 where all is as it was written, 1 where something was changed, 2 where it could not be checked.
 */

const HELP = `npm run verify -- --data DIR [--json]
  --data  the data folder of a terminal that is not running, or the one that npm start was given
  --json  one line of JSON in place of sentences
`

const json = process.argv.includes('--json')
try {
  process.exitCode = verify(dataFolder())
} catch (error) {
  if (!(error instanceof CommandError)) throw error
  failWith(error, json)
}

function verify(folder: string): number {
  const key = databaseKey(join(folder, 'database.key'), systemRandom, false)
  if (!key.ok) throw refusal(key.code, folder)
  const audited = lookAndLeave(folder, () => auditFolder(folder, key.value))
  if (!audited.ok) throw refusal(audited.code, folder)
  tell(audited.value, folder)
  return audited.value.faults.length === 0 ? 0 : 1
}

function tell(audit: JournalAudit, folder: string): void {
  if (json) return void process.stdout.write(`${JSON.stringify({ ok: audit.faults.length === 0, ...audit })}\n`)
  const faults = audit.faults.map((fault: AuditFault) => `  ${faultSentence(fault)}`)
  process.stdout.write(`${[...summarySentences(audit), ...faults, ...repairSentences(audit, folder)].join('\n')}\n`)
}

function dataFolder(): string {
  const { data, help } = options()
  if (help) {
    process.stdout.write(HELP)
    process.exit(0)
  }
  if (data === undefined) throw new CommandError('options.missing', HELP)
  const folder = folderOf('terminal', resolve(data))
  if (!existsSync(join(folder, 'terminal.db'))) throw refusal('missing', folder)
  return folder
}

function options() {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    return parseArgs({ options: { data: text, json: flag, help: flag } }).values
  } catch (error) {
    throw new CommandError('options.invalid', `${(error as Error).message}\n${HELP}`)
  }
}

function refusal(code: string, folder: string): CommandError {
  return new CommandError(`verify.${code}`, refusalSentence(code, folder))
}

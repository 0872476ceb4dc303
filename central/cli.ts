import { join } from 'node:path'
import { readOptions, USAGE, type AlarmClosing, type CliOptions } from './cli-options.ts'
import { messageLanguage, noticeSentence, type MessageDetails, type Notice } from './messages.ts'
import { failed } from './report-failure.ts'
import { StartError } from './start-error.ts'
import { backupsFolder } from './store/backups-folder.ts'

/** Runs the central store alone, until it is told to stop. */

const OLDEST_NODE_API = 10
const PATIENCE_MS = 5_000
// What this program makes is nobody's to read but its owner's.
process.umask(0o077)
const language = messageLanguage(process.env)
const wantsJson = process.argv.includes('--json')

try {
  // Loading the database under an older Node would crash without a word.
  if (Number(process.versions.napi) < OLDEST_NODE_API)
    throw new StartError('runtime.too_old', { found: process.versions.node })
  if (process.argv.includes('--help')) process.stdout.write(`${USAGE}\n`)
  else await obey(readOptions(process.argv.slice(2)))
} catch (error) {
  failed(error, language, wantsJson)
}

async function obey(options: CliOptions): Promise<void> {
  if (options.backupFile !== undefined) await copy(options, options.backupFile)
  else if (options.closing) await close(options, options.closing)
  else if (options.alarms) await list(options)
  else await run(options)
}

async function list({ dataDir, json }: CliOptions): Promise<void> {
  const { listAlarms } = await import('./alarms.ts')
  const lines = await listAlarms(dataDir, json ? undefined : language)
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function close({ dataDir, json }: CliOptions, closing: AlarmClosing): Promise<void> {
  const { closeOne } = await import('./alarms.ts')
  const { alarmId: alarm } = await closeOne(dataDir, closing)
  if (json) process.stdout.write(`${JSON.stringify({ closed: { alarm } })}\n`)
  else process.stdout.write(`${noticeSentence(language, 'alarm_closed', { alarm, by: closing.by })}\n`)
}

async function copy({ dataDir, json }: CliOptions, file: string): Promise<void> {
  const { backUp } = await import('./store/backup.ts')
  const { bytes, incarnation } = backUp(dataDir, file)
  if (json) process.stdout.write(`${JSON.stringify({ backup: { file, bytes, incarnation } })}\n`)
  else process.stdout.write(`${noticeSentence(language, 'backed_up', { file, bytes })}\n`)
}

async function run(options: CliOptions): Promise<void> {
  const { startCentral } = await import('./start.ts')
  const central = await startCentral({
    ...options,
    onFailure: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
    onDamage: (what) => warn('damaged', { what, file: join(options.dataDir, 'central.db'), backups: backups(options) }),
    onBackupTrouble: ({ why, ...details }) => warn(`backup_${why}`, details),
  })
  const { url, adminToken, enrolmentCode, incarnation } = central
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ready: true, url, adminToken, enrolmentCode, incarnation })}\n`)
  else
    process.stdout.write(
      [
        ...(central.putBack ? [noticeSentence(language, 'restored')] : []),
        noticeSentence(language, 'ready', { url }),
        noticeSentence(language, 'enrolment', { code: enrolmentCode }),
        noticeSentence(language, 'admin', { file: join(options.dataDir, 'admin.token') }),
        noticeSentence(language, 'stop'),
        '',
      ].join('\n'),
    )
  stopWhenTold(options.withParent, () => central.close())
}

function backups({ dataDir, backups: plan }: CliOptions): string {
  return plan?.folder ?? backupsFolder(dataDir)
}

function warn(notice: Notice, details: MessageDetails): void {
  process.stderr.write(`${noticeSentence(language, notice, details)}\n`)
}

/** Ends on a signal, when a parent's channel closes, or (`--with-parent`) when standard input ends. */
function stopWhenTold(withParent: boolean, close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    // What was acknowledged is on disk, so that a client that never ends its request cannot hold the store up.
    setTimeout(() => process.exit(0), PATIENCE_MS).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => failed(error, language, wantsJson),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', stop)
  if (process.channel !== undefined) process.once('disconnect', stop)
  if (withParent) process.stdin.resume().on('end', stop).on('close', stop).on('error', stop)
}

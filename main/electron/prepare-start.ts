import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import type { CommandLine } from './command-line.ts'
import { CONFIGURATION_FILE, readConfiguration, type Configuration } from './configuration.ts'
import type { PageFiles } from '../pages/page-files.ts'
import { makeFolder } from '../ports/make-folder.ts'
import type { Problem } from '../problems.ts'
import type { ServiceStart } from './service-messages.ts'

export type PreparedStart =
  { readonly ok: true; readonly start: ServiceStart } | { readonly ok: false; readonly problem: Problem }

/**
 * What the service is told when it starts, looked up afresh each time, so that a mended mistake counts at once.
 * The command line comes before the data folder's configuration file, that one before the machine's.
 */
export function prepareStart(
  options: CommandLine & { readonly dataFolder: string },
  files: PageFiles,
  version: string,
  machineFolder: string | null,
): PreparedStart {
  if (!files.has('/index.html')) return refuse('start.program_incomplete', 'dist/renderer')
  if (!isWritable(options.dataFolder)) return refuse('start.not_writable', options.dataFolder)
  const configuration: Configuration = {}
  for (const folder of [machineFolder, options.dataFolder]) {
    if (folder === null) continue
    const file = join(folder, CONFIGURATION_FILE)
    const reading = readConfiguration(file)
    if (!reading.ok) {
      return { ok: false, problem: { code: 'start.configuration_wrong', place: file, mistakes: reading.mistakes } }
    }
    Object.assign(configuration, reading.value)
  }
  return {
    ok: true,
    start: {
      type: 'start',
      dataFolder: options.dataFolder,
      centralUrl: options.centralUrl ?? configuration.centralUrl ?? null,
      enrolmentCode: options.enrolmentCode ?? configuration.enrolmentCode ?? null,
      version,
      demonstration: options.demonstration,
    },
  }
}

function refuse(code: Problem['code'], place: string): PreparedStart {
  return { ok: false, problem: { code, place, mistakes: [] } }
}

function isWritable(folder: string): boolean {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAll } from './build.ts'
import { CommandError, failWith, ROOT, say } from './console.ts'
import { checkPackage, filesUnder } from './pack/check.ts'
import { collectLicences } from './pack/licences.ts'
import { findOrFetchElectron } from './start/electron.ts'
import { killRunning, runTool } from './test/command.ts'

/** Packs the program for this platform into a folder, and looks whether the outcome is what it must be. */

const HELP = `npm run pack -- --dir [--output DIR]

  --dir          makes the unpacked program, ready to be started or copied
  --output DIR   where to put it (out)

The last line on standard output is JSON: the program's folder, its size and number of files, and its Electron.
`
const PACK_LIMIT_MS = 300_000

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    killRunning()
    process.exit(130)
  })
}

try {
  const { values } = readOptions()
  if (values.help) process.stdout.write(HELP)
  else await pack(resolve(values.output))
} catch (error) {
  failWith(error instanceof CommandError ? error : new CommandError('pack.failed', (error as Error).message), false)
}

function readOptions() {
  try {
    const parsed = parseArgs({
      options: {
        dir: { type: 'boolean', default: false },
        output: { type: 'string', default: join(ROOT, 'out') },
        help: { type: 'boolean', default: false },
      },
    })
    if (parsed.values.dir || parsed.values.help) return parsed
  } catch (error) {
    throw new CommandError('option.wrong', `${(error as Error).message}\n${HELP}`)
  }
  throw new CommandError('option.missing', `Only --dir can be packed so far.\n${HELP}`)
}

async function pack(output: string): Promise<void> {
  const electron = await findOrFetchElectron()
  if ('missing' in electron) {
    throw new CommandError(
      'electron.missing',
      `${electron.missing}. Pack on a machine that reaches Electron's downloads, or let ELECTRON_OVERRIDE_DIST_PATH name a folder with an unpacked Electron.`,
    )
  }
  await buildAll()
  writeFileSync(join(ROOT, 'dist', 'licences.txt'), await collectLicences())
  const folder = await runBuilder(output, electronFolder(electron.executable), electron.version)
  const problems = await checkPackage(
    resourcesFolder(folder),
    packedExecutable(folder),
    `${process.platform}-${process.arch}`,
  )
  if (problems.length > 0) throw new CommandError('pack.wrong', problems.join('\n'))
  const files = filesUnder(folder)
  const sizeBytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  process.stdout.write(
    `${JSON.stringify({ dir: folder, executable: packedExecutable(folder), sizeBytes, files: files.length, electron: electron.version })}\n`,
  )
}

/** @returns the packed program's folder. */
async function runBuilder(output: string, electronDist: string, electronVersion: string): Promise<string> {
  const folder = join(output, packedFolderName())
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  say(`Packing with Electron ${electronVersion} …`)
  const finished = await runTool(
    ['electron-builder'],
    [
      '--dir',
      '--publish',
      'never',
      '--config',
      'electron-builder.yml',
      `-c.directories.output=${output}`,
      `-c.electronDist=${electronDist}`,
      `-c.electronVersion=${electronVersion}`,
    ],
    { limitMs: PACK_LIMIT_MS },
  )
  if (finished.code !== 0) throw new CommandError('pack.failed', `The packer gave up:\n${finished.output.trimEnd()}`)
  // Electron's own welcome program; left in place where Electron comes from a folder.
  rmSync(join(resourcesFolder(folder), 'default_app.asar'), { force: true })
  return folder
}

function packedFolderName(): string {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'darwin') return process.arch === 'x64' ? 'mac' : `mac${arch}`
  return process.platform === 'win32' ? `win${arch}-unpacked` : `linux${arch}-unpacked`
}

function packedExecutable(folder: string): string {
  if (process.platform === 'darwin') return join(folder, 'Okryu Counter.app', 'Contents', 'MacOS', 'Okryu Counter')
  return join(folder, process.platform === 'win32' ? 'okryu-counter.exe' : 'okryu-counter')
}

function resourcesFolder(folder: string): string {
  return process.platform === 'darwin'
    ? join(folder, 'Okryu Counter.app', 'Contents', 'Resources')
    : join(folder, 'resources')
}

function electronFolder(executable: string): string {
  // Electron.app stands in the folder itself, its executable three levels further down.
  return process.platform === 'darwin' ? resolve(dirname(executable), '..', '..', '..') : dirname(executable)
}

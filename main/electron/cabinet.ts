import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, Menu, protocol } from 'electron'
import { makeFolder } from '../ports/make-folder.ts'
import { consoleLanguage, problemSentence } from '../problems.ts'
import { readCommandLine, type CommandLine } from './command-line.ts'
import { openCabinet } from './open-cabinet.ts'

/** The program that Electron starts. It holds the window and keeps the terminal service alive; it sells nothing itself. */

const EXIT_FAULT = 1
const EXIT_USAGE = 2
const EXIT_SECOND_INSTANCE = 3

const commandLine = readCommandLine(ownArguments(), process.cwd())
if (commandLine.ok) begin(commandLine.value)
else leave(EXIT_USAGE, commandLine.sentence[consoleLanguage()])

function begin(options: CommandLine): void {
  let isOpen = false
  // Electron would show a stack trace. The service and its orders are not touched by a fault here, so an open window
  // stays; without one, whoever started the program must not wait for it.
  process.on('uncaughtException', (error) => {
    if (isOpen) say(error.stack ?? String(error))
    else leave(EXIT_FAULT, error.stack ?? String(error))
  })
  const dataFolder = options.dataFolder ?? join(app.getPath('appData'), 'okryu-counter')
  app.setPath('userData', windowFolder(dataFolder))
  if (!app.requestSingleInstanceLock()) {
    leave(EXIT_SECOND_INSTANCE, problemSentence('start.locked', dataFolder))
    return
  }
  // Root has no sandbox on Linux; whoever starts it so says --no-sandbox, and Chromium's helpers would not start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  Menu.setApplicationMenu(null)
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  void app.whenReady().then(() => {
    openCabinet({ ...options, dataFolder })
    isOpen = true
  })
}

/**
 * Chromium's own files stand in the data folder, which makes Electron's lock one per data folder. Where they cannot,
 * a temporary folder lets the window open at least and say so.
 */
function windowFolder(dataFolder: string): string {
  try {
    const folder = join(dataFolder, 'window')
    makeFolder(folder)
    return realpathSync(folder)
  } catch {
    return mkdtempSync(join(tmpdir(), 'okryu-counter-'))
  }
}

/** What follows the program's name; under `electron .` the program's folder comes first. */
function ownArguments(): string[] {
  const given = process.argv.slice(1)
  const program = process.defaultApp === true ? given.findIndex((argument) => !argument.startsWith('-')) : -1
  return given.filter((_argument, index) => index !== program)
}

function leave(code: number, sentence: string): void {
  say(sentence)
  app.exit(code)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

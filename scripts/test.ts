import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll } from './build.ts'
import { ROOT } from './console.ts'
import { detectElectron } from './start/electron.ts'
import { type Finished, killRunning, run, runTool, toolScript } from './test/command.ts'
import { checkLayers } from './test/layers.ts'
import { NOTHING, type Tally, add, readPlaywright, readVitest } from './test/reports.ts'
import { ensureChromium, ensureCompiler, windowRunner } from './test/system.ts'

/** Every check and every test, in order; goes on after a failure, so that one run shows all of them. */

const CHECK_LIMIT_MS = 180_000
/** A guard against a runner that hangs; a slow machine may take its time. */
const TESTS_LIMIT_MS = 1_200_000
const RESULTS = join(ROOT, 'test-results')
const TYPE_ROOMS = ['.', 'domain', 'contract', 'renderer']

interface Outcome {
  readonly tally: Tally
  /** Printed in full where something failed. */
  readonly log: string
  /** Said beside the figures. */
  readonly note?: string
}
interface Step {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

const STEPS: readonly Step[] = [
  { name: 'format', run: () => check(['prettier'], ['--check', '--log-level', 'warn', '.']) },
  { name: 'lint', run: () => check(['oxlint'], ['--deny-warnings']) },
  ...TYPE_ROOMS.map((room) => ({ name: `types (${room})`, run: () => check(['typescript', 'tsc'], ['-p', room]) })),
  { name: 'layers', run: layers },
  { name: 'unused code', run: () => check(['knip'], []) },
  { name: 'build', run: build },
  { name: 'vitest', run: vitest },
  { name: 'browser', run: browser },
  { name: 'electron', run: electron },
]

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupted)
rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

let total = NOTHING
for (const step of STEPS) {
  const startedMs = performance.now()
  const outcome = await attempt(step)
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const mark = outcome.tally.failed > 0 ? '✗' : outcome.tally.passed > 0 ? '✓' : '–'
  print(`${mark} ${step.name.padEnd(18)} ${seconds.padStart(6)} s   ${words(outcome.tally)}${outcome.note ?? ''}`)
  if (outcome.tally.failed > 0) print(`${outcome.log.trimEnd()}\n`)
  total = add(total, outcome.tally)
}
print(words(total))
process.exitCode = total.failed > 0 ? 1 : 0

async function attempt(step: Step): Promise<Outcome> {
  try {
    return await step.run()
  } catch (error) {
    return { tally: { ...NOTHING, failed: 1 }, log: (error as Error).message }
  }
}

// ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────────

async function check(tool: readonly [string, string?], args: readonly string[]): Promise<Outcome> {
  const { code, output } = await runTool(tool, args, { limitMs: CHECK_LIMIT_MS })
  return { tally: passedIf(code === 0), log: output }
}

async function layers(): Promise<Outcome> {
  const { violations, read, unread } = await checkLayers()
  const unreadLines = unread.map((file) => `not read: ${file}`)
  return {
    tally: passedIf(read.length > 0 && unread.length === 0 && violations.length === 0),
    log: [...violations, ...unreadLines].join('\n'),
    note: `, ${read.length} modules read`,
  }
}

async function vitest(): Promise<Outcome> {
  await ensureCompiler()
  const report = join(RESULTS, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const finished = await runTool(['vitest'], args, { limitMs: TESTS_LIMIT_MS })
  return fromReport(finished, report, readVitest)
}

async function build(): Promise<Outcome> {
  const built = await buildAll()
  return { tally: passedIf(true), log: '', note: built.length === 0 ? ', up to date' : `, ${built.join(', ')}` }
}

async function browser(): Promise<Outcome> {
  const missing = await ensureChromium()
  if (missing !== undefined) return { tally: passedIf(false), log: missing }
  const args = ['test', '--config', 'playwright.config.ts']
  const finished = await runTool(['@playwright/test', 'playwright'], args, { limitMs: TESTS_LIMIT_MS })
  return fromReport(finished, join(RESULTS, 'browser.json'), readPlaywright)
}

async function electron(): Promise<Outcome> {
  const found = detectElectron()
  if ('missing' in found) return skipped(found.missing)
  const runner = await windowRunner()
  if (typeof runner === 'string') return skipped(runner)
  const script = toolScript('@playwright/test', 'playwright')
  const [file, ...args] = [...runner, process.execPath, script, 'test', '--config', 'playwright.electron.config.ts']
  const finished = await run(file ?? process.execPath, args, { limitMs: TESTS_LIMIT_MS })
  const outcome = fromReport(finished, join(RESULTS, 'electron.json'), readPlaywright)
  return { ...outcome, note: `, Electron ${found.version}` }
}

// ── counting ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function fromReport(finished: Finished, report: string, read: (file: string) => Tally): Outcome {
  if (!existsSync(report)) return { tally: passedIf(false), log: `${finished.output}\nIt ended without a report.` }
  const tally = read(report)
  // A runner may fail for a reason that no test has, such as an error after the last one.
  const hasHiddenFailure = finished.code !== 0 && tally.failed === 0
  return { tally: hasHiddenFailure ? { ...tally, failed: 1 } : tally, log: finished.output }
}

function passedIf(isGood: boolean): Tally {
  return isGood ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }
}

function skipped(reason: string): Outcome {
  return { tally: { ...NOTHING, skipped: 1 }, log: '', note: `: ${reason}` }
}

function words({ passed, failed, skipped: left }: Tally): string {
  return `${passed} passed, ${failed} failed, ${left} skipped`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function interrupted(): void {
  killRunning()
  process.exit(130)
}

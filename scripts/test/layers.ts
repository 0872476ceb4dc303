import { existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../console.ts'
import { run, toolScript } from './command.ts'

const ROOMS = [
  'domain',
  'contract',
  'trust',
  'db',
  'main',
  'preload',
  'renderer',
  'central',
  'scripts',
  'tests',
  'bench',
  'proofs',
]
const SOURCE = /\.(ts|tsx|mjs)$/
const LIMIT_MS = 120_000

export interface LayersReport {
  /** Each as `rule: from → to (why)`. */
  readonly violations: readonly string[]
  /** Source files the tool has read, relative to the top. */
  readonly read: readonly string[]
  /** Source files that are there but were not read: a tool without a parser reads none and finds nothing wrong. */
  readonly unread: readonly string[]
  /** The names of all rules. */
  readonly rules: readonly string[]
}

/** Who imports whom under `root`, measured against .dependency-cruiser.cjs. Throws if the tool gives no report. */
export async function checkLayers(root: string = ROOT): Promise<LayersReport> {
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)))
  const args = ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...rooms]
  const parseTsx = pathToFileURL(join(ROOT, 'scripts', 'test', 'parse-tsx.ts')).href
  const script = toolScript('dependency-cruiser', 'depcruise')
  const finished = await run(process.execPath, ['--import', parseTsx, script, ...args], {
    limitMs: LIMIT_MS,
    cwd: root,
  })
  const report = parseReport(finished.stdout, finished.output)
  const comments = new Map(report.summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]))
  const read = new Set(report.modules.map((module) => module.source))
  const sources = rooms.flatMap((room) => sourcesIn(root, room))
  return {
    violations: report.summary.violations.map(
      ({ rule, from, to }) => `${rule.name}: ${from} → ${to} (${comments.get(rule.name)})`,
    ),
    read: sources.filter((source) => read.has(source)),
    unread: sources.filter((source) => !read.has(source)),
    rules: [...comments.keys()],
  }
}

interface CruiserReport {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
    }[]
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] }
  }
}

function parseReport(json: string, output: string): CruiserReport {
  try {
    return JSON.parse(json) as CruiserReport
  } catch (error) {
    throw new Error(`dependency-cruiser gave no report:\n${output}`, { cause: error })
  }
}

function sourcesIn(root: string, room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, '/'),
    )
}

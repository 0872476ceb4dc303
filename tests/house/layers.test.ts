import { cpSync, mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { type LayersReport, checkLayers } from '../../scripts/test/layers.ts'

/** A file that must not be, and the rule that must say so. Types count too: they tie layers together as well. */
const PLANTED: readonly { readonly rule: string; readonly file: string; readonly source: string }[] = [
  { rule: 'room-domain', file: 'domain/planted.ts', source: "import '../contract/errors.ts'" },
  { rule: 'room-contract', file: 'contract/planted.ts', source: "import type { } from '../db/open.ts'" },
  { rule: 'room-trust', file: 'trust/planted.ts', source: "import '../main/errors.ts'" },
  { rule: 'room-db', file: 'db/planted.ts', source: "import '../contract/errors.ts'" },
  { rule: 'room-main', file: 'main/planted.ts', source: "import '../renderer/planted-node.ts'" },
  { rule: 'room-preload', file: 'preload/planted.ts', source: "import '../domain/result.ts'" },
  { rule: 'room-renderer', file: 'renderer/planted.tsx', source: "import '../main/errors.ts'" },
  { rule: 'room-central', file: 'central/planted.ts', source: "import '../db/open.ts'" },
  { rule: 'nothing-imports-tests', file: 'main/planted-test.ts', source: "import '../tests/planted-support.ts'" },
  { rule: 'product-without-scripts', file: 'main/planted-script.ts', source: "import '../scripts/console.ts'" },
  { rule: 'electron-in-its-cabinet', file: 'main/planted-electron.ts', source: "import 'electron'" },
  { rule: 'cabinet-is-an-entry', file: 'main/planted-cabinet.ts', source: "import './electron/planted-cabinet.ts'" },
  { rule: 'sqlite-in-db-and-central', file: 'main/planted-sqlite.ts', source: "import 'better-sqlite3'" },
  { rule: 'kysely-in-central', file: 'db/planted-kysely.ts', source: "import 'kysely'" },
  { rule: 'pure-rooms-without-node', file: 'contract/planted-node.ts', source: "import 'node:fs'" },
  { rule: 'screens-without-node', file: 'renderer/planted-node.ts', source: "import 'node:fs'" },
  { rule: 'domain-without-packages', file: 'domain/planted-package.ts', source: "import 'zod'" },
  { rule: 'no-cycles', file: 'db/planted-circle.ts', source: "import './planted-cycle.ts'" },
  { rule: 'everything-resolves', file: 'db/planted-missing.ts', source: "import './planted-nowhere.ts'" },
]
/** What the planted files need beside them. */
const SUPPORT: Readonly<Record<string, string>> = {
  'tests/planted-support.ts': '',
  'main/electron/planted-cabinet.ts': '',
  'db/planted-cycle.ts': "import './planted-circle.ts'",
}

let copy: string
let clean: LayersReport
let planted: LayersReport

beforeAll(async () => {
  copy = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-layers-'))
  for (const room of ['domain', 'contract', 'trust', 'db', 'main', 'preload', 'renderer', 'central', 'scripts'])
    cpSync(join(ROOT, room), join(copy, room), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction')
  clean = await checkLayers(copy)
  for (const { file, source } of PLANTED) plant(file, source)
  for (const [file, source] of Object.entries(SUPPORT)) plant(file, source)
  planted = await checkLayers(copy)
}, 120_000)

afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), `${source}\n`)
}

test('the tree keeps its layers, and every source file is read', () => {
  expect(clean.violations).toEqual([])
  expect(clean.unread).toEqual([])
  expect(clean.read.length).toBeGreaterThan(50)
})

test.each(PLANTED)('$rule refuses $file', ({ rule, file }) => {
  const found = planted.violations.filter((violation) => violation.startsWith(`${rule}: ${file} → `))
  expect(found).toHaveLength(1)
  expect(found[0], 'the rule says why').toMatch(/\(.{40,}\)$/)
})

test('every rule has a planted violation', () => {
  expect(PLANTED.map(({ rule }) => rule).toSorted()).toEqual(clean.rules.toSorted())
})

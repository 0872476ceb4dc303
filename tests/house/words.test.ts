import { expect, test } from 'vitest'
import { projectFiles, readProjectFile } from './tree.ts'

const TEXT =
  /\.(ts|tsx|mjs|cjs|js|json|md|css|html|sql|yml|yaml|svg|csv|ndjson)$|(^|\/)(run|LICENSE|\.npmrc|\.gitignore)$/
const SOURCE = /^(domain|contract|db|main|preload|renderer|central|scripts|tests)\/.*\.(ts|tsx|mjs)$/
const PRODUCT = /^(domain|contract|db|main|preload|renderer)\/.*\.(ts|tsx)$/
const THIS_FILE = 'tests/house/words.test.ts'

interface Ban {
  readonly what: string
  readonly pattern: RegExp
  readonly files: RegExp
}

const BANS: readonly Ban[] = [
  { what: 'a path of one developer’s machine', pattern: /\/work\/(main|shared)\b|\/root\/|\/home\/\w+\//, files: TEXT },
  { what: 'a registry address', pattern: /registry\.(npmjs|yarnpkg)\.|localhost:4873/, files: TEXT },
  { what: 'work that is tracked nowhere', pattern: /\b(TODO|FIXME|HACK)\b/, files: SOURCE },
  { what: 'a silenced check', pattern: /@ts-(ignore|nocheck)|(oxlint|eslint)-disable/, files: SOURCE },
  { what: 'how the project is organised', pattern: /\bissues? #?\d+\b|\bissue being built\b/i, files: SOURCE },
  { what: 'output left over from looking for a mistake', pattern: /\bconsole\.log\(|\bdebugger\b/, files: PRODUCT },
  {
    what: 'a clock of its own in the domain',
    pattern: /\bnew Date\(\)|\bperformance\.now\b/,
    files: /^domain\/.*\.ts$/,
  },
  { what: 'a dialog of the browser', pattern: /\bwindow\.(alert|confirm|prompt)\b/, files: /^renderer\/.*\.tsx?$/ },
]

test.each(BANS)('no file holds $what', ({ pattern, files }) => {
  const searched = projectFiles().filter((file) => files.test(file) && file !== THIS_FILE)
  expect(searched.length).toBeGreaterThan(0)
  const found = searched.flatMap((file) =>
    readProjectFile(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
  expect(found).toEqual([])
})

test('the words that are looked for would be found', () => {
  const samples = [
    `cd /${'work'}/main`,
    'https://registry.npmjs.org/zod',
    '// TODO later',
    '// @ts-ignore',
    '// see issue 12',
    'console.log(order)',
    'const now = new Date()',
    "window.alert('done')",
  ]
  expect(BANS.map(({ pattern }, index) => pattern.test(samples[index] ?? ''))).toEqual(BANS.map(() => true))
})

test('source files have kebab-case names', () => {
  const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs|css)$/
  const sources = projectFiles().filter((file) => SOURCE.test(file))
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.filter((file) => !KEBAB.test(file.slice(file.lastIndexOf('/') + 1)))).toEqual([])
})

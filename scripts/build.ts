import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { ROOT, say } from './console.ts'

/**
 * Builds what cannot run from its sources: the screens (Vite) and the Electron program (esbuild).
 * A part whose inputs have not changed since its last build is left alone.
 */

const DIST = join(ROOT, 'dist')
const STAMP = join(DIST, '.stamp')
/** Between taking the old build away and putting the new one there, another process may put its own. */
const SWAP_ATTEMPTS = 5
/** Whatever decides how every part is built. */
const COMMON_INPUTS = ['package-lock.json', 'scripts/build.ts', 'tsconfig.base.json']

interface Part {
  readonly name: string
  readonly entry: string
  /** Files and folders, relative to the top. */
  readonly inputs: readonly string[]
  readonly build: (outDir: string) => Promise<void>
}

const PARTS: readonly Part[] = [
  {
    name: 'renderer',
    entry: 'renderer/index.html',
    inputs: ['renderer', 'contract', 'domain', 'vite.config.ts'],
    build: buildRenderer,
  },
  {
    name: 'main',
    entry: 'main/electron/cabinet.ts',
    inputs: ['main', 'db', 'contract', 'domain', 'trust'],
    build: buildMain,
  },
  { name: 'preload', entry: 'preload/preload.ts', inputs: ['preload', 'contract', 'domain'], build: buildPreload },
]

/**
 * Brings dist/ up to date.
 * @returns the names of the parts that had to be built.
 * @throws Error with the bundler's own words; the part's former build is still in place then.
 */
export async function buildAll(): Promise<string[]> {
  const stamps = readStamps()
  const stale = PARTS.filter((part) => existsSync(join(ROOT, part.entry)))
    .map((part) => ({ part, hash: hashOf([...COMMON_INPUTS, ...part.inputs]) }))
    .filter(({ part, hash }) => stamps[part.name] !== hash || !existsSync(join(DIST, part.name)))
  const results = await Promise.allSettled(
    stale.map(async ({ part, hash }) => {
      // Built beside the old one and swapped: a reader never meets half a build.
      const next = join(DIST, `.${part.name}-${process.pid}`)
      rmSync(next, { recursive: true, force: true })
      mkdirSync(next, { recursive: true })
      try {
        await part.build(next)
        swapIn(next, join(DIST, part.name))
      } finally {
        rmSync(next, { recursive: true, force: true })
      }
      stamps[part.name] = hash
      writeFileSync(STAMP, JSON.stringify(stamps, null, 2))
    }),
  )
  // All have come to their end here, so that no half-built folder is left behind by one that fails.
  const failure = results.find((result) => result.status === 'rejected')
  if (failure !== undefined) throw new Error(plain((failure.reason as Error).message))
  return stale.map(({ part }) => part.name)
}

/** Puts the new build in the place of the old one, even while another process does the same. */
function swapIn(next: string, place: string): void {
  const aside = `${next}-old`
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(place)) renameSync(place, aside)
      renameSync(next, place)
      rmSync(aside, { recursive: true, force: true })
      return
    } catch (error) {
      rmSync(aside, { recursive: true, force: true })
      if (attempt === SWAP_ATTEMPTS) throw error
    }
  }
}

/** Bundlers colour their messages and put their own stack into them, which says nothing about the source. */
function plain(message: string): string {
  return stripVTControlCharacters(message).replaceAll(/\n\s+at .*/g, '')
}

async function buildRenderer(outDir: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: false },
  })
}

async function buildMain(outDir: string): Promise<void> {
  await bundle(
    ['main/electron/cabinet.ts', 'main/electron/service-process.ts', 'main/recovery/backup-worker.ts'],
    outDir,
  )
}

async function buildPreload(outDir: string): Promise<void> {
  await bundle(['preload/preload.ts'], outDir)
}

/** CommonJS for the Node inside Electron; its oldest is the one the Electron suite may run on. */
async function bundle(entries: readonly string[], outDir: string): Promise<void> {
  const { build } = await import('esbuild')
  await build({
    // Side by side, so that one finds the other beside itself.
    entryPoints: entries.map((entry) => ({ in: join(ROOT, entry), out: basename(entry, '.ts') })),
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['electron', 'better-sqlite3'],
    legalComments: 'linked',
    logLevel: 'warning',
  })
}

function readStamps(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => filesUnder(join(ROOT, input)))) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const startedMs = performance.now()
  try {
    const built = await buildAll()
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    say(built.length === 0 ? `dist is up to date (${seconds} s).` : `Built ${built.join(', ')} in ${seconds} s.`)
  } catch (error) {
    say(`Not built: ${(error as Error).message}`)
    process.exit(1)
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../console.ts'

/** The licences of the packages whose code is inside the bundles, as their own files put them. */

const ENTRIES = [
  'main/electron/cabinet.ts',
  'main/electron/service-process.ts',
  'preload/preload.ts',
  'renderer/main.tsx',
]
/** Shipped as they are instead of bundled. Electron brings its own licences along. */
const SHIPPED = ['better-sqlite3']
const EXTERNAL = ['electron', ...SHIPPED]

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** @throws where a package names no licence and brings no licence file: such a package must not be shipped. */
export async function collectLicences(): Promise<string> {
  const packages = [...new Set([...SHIPPED, ...(await bundledPackages())])].sort()
  return packages.map(licenceOf).join(`\n${'─'.repeat(80)}\n\n`)
}

/** Folders below node_modules; found by bundling once more, since the bundles themselves no longer say. */
async function bundledPackages(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ENTRIES.map((entry) => join(ROOT, entry)),
    absWorkingDir: ROOT,
    outdir: join(ROOT, 'out'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    external: EXTERNAL,
    loader: { '.woff2': 'empty', '.svg': 'empty', '.png': 'empty' },
    logLevel: 'error',
  })
  return Object.keys(metafile.inputs).flatMap((input) => {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)
    return match?.[1] === undefined ? [] : [input.slice(0, match[0].length - 1).replace(/^node_modules\//, '')]
  })
}

function licenceOf(folder: string): string {
  const path = join(ROOT, 'node_modules', folder)
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest
  const file = existsSync(path) ? readdirSync(path).find((entry) => /^(licen[cs]e|copying)/i.test(entry)) : undefined
  if (license === undefined && file === undefined) throw new Error(`${name} ${version} names no licence`)
  const text = file === undefined ? '' : `\n${readFileSync(join(path, file), 'utf8').trim()}\n`
  return `${name} ${version} (${license ?? 'see below'})\n${text}`
}

import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ROOT } from '../../scripts/console.ts'

const NOT_OURS = new Set(['node_modules', 'dist', 'out', '.git', '.cache', 'test-results', 'playwright-report'])

/** Every file of the project, relative to the top, with `/` on all platforms. */
export function projectFiles(): string[] {
  return filesIn(ROOT).map((file) => relative(ROOT, file).replaceAll(sep, '/'))
}

export function readProjectFile(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesIn(path)
    return entry.isFile() ? [path] : []
  })
}

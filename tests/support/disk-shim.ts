import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './folders.ts'

let built: string | null | undefined

/** disk-shim.c as a library to be preloaded; null where this machine cannot build or preload it. */
export function diskShim(): string | null {
  if (built !== undefined) return built
  const library = join(newFolder(), 'disk-shim.so')
  const source = join(import.meta.dirname, 'disk-shim.c')
  const made =
    process.platform === 'linux' &&
    spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']).status === 0
  built = made ? library : null
  return built
}

export const NO_SHIM = 'needs Linux and a C compiler (cc) to build what stands between the terminal and its disk'

/** Counts a process's syncs: start it with `env`. */
export function syncCounter(): { readonly env: Readonly<Record<string, string>>; count(): number } {
  const file = join(newFolder(), 'syncs')
  writeFileSync(file, Buffer.alloc(8))
  return {
    env: { LD_PRELOAD: diskShim() ?? '', SYNC_COUNTER: file },
    count: () => Number(readFileSync(file).readBigUInt64LE()),
  }
}

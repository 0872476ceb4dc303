import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * What stands between a program and its disk, as a library to be preloaded.
 * @param folder where to build it.
 * @returns null where this machine cannot build or preload it.
 */
export function buildShim(folder: string): string | null {
  if (process.platform !== 'linux') return null
  const library = join(folder, 'shim.so')
  const source = join(import.meta.dirname, 'shim.c')
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-lpthread', '-ldl'])
  return built.status === 0 ? library : null
}

export const NO_SHIM = 'This needs Linux and a C compiler (cc), to build what stands between the terminal and its disk.'

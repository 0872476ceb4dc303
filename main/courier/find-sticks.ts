import { readdir, stat, statfs } from 'node:fs/promises'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import type { Stick } from '../../contract/safety.ts'

/** Where systems show a stick that was put in. */
const LINUX_PARENTS = ['/media', '/run/media', '/mnt']
const DRIVE_LETTERS = 'DEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * The sticks that are in the machine now. Folders named in OKRYU_STICKS count as sticks too, for systems that show
 * theirs elsewhere.
 */
export async function findSticks(): Promise<Stick[]> {
  const named = (process.env['OKRYU_STICKS'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const found = await Promise.all(
    [...new Set([...named.map((folder) => resolve(folder)), ...(await mounted())])].map(stickAt),
  )
  return found.flatMap((stick) => stick ?? [])
}

/** Whether a folder is one of the sticks that are in now: a page may name no other. */
export async function isStick(path: string): Promise<boolean> {
  return (await findSticks()).some((stick) => stick.path === path)
}

async function stickAt(path: string): Promise<Stick | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return undefined
    const { bavail, bsize } = await statfs(path)
    return { path, label: basename(path) || path, freeBytes: bavail * bsize }
  } catch {
    // It was pulled out meanwhile, or is none that this user may read.
    return undefined
  }
}

async function mounted(): Promise<string[]> {
  switch (process.platform) {
    case 'win32': {
      const system = (process.env['SystemDrive'] ?? 'C:').toUpperCase()
      return [...DRIVE_LETTERS].map((letter) => `${letter}:\\`).filter((drive) => !drive.startsWith(system))
    }
    case 'darwin':
      return mountPoints(await childrenOf('/Volumes'))
    default: {
      const first = (await Promise.all(LINUX_PARENTS.map(childrenOf))).flat()
      const second = (await Promise.all(first.map(childrenOf))).flat()
      return mountPoints([...first, ...second])
    }
  }
}

async function childrenOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name))
}

/** Folders that are on another device than the folder they stand in. */
async function mountPoints(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const devices = await Promise.all([stat(folder), stat(dirname(folder))]).catch(() => undefined)
      return devices && devices[0].dev !== devices[1].dev ? [folder] : []
    }),
  )
  return found.flat()
}

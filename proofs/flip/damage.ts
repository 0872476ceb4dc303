import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readLog } from '../../db/write-ahead-log.ts'
import type { Seeded } from '../support/seeded.ts'
import type { ShopFolder } from './shop-folder.ts'

const PAGE_BYTES = 4_096

const HARM = ['bit', 'bits', 'zeroed', 'cut', 'swapped', 'older', 'gone'] as const
type Harm = (typeof HARM)[number]

/** Damages one file of a folder. @returns what was done, in words. */
export function damage(folder: string, shop: ShopFolder, chance: Seeded): string {
  const name = chance.pick(filesOf(folder))
  const file = join(folder, name)
  const harm = chance.pick(HARM.filter((one) => canHappen(one, name, folder)))
  return `${harm} in ${name}: ${inflict(harm, file, name, shop, chance)}`
}

/** The database and its log more often than the others: they are what changes all the time. */
function filesOf(folder: string): string[] {
  const newest = readdirSync(join(folder, 'backups')).toSorted().at(-1)
  const names = ['terminal.db', 'terminal.db', 'terminal.db', 'terminal.db-wal', 'terminal.db-wal', 'journal.head']
  return [...names, ...(newest ? [join('backups', newest)] : [])].filter((one) => existsSync(join(folder, one)))
}

function canHappen(harm: Harm, name: string, folder: string): boolean {
  if (harm === 'older') return name === 'terminal.db' || name === 'terminal.db-wal'
  if (harm === 'swapped' || harm === 'zeroed') return statSync(join(folder, name)).size > 2 * PAGE_BYTES
  return true
}

function inflict(harm: Harm, file: string, name: string, shop: ShopFolder, chance: Seeded): string {
  const bytes = readFileSync(file)
  const reach = reachOf(file, bytes, chance)
  switch (harm) {
    case 'bit':
    case 'bits':
      return flip(
        file,
        bytes,
        Array.from({ length: harm === 'bit' ? 1 : 2 + chance.int(7) }, () => chance.int(reach * 8)),
      )
    case 'zeroed': {
      const page = chance.int(Math.ceil(reach / PAGE_BYTES))
      bytes.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
      writeFileSync(file, bytes)
      return `page ${page}`
    }
    case 'cut': {
      const length = chance.int(reach)
      truncateSync(file, length)
      return `${length} of ${bytes.length} bytes are left`
    }
    case 'swapped':
      return swap(file, bytes, chance)
    case 'older':
      return putOlder(file, name, shop, chance)
    case 'gone':
      rmSync(file)
      return `${bytes.length} bytes`
  }
}

/** Most of a log is of rounds long past, which nobody reads: most damage to it hits what is read. */
function reachOf(file: string, bytes: Buffer, chance: Seeded): number {
  const last = file.endsWith('-wal') ? readLog(file).frames.at(-1) : undefined
  return last && chance.chance(0.8) ? last.offset + PAGE_BYTES : bytes.length
}

function flip(file: string, bytes: Buffer, places: readonly number[]): string {
  for (const place of places) bytes[place >> 3]! ^= 1 << (place & 7)
  writeFileSync(file, bytes)
  return `at ${places.map((place) => place >> 3).join(', ')} of ${bytes.length}`
}

function swap(file: string, bytes: Buffer, chance: Seeded): string {
  const pages = Math.floor(bytes.length / PAGE_BYTES)
  const first = chance.int(pages)
  const second = (first + 1 + chance.int(pages - 1)) % pages
  const [a, b] = [first, second].map((page) => Buffer.from(bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)))
  b!.copy(bytes, first * PAGE_BYTES)
  a!.copy(bytes, second * PAGE_BYTES)
  writeFileSync(file, bytes)
  return `pages ${first} and ${second}`
}

/** Alone, with the log that belonged to it, or with that of today. */
function putOlder(file: string, name: string, { olderFolder }: ShopFolder, chance: Seeded): string {
  const older = join(olderFolder, name)
  if (!existsSync(older)) return 'there is none'
  copyFileSync(older, file)
  if (name !== 'terminal.db' || chance.chance(0.3)) return 'alone'
  const olderLog = `${older}-wal`
  if (existsSync(olderLog) && chance.chance(0.7)) copyFileSync(olderLog, `${file}-wal`)
  else rmSync(`${file}-wal`, { force: true })
  return 'with its log'
}

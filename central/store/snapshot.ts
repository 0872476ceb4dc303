import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate as othersFirst } from 'node:timers/promises'
import * as zlib from 'node:zlib'
import Database from 'better-sqlite3'
import { SNAPSHOT_TABLES } from '../../contract/central.ts'
import { storeRow } from './identity.ts'
import type { OpenStore } from './open.ts'

const ROWS_AT_ONCE = 2_000

type Encoding = 'zstd' | 'gzip' | 'identity'

export interface SnapshotFile {
  readonly version: number
  readonly file: string
  readonly bytes: number
  readonly etag: string
  readonly encoding: Encoding
}

export interface Snapshots {
  /** The catalogue as a file; undefined while it is empty. Built where it is missing, once for all who ask. */
  current(encoding: Encoding, nowMs: number): Promise<SnapshotFile | undefined>
}

/**
 * Snapshots are kept on disk, one a version and encoding. One serves as long as goods and prices are what they were:
 * the stock that changed since comes with the changes that a terminal asks for next.
 */
export function createSnapshots({ db, dataDir, file: databaseFile }: OpenStore): Snapshots {
  const folder = join(dataDir, 'snapshots')
  const building = new Map<string, Promise<unknown>>()
  let built: { version: number; name: string } | undefined

  /** Runs `make` once for all who want the same file at the same time. */
  async function once(name: string, make: (partial: string) => Promise<void>): Promise<string> {
    const file = join(folder, name)
    const begun = building.get(name)
    if (begun) await begun
    else if (!existsSync(file)) {
      const partial = `${file}.partial`
      const work = make(partial).then(() => {
        syncFile(partial)
        renameSync(partial, file)
      })
      building.set(name, work)
      await work.finally(() => building.delete(name))
    }
    return file
  }

  return {
    async current(encoding, nowMs) {
      const row = await storeRow(db)
      if (row.catalogue_version === 0) return undefined
      if (!built || built.version < row.goods_version) {
        mkdirSync(folder, { recursive: true })
        built = { version: row.catalogue_version, name: `${row.incarnation}-${row.catalogue_version}.db` }
        removeOthers(folder, [built.name, ...building.keys()])
      }
      const { version, name } = built
      const plain = await once(name, (partial) => build(databaseFile, partial, version, nowMs))
      const file =
        encoding === 'identity' ? plain : await once(`${name}.${encoding}`, (to) => pack(plain, to, encoding))
      return { version, file, bytes: statSync(file).size, etag: `"${name}-${encoding}"`, encoding }
    },
  }
}

/** A file that has its final name is whole, also after the power failed. */
function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

/**
 * Snapshots of other versions are no longer asked for, but one that is being made is somebody's answer: it stays, and
 * goes next time, like one that cannot go because it is being read.
 */
function removeOthers(folder: string, kept: readonly string[]): void {
  for (const other of readdirSync(folder))
    if (!kept.some((name) => other.startsWith(name)))
      void rm(join(folder, other), { force: true }).catch(() => undefined)
}

async function pack(plain: string, to: string, encoding: 'zstd' | 'gzip'): Promise<void> {
  const packer = encoding === 'zstd' ? zlib.createZstdCompress() : zlib.createGzip({ level: 6 })
  await pipeline(createReadStream(plain), packer, createWriteStream(to))
}

/** Copies the catalogue as it stood at a version, and lets other requests through between portions. */
async function build(databaseFile: string, to: string, version: number, nowMs: number): Promise<void> {
  rmSync(to, { force: true })
  const source = new Database(databaseFile, { readonly: true })
  const target = new Database(to)
  try {
    // The file reaches the disk as a whole once it is finished.
    target.pragma('journal_mode = OFF')
    target.pragma('synchronous = OFF')
    target.exec(SNAPSHOT_TABLES)
    // One read transaction, so that what orders and imports write meanwhile is not seen.
    source.exec('BEGIN')
    const { shop } = source.prepare('SELECT shop FROM store').get() as { shop: string }
    target.prepare('INSERT INTO snapshot (version, as_of_ms, shop) VALUES (?, ?, ?)').run(version, nowMs, shop)
    await copy(source, target, 'categories', 'SELECT id, name_ko, name_en, rank FROM categories', [])
    await copy(source, target, 'products', PRODUCTS_AT, [version, version])
    source.exec('COMMIT')
  } finally {
    source.close()
    target.close()
  }
}

const PRODUCTS_AT = `
SELECT p.sku, name_ko, name_en, producer_ko, producer_en, category, price_minor, unit, barcodes, picture_hash,
  s.on_hand AS stock, variant, popularity
FROM product_versions p LEFT JOIN stock s ON s.sku = p.sku
WHERE p.version <= ? AND (p.until_version IS NULL OR p.until_version > ?) AND p.removed = 0
ORDER BY p.sku`

async function copy(
  source: Database.Database,
  target: Database.Database,
  table: string,
  select: string,
  parameters: readonly unknown[],
): Promise<void> {
  const statement = source.prepare(select).raw()
  const columns = statement.columns().map(({ name }) => name)
  const insert = target.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.map(() => '?')})`)
  let rows: unknown[][] = []
  const flush = target.transaction(() => rows.forEach((row) => insert.run(row)))
  for (const row of statement.iterate(...parameters) as Iterable<unknown[]>) {
    rows.push(row)
    if (rows.length < ROWS_AT_ONCE) continue
    flush()
    rows = []
    await othersFirst()
  }
  flush()
}

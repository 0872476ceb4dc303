import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { invariant } from '../../domain/result.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Recorded, Step } from './recording.ts'

/**
 * A disk that keeps its word and nothing more: what was synced is there; of everything since, any part may be there, in
 * any order, down to single sectors. A new name, a rename or a removal is kept for sure only when the folder was synced.
 */
export interface Disk {
  perform(step: Step): void
  /** What a power cut at this moment could leave: each file by its name. */
  cut(chance: Seeded): Map<string, Uint8Array>
  /** What all programs see while the power is on. */
  seen(): Map<string, Uint8Array>
}

const SECTOR_BYTES = 512

type Change = Extract<Step, { kind: 'write' | 'truncate' }>
type NameChange =
  | { readonly kind: 'create'; readonly name: string; readonly file: FileOnDisk }
  | Extract<Step, { kind: 'folder' | 'rename' | 'unlink' }>
/** By their paths; a folder is a name of its own, without content. */
type Names = Map<string, FileOnDisk | null>

interface FileOnDisk {
  readonly synced: Content
  pending: Change[]
}

/** Bytes that grow; between the old end and a write behind it there are zeros. */
class Content {
  #bytes: Buffer
  size: number

  constructor(bytes: Buffer = Buffer.alloc(0), size = bytes.length) {
    this.#bytes = bytes
    this.size = size
  }

  write(offset: number, bytes: Uint8Array): void {
    this.resize(Math.max(this.size, offset + bytes.length))
    this.#bytes.set(bytes, offset)
  }

  resize(size: number): void {
    if (size > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(size, this.#bytes.length * 2))
      this.#bytes.copy(larger, 0, 0, this.size)
      this.#bytes = larger
    }
    if (size < this.size) this.#bytes.fill(0, size, this.size)
    this.size = size
  }

  perform(change: Change): void {
    if (change.kind === 'write') this.write(change.offset, change.bytes)
    else this.resize(change.size)
  }

  copy(): Content {
    return new Content(Buffer.from(this.bytes()))
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size)
  }
}

export function emptyDisk(): Disk {
  const files = new Map<number, FileOnDisk>()
  let syncedNames: Names = new Map()
  const names: Names = new Map()
  let pendingNames: NameChange[] = []

  function changeName(change: NameChange): void {
    rename(names, change)
    pendingNames.push(change)
  }

  function ofInode(inode: number): FileOnDisk {
    const file = files.get(inode)
    invariant(file, 'a file is made before it is changed')
    return file
  }

  return {
    perform(step) {
      if (step.kind === 'create') {
        const file = { synced: new Content(), pending: [] }
        files.set(step.inode, file)
        changeName({ kind: 'create', name: step.name, file })
      } else if (step.kind === 'folder' || step.kind === 'rename' || step.kind === 'unlink') changeName(step)
      else if (step.kind === 'write' || step.kind === 'truncate') ofInode(step.inode).pending.push(step)
      else if (step.kind === 'sync') {
        const file = ofInode(step.inode)
        for (const change of file.pending) file.synced.perform(change)
        file.pending = []
      } else if (step.kind === 'sync-folder') {
        const isIn = (name: string) => folderOf(name) === step.folder
        syncedNames = new Map([
          ...[...names].filter(([name]) => isIn(name)),
          ...[...syncedNames].filter(([name]) => !isIn(name)),
        ])
        pendingNames = pendingNames.filter((change) => !isIn(change.kind === 'rename' ? change.to : change.name))
      }
    },
    cut(chance) {
      const left = new Map(syncedNames)
      for (const change of survivors(pendingNames, chance)) rename(left, change)
      const files = new Map<string, Uint8Array>()
      for (const [name, file] of left)
        if (file && !isShared(name) && isReached(left, name)) files.set(name, cutFile(file, chance))
      return files
    },
    seen() {
      const contents = new Map<string, Uint8Array>()
      for (const [name, file] of names) {
        if (!file) continue
        const content = file.synced.copy()
        for (const change of file.pending) content.perform(change)
        contents.set(name, content.bytes())
      }
      return contents
    },
  }
}

/** The folder, below the data folder, that a name stands in; empty where it is the data folder itself. */
function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : ''
}

/** A folder whose own name was lost is lost with all that is in it. */
function isReached(names: Names, name: string): boolean {
  const folder = folderOf(name)
  return folder === '' || (names.has(folder) && isReached(names, folder))
}

/** Shared memory under a file's name: no program relies on it after a start, and its bytes pass no call. */
export function isShared(name: string): boolean {
  return name.endsWith('-shm')
}

function rename(names: Names, change: NameChange): void {
  if (change.kind === 'create') names.set(change.name, change.file)
  else if (change.kind === 'folder') names.set(change.name, null)
  else if (change.kind === 'unlink') names.delete(change.name)
  else {
    const file = names.get(change.from)
    names.delete(change.from)
    // Where the file's own name was lost, there was nothing to rename.
    if (file !== undefined) names.set(change.to, file)
  }
}

/** None of them, all, those up to some moment, or any. */
function survivors<Item>(items: readonly Item[], chance: Seeded): readonly Item[] {
  if (items.length === 0) return items
  const fate = chance.int(4)
  if (fate === 0) return []
  if (fate === 1) return items
  if (fate === 2) return items.slice(0, chance.int(items.length + 1))
  const share = chance.next()
  return items.filter(() => chance.chance(share))
}

function cutFile({ synced, pending }: FileOnDisk, chance: Seeded): Uint8Array {
  if (pending.length === 0) return synced.bytes()
  const content = synced.copy()
  let changes = survivors(pending, chance)
  const how = chance.int(3)
  if (how > 0) changes = changes.flatMap((change) => torn(change, chance))
  if (how > 1) changes = shuffled(changes, chance)
  for (const change of changes) content.perform(change)
  // A file's length may be on the disk before what is in it.
  if (chance.chance(0.2)) for (const change of pending) if (change.kind === 'write') lengthen(content, change)
  return content.bytes()
}

function lengthen(content: Content, { offset, bytes }: Extract<Change, { kind: 'write' }>): void {
  content.resize(Math.max(content.size, offset + bytes.length))
}

/** Those of its sectors that had reached the disk. */
function torn(change: Change, chance: Seeded): Change[] {
  if (change.kind === 'truncate' || chance.chance(0.5)) return [change]
  const { inode, offset, bytes } = change
  const parts: Change[] = []
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + SECTOR_BYTES - ((offset + at) % SECTOR_BYTES))
    if (chance.chance(0.6)) parts.push({ kind: 'write', inode, offset: offset + at, bytes: bytes.subarray(at, end) })
    at = end
  }
  return parts
}

/** In another order; but what was written before a file was cut short cannot come after that. */
function shuffled(changes: readonly Change[], chance: Seeded): Change[] {
  const result: Change[] = []
  let from = 0
  for (const [at, change] of changes.entries()) {
    result.push(change)
    if (change.kind === 'truncate') from = at + 1
    else {
      const other = from + chance.int(at - from + 1)
      result[at] = result[other]!
      result[other] = change
    }
  }
  return result
}

/** A call that the recording missed would make every image after it wrong. */
export function checkComplete({ folder, steps }: Recorded): void {
  const disk = emptyDisk()
  for (const step of steps) disk.perform(step)
  const seen = disk.seen()
  const real = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const isSame = (name: string) =>
    isShared(name) || Buffer.from(seen.get(name) ?? []).equals(readFileSync(join(folder, name)))
  const missed = real.filter((name) => !seen.has(name) || !isSame(name))
  const tooMany = [...seen.keys()].filter((name) => !real.includes(name))
  const isComplete = missed.length === 0 && tooMany.length === 0
  invariant(isComplete, `what was recorded is the whole of what happened to ${[...missed, ...tooMany].join(', ')}`)
}

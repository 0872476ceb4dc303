import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { invariant } from '../../domain/result.ts'
import type { Acknowledged } from './acknowledged.ts'

/** One thing that a program did to the disk, or said; files are told apart by their inodes, as they may be renamed. */
export type Step =
  | { readonly kind: 'create'; readonly name: string; readonly inode: number }
  | { readonly kind: 'write'; readonly inode: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly inode: number; readonly size: number }
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'sync-folder'; readonly folder: string }
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'acknowledged'; readonly done: Acknowledged }

/** As in shim.c. */
const KINDS = ['', 'create', 'write', 'truncate', 'sync', 'sync-folder', 'rename', 'unlink', 'folder', 'mark'] as const
const HEAD_BYTES = 32

export function readSteps(recorded: Buffer, folder: string): Step[] {
  const steps: Step[] = []
  for (let at = 0; at < recorded.length;) {
    const pathLength = recorded.readUInt32LE(at + 4)
    const length = Number(recorded.readBigUInt64LE(at + 24))
    const path = recorded.toString('utf8', at + HEAD_BYTES, at + HEAD_BYTES + pathLength)
    const start = at + HEAD_BYTES + pathLength
    const bytes = recorded.subarray(start, start + length)
    const kind = KINDS[recorded.readUInt32LE(at)]
    const inode = Number(recorded.readBigUInt64LE(at + 8))
    const offset = Number(recorded.readBigUInt64LE(at + 16))
    steps.push(stepOf(kind, { path, inode, offset, bytes }, folder))
    at = start + length
  }
  return steps
}

function stepOf(
  kind: (typeof KINDS)[number] | undefined,
  given: { path: string; inode: number; offset: number; bytes: Buffer },
  folder: string,
): Step {
  const { path, inode, offset, bytes } = given
  const nameOf = (full: string) => {
    invariant(`${full}/`.startsWith(`${folder}/`), `only what is below the data folder is recorded, not ${full}`)
    return full.slice(folder.length + 1)
  }
  switch (kind) {
    case 'create':
      return { kind, name: nameOf(path), inode }
    case 'write':
      return { kind, inode, offset, bytes }
    case 'truncate':
      return { kind, inode, size: offset }
    case 'sync':
      return { kind, inode }
    case 'sync-folder':
      return { kind, folder: nameOf(path) }
    case 'rename':
      return { kind, from: nameOf(path), to: nameOf(bytes.toString()) }
    case 'folder':
    case 'unlink':
      return { kind, name: nameOf(path) }
    case 'mark':
      return { kind: 'acknowledged', done: JSON.parse(bytes.toString()) as Acknowledged }
    default:
      throw new Error(`a recording has no step of the kind ${kind}`)
  }
}

export interface Recorded {
  /** As the program left it. */
  readonly folder: string
  readonly steps: readonly Step[]
  /** How many of the steps made what the program found. */
  readonly found: number
}

export interface Program {
  /** Beside this file. */
  readonly name: string
  readonly args: readonly string[]
  /** A folder whose copy it finds; otherwise it begins with an empty one. */
  readonly finds?: string
}

/** Runs a program in a folder of its own under `place`, which is emptied first, and records what it does to the disk. */
export async function recordProgram(place: string, library: string, { name, args, finds }: Program) {
  rmSync(place, { recursive: true, force: true })
  const folder = join(place, 'data')
  const [record, marks] = [join(place, 'record'), join(place, 'marks')]
  mkdirSync(folder, { recursive: true })
  if (finds !== undefined) cpSync(finds, folder, { recursive: true })
  const found = stepsTo(folder)
  for (const made of [record, marks]) writeFileSync(made, '')
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, name), '--folder', folder, '--marks', marks, ...args],
    {
      env: { ...process.env, LD_PRELOAD: library, DISK_FOLDER: folder, DISK_RECORD: record, DISK_MARKS: marks },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`the recorded program did not come to its end: ${args.join(' ')}`)
  const steps = [...found, ...readSteps(readFileSync(record), folder)]
  return { folder, steps, found: found.length } satisfies Recorded
}

/** What makes a disk with what is in a folder, all of it synced. */
function stepsTo(folder: string): Step[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const steps = entries.flatMap((entry): Step[] => {
    const file = join(entry.parentPath, entry.name)
    const name = relative(folder, file)
    if (entry.isDirectory()) return [{ kind: 'folder', name }]
    const inode = statSync(file).ino
    const bytes = readFileSync(file)
    return [
      { kind: 'create', name, inode },
      { kind: 'write', inode, offset: 0, bytes },
      { kind: 'sync', inode },
    ]
  })
  const folders = ['', ...entries.filter((entry) => entry.isDirectory()).map((one) => relative(folder, join(one.parentPath, one.name)))] // prettier-ignore
  return [...steps, ...folders.map((name): Step => ({ kind: 'sync-folder', folder: name }))]
}

import crypto from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Seeded } from '../support/seeded.ts'
import type { World } from './world.ts'

/**
 * Rules what the product takes from its surroundings without being handed it: the time of day, timers, chance of the
 * operating system. With it, and with the ports that are handed in, the same seed runs the same way.
 */
let current: { readonly world: World; readonly random: Seeded } | undefined

/** Every open SQLite connection by its file; each makes itself known by the first pragma of its opening. */
const connections = new Map<string, Set<Database>>()

/** Every open file by its number: a process that dies lets go of its files, and here it has to be made to. */
const files = new Map<number, string>()

export function enterWorld(world: World, random: Seeded): void {
  current = { world, random }
}

function ruled() {
  if (!current) throw new Error('no world is being simulated')
  return current
}

/** Once in a process, and for good: a process that simulates does nothing else. */
export function ruleSurroundings(): void {
  Date.now = () => Math.floor(ruled().world.nowMs)
  Math.random = () => ruled().random.next()
  globalThis.setTimeout = ((run: () => void, delayMs = 0) =>
    ruled().world.after(delayMs, 'timeout', run)) as unknown as typeof setTimeout
  globalThis.clearTimeout = ((timer?: { cancel(): void }) => timer?.cancel()) as typeof clearTimeout
  // The simulated network gives up on silence by itself, in simulated time.
  AbortSignal.timeout = () => new AbortController().signal
  const bytes = (count: number): Buffer => Buffer.from(ruled().random.bytes(count))
  const changeable = crypto as { -readonly [Name in keyof typeof crypto]: unknown }
  changeable.randomBytes = bytes
  changeable.randomInt = (a: number, b?: number) =>
    b === undefined ? ruled().random.int(a) : a + ruled().random.int(b - a)
  rememberFiles()
  syncBuiltinESMExports()
  rememberConnections()
}

function rememberFiles(): void {
  const { openSync, closeSync } = fs
  const changeable = fs as { -readonly [Name in 'openSync' | 'closeSync']: (typeof fs)[Name] }
  changeable.openSync = (...given) => {
    const file = openSync(...given)
    files.set(file, String(given[0]))
    return file
  }
  changeable.closeSync = (file) => {
    files.delete(file)
    closeSync(file)
  }
}

function rememberConnections(): void {
  const prototype = Sqlite.prototype as Pick<Database, 'pragma'>
  const pragma = prototype.pragma
  prototype.pragma = function (this: Database, ...given: Parameters<Database['pragma']>) {
    const known = connections.get(this.name)
    if (known) known.add(this)
    else connections.set(this.name, new Set([this]))
    return pragma.apply(this, given)
  }
}

/** The open connections to files of a folder. */
export function connectionsIn(folder: string): Database[] {
  const found: Database[] = []
  for (const [file, all] of connections) {
    if (!file.startsWith(`${folder}/`)) continue
    for (const one of all) {
      if (one.open) found.push(one)
      else all.delete(one)
    }
    if (all.size === 0) connections.delete(file)
  }
  return found
}

/** What the system does when a process dies: nothing of it can write to that folder any more. */
export function cutOff(folder: string): void {
  for (const connection of connectionsIn(folder)) connection.close()
  for (const [file, path] of files) if (path.startsWith(`${folder}/`)) fs.closeSync(file)
}

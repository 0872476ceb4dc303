import { readFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Preloaded into a program (`--import`): its machine's clock and the room on its disk are what the file that
 * TOLD_MACHINE names says, for as long as it says so. Everything else of the machine is real.
 */

interface Told {
  readonly clockAheadMs?: number
  readonly freeBytes?: number
}

const told = (): Told => JSON.parse(readFileSync(process.env['TOLD_MACHINE']!, 'utf8')) as Told

const nowMs = Date.now
Date.now = () => nowMs() + (told().clockAheadMs ?? 0)

const { statfs } = fs
fs.statfs = (async (path: string) => {
  const found = await statfs(path)
  const { freeBytes } = told()
  return freeBytes === undefined ? found : { ...found, bavail: Math.floor(freeBytes / found.bsize) }
}) as typeof statfs
syncBuiltinESMExports()

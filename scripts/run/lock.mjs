import fs from 'node:fs'
import path from 'node:path'
import { ROOT, fail, say } from './console.mjs'

/** One installation at a time, however many commands are started. */

const LOCK = path.join(ROOT, '.cache', 'install.lock')
/** The holder shows every few seconds that it is alive; after this long without a sign it is taken for dead. */
const LOCK_STALE_MS = 30_000

/** Waits until no other installation runs here, then keeps others waiting. */
export async function takeLock() {
  let waitedFor
  for (;;) {
    try {
      fs.mkdirSync(path.dirname(LOCK), { recursive: true })
      fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST')
        fail(`${LOCK} cannot be written (${error.code}). Give this user the right to write in ${ROOT}.`)
    }
    const holder = lockHolder()
    if (holder === undefined) continue
    if (waitedFor !== holder) say(`Waiting for the installation that process ${holder} has begun …`)
    waitedFor = holder
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

/** Lets the next installation begin. */
export function releaseLock() {
  fs.rmSync(LOCK, { force: true })
}

/** Shows those who wait that the installation goes on. */
export function keepLock() {
  try {
    fs.utimesSync(LOCK, new Date(), new Date())
  } catch {
    // Somebody deleted the lock by hand; the installation still ends well.
  }
}

/** The process that holds the lock; a lock left by one that is gone is taken away first. */
function lockHolder() {
  try {
    const holder = fs.readFileSync(LOCK, 'utf8')
    const ageMs = Date.now() - fs.statSync(LOCK).mtimeMs
    // An empty file has just been created by a process that is about to write its number.
    if (ageMs < 1_000 || (isAlive(Number(holder)) && ageMs < LOCK_STALE_MS)) return holder
    const aside = `${LOCK}.${process.pid}`
    fs.renameSync(LOCK, aside)
    // Between reading and renaming, another waiting process may have put its own lock there: give that one back.
    if (fs.readFileSync(aside, 'utf8') !== holder && !fs.existsSync(LOCK)) fs.linkSync(aside, LOCK)
    fs.rmSync(aside, { force: true })
  } catch {
    // Gone or replaced meanwhile; the caller tries again.
  }
  return undefined
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

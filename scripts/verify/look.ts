import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../../db/open.ts'
import { fail, type Result } from '../../domain/result.ts'

/** What a look into a database leaves beside it. */
const LEFT = ['terminal.db-shm', 'terminal.db-wal']
const LOCK = 'terminal.lock'

/**
 * Looks into a data folder and takes away what the look itself left there. The folder is held meanwhile, so that nothing
 * of a terminal that just starts is taken for that.
 */
export function lookAndLeave<Value, Code extends string>(
  folder: string,
  look: () => Result<Value, Code>,
): Result<Value, Code | 'running'> {
  const isThere = (name: string): boolean => existsSync(join(folder, name))
  const left = [...LEFT, LOCK].filter((name) => !isThere(name))
  const lock = lockFolder(join(folder, LOCK))
  if (!lock.ok && lock.code === 'start.locked') return fail('running')
  try {
    return look()
  } finally {
    // A folder that cannot be written to was not held, and nothing was left in it.
    if (lock.ok) {
      for (const name of left) rmSync(join(folder, name), { force: true })
      lock.value.release()
    }
  }
}

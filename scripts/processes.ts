import { type ChildProcess, spawn } from 'node:child_process'

/** Kills `child`, which was started `detached` (except on Windows), with everything that it has started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaultOrder, FaultReport } from './fault-words.ts'

const CONTROL_BYTES = 48

/** A process whose disk can be spoilt call by call; started again where a fault has taken it down. */
export interface SpoiltProcess {
  /** @returns a sentence where the process ended, or said nothing for too long. */
  run(order: FaultOrder): Promise<FaultReport | string>
  end(): void
}

export function spoiltProcess(library: string, place: string, patienceMs: number): SpoiltProcess {
  const control = join(place, 'control')
  writeFileSync(control, Buffer.alloc(CONTROL_BYTES))
  let child: ChildProcess | undefined

  function start(): ChildProcess {
    writeFileSync(control, Buffer.alloc(CONTROL_BYTES))
    return fork(join(import.meta.dirname, 'fault-child.ts'), [], {
      env: { ...process.env, LD_PRELOAD: library, DISK_FOLDER: join(place, 'runs'), DISK_FAULT: control },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  return {
    async run(order) {
      child ??= start()
      const answered = new AbortController()
      const given = await Promise.race([
        once(child, 'message', { signal: answered.signal }).then(([report]) => report as FaultReport),
        once(child, 'exit', { signal: answered.signal }).then(
          ([code, signal]) => `the process ended with ${code ?? signal}`,
        ),
        silence(patienceMs, answered.signal),
        (child.send(order), new Promise<never>(() => {})),
      ]).finally(() => answered.abort())
      if (typeof given !== 'string') return given
      child.kill('SIGKILL')
      child = undefined
      return given
    },
    end: () => child?.disconnect(),
  }
}

function silence(patienceMs: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const waiting = setTimeout(() => resolve(`nothing was said for ${patienceMs / 1_000} s`), patienceMs)
    signal.addEventListener('abort', () => clearTimeout(waiting))
  })
}

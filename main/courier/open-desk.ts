import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../domain/result.ts'
import type { TerminalContext } from '../context.ts'
import { heedWitness } from '../journal/witness.ts'
import { inertContext, type Ports } from '../recovery/inert-context.ts'
import { openFolder } from '../recovery/open-folder.ts'
import type { StartError } from '../service.ts'

/** A terminal's data folder, opened for its sticks alone: nothing is sold, printed or synced meanwhile. */
export interface CourierDesk {
  readonly context: TerminalContext
  close(): void
}

export function openCourierDesk(
  dataFolder: string,
  ports: Ports,
): Result<CourierDesk, StartError | 'start.nothing_there'> {
  if (!existsSync(join(dataFolder, 'terminal.db'))) return fail('start.nothing_there', { file: dataFolder })
  const opened = openFolder(dataFolder, ports)
  if (!opened.ok) return opened
  const { store, witness, lock } = opened.value
  const context = inertContext(store, dataFolder, ports)
  heedWitness(context, dataFolder)
  return ok({
    context,
    close() {
      store.close()
      witness.close()
      lock.release()
    },
  })
}

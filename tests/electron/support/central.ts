import { startChild, type Child } from '../../../scripts/start/children.ts'

export interface CentralReady {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
}

/** The real central store with the sample catalogue, in a process of its own. */
export async function startCentral(dataFolder: string): Promise<Child<CentralReady>> {
  return startChild<CentralReady>('the central store', 'central/cli.ts', [
    ...['--data', dataFolder, '--port', '0', '--sample', '--json'],
  ])
}

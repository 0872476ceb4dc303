import { startChild } from '../../../scripts/start/children.ts'

/** A real central store with the sample catalogue, in a process of its own. */
export interface Central {
  readonly url: string
  readonly adminToken: string
  /** What a terminal is started with to be enrolled there. */
  readonly arguments: readonly string[]
  stop(): Promise<void>
}

interface Ready {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
}

export async function startCentral(dataFolder: string): Promise<Central> {
  const args = ['--data', dataFolder, '--port', '0', '--sample', '--json']
  const { ready, stop } = await startChild<Ready>('The central store', 'central/cli.ts', args)
  const { url, adminToken, enrolmentCode } = ready
  return { url, adminToken, arguments: ['--central', url, '--enrol', enrolmentCode, '--demo'], stop }
}

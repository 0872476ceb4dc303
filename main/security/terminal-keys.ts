import { keysMessage, type TerminalKeys as PublicKeys } from '../../contract/central.ts'
import { sealingKey, type SealingKey } from '../../trust/sealing.ts'
import { signingKey, type SigningKey } from '../../trust/signing.ts'
import type { KeySeeds } from '../settings.ts'

/** What this terminal signs with, and what others seal to it. */
export interface TerminalKeys {
  readonly signing: SigningKey
  readonly sealing: SealingKey
}

export function terminalKeys(seeds: KeySeeds): TerminalKeys {
  return {
    signing: signingKey(Buffer.from(seeds.signing, 'hex')),
    sealing: sealingKey(Buffer.from(seeds.sealing, 'hex')),
  }
}

/** The public halves, with the proof that this terminal has the others. */
export function publicKeys(keys: TerminalKeys, installationId: string): PublicKeys {
  const signing = keys.signing.publicKey
  const sealing = keys.sealing.publicKey
  return { signing, sealing, proof: keys.signing.sign(keysMessage(installationId, signing, sealing)) }
}

import type { StoreKeys } from '../../contract/central.ts'
import { invariant } from '../../domain/result.ts'
import { sealingKey, type SealingKey } from '../../trust/sealing.ts'
import { signingKey, type SigningKey } from '../../trust/signing.ts'
import type { StoreRow } from './tables.ts'

export interface StoreSecrets {
  readonly signing: SigningKey
  readonly sealing: SealingKey
}

type Seeds = Pick<StoreRow, 'signing_seed' | 'sealing_seed'>

/** What a store signs with, and what is sealed to it is opened with. */
export function storeSecretsOf({ signing_seed: signing, sealing_seed: sealing }: Seeds): StoreSecrets {
  invariant(signing && sealing, 'a store that was started has its keys')
  return { signing: signingKey(signing), sealing: sealingKey(sealing) }
}

/** The public halves of a store's keys. */
export function storeKeysOf(row: Seeds): StoreKeys {
  const { signing, sealing } = storeSecretsOf(row)
  return { signing: signing.publicKey, sealing: sealing.publicKey }
}

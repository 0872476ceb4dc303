import { keysMessage, PATHS, PROTOCOL_HEADER, type EnrolAnswer, type EnrolRequest } from '../../../contract/central.ts'
import { sealingKey } from '../../../trust/sealing.ts'
import { signingKey } from '../../../trust/signing.ts'
import type { Seeded } from '../../support/seeded.ts'
import type { StoreSite } from '../store-site.ts'
import type { Message } from './message.ts'
import { enrolment } from './terminal-stub.ts'

/** A terminal from before there were keys, which names its own once. */
export class KeylessStub {
  readonly #chance: Seeded
  readonly #enrolled: EnrolAnswer
  readonly #installationId: string

  private constructor(chance: Seeded, enrolled: EnrolAnswer, installationId: string) {
    this.#chance = chance
    this.#enrolled = enrolled
    this.#installationId = installationId
  }

  static async enrol(site: StoreSite, chance: Seeded): Promise<KeylessStub> {
    const { method, url, headers, json } = enrolment(chance, await site.newCode(), signingKey(chance.bytes(32)))
    const { keys: _none, ...request } = json as EnrolRequest
    const answer = await site.app.inject({ method: method as 'POST', url, headers, payload: JSON.stringify(request) })
    return new KeylessStub(chance, answer.json<EnrolAnswer>(), request.installationId)
  }

  nameKeys(): Message {
    const signing = signingKey(this.#chance.bytes(32))
    const sealing = sealingKey(this.#chance.bytes(32)).publicKey
    const installationId = this.#installationId
    const proof = signing.sign(keysMessage(installationId, signing.publicKey, sealing))
    const keys = { signing: signing.publicKey, sealing, proof }
    const headers = {
      ...{
        authorization: `Bearer ${this.#enrolled.token}`,
        [PROTOCOL_HEADER]: '2',
        'content-type': 'application/json',
      },
    }
    const json = { installationId, keys, epoch: this.#enrolled.epoch, afterSeq: this.#chance.int(5) }
    return { what: 'keys', method: 'POST', url: PATHS.terminalKeys, headers, json }
  }
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PATHS } from '../../../contract/central.ts'
import { ACKNOWLEDGEMENT_ENDING, type AcknowledgementHeader } from '../../../contract/courier.ts'
import { ERRORS } from '../../../contract/errors.ts'
import { invariant } from '../../../domain/result.ts'
import { readStick } from '../../../main/courier/read-stick.ts'
import { writeStick } from '../../../main/courier/write-stick.ts'
import { linesOf, openBundle, readHead, HEAD_BYTES, type NewHeader } from '../../../trust/bundle.ts'
import { signingKey } from '../../../trust/signing.ts'
import { fastFolder } from '../../support/fast-folder.ts'
import type { Seeded } from '../../support/seeded.ts'
import { bundleOf, spoiltBundle, type Carried, type CourierFile } from '../spoilt-bundle.ts'
import type { PortionResult } from '../portion.ts'
import type { StoreSite } from '../store-site.ts'
import { judgeOf, type Judge } from './judge.ts'
import type { TerminalSite } from './terminal-site.ts'

/** Each acknowledgement is spoilt so many times, and then comes whole. */
const SPOILT_OF_EACH = 12
const NAME = `okryu-1-2026-11-21${ACKNOWLEDGEMENT_ENDING}`
const TAKEN_IN = 'taken-in'

/** A terminal without a network whose courier brings back acknowledgements that are spoilt, and now and then a whole one. */
export class CourierTalk {
  readonly #site: StoreSite
  readonly #terminal: TerminalSite
  readonly #chance: Seeded
  readonly #judge: Judge
  readonly #stick = mkdtempSync(join(fastFolder(), 'okryu-mutate-stick-'))
  #told = 0
  #changes = 0

  /** @param terminal enrolled, and with a catalogue. */
  constructor(site: StoreSite, terminal: TerminalSite, chance: Seeded) {
    this.#site = site
    this.#terminal = terminal
    this.#chance = chance
    this.#judge = judgeOf(terminal)
  }

  async run(messages: number): Promise<PortionResult> {
    const result = (...broken: string[]) => ({ messages: this.#told, changes: this.#changes, broken })
    while (this.#told < messages) {
      await this.#terminal.sell()
      const carried = await this.#answered()
      for (let count = 0; count < SPOILT_OF_EACH; count++) {
        this.#told += 1
        const file = await spoiltBundle(carried, this.#chance)
        const why = await this.#spoiltRead(file)
        if (why !== undefined) return result(`acknowledgement ${this.#told}: ${why} | ${shown(file)}`)
      }
      const why = await this.#wholeRead()
      if (why !== undefined) return result(`after acknowledgement ${this.#told}: ${why}`)
    }
    return result()
  }

  close(): void {
    rmSync(this.#stick, { recursive: true, force: true })
  }

  /** What the store answers to a bundle of all that waits, as the store would write it again. */
  async #answered(): Promise<Carried> {
    const { terminal } = this.#terminal.service.context
    const written = await writeStick(terminal, this.#stick)
    if (!written.ok) throw new Error(`a bundle is not written: ${written.code}`)
    const bundle = readFileSync(join(this.#stick, written.value.file))
    rmSync(join(this.#stick, written.value.file))
    const identity = terminal.settings.identity()
    invariant(identity?.storeKeys, 'a terminal that is enrolled knows the keys of its store')
    const headers = { authorization: `Bearer ${identity.token}`, 'content-type': 'application/octet-stream' }
    const answer = await this.#site.app.inject({ method: 'POST', url: PATHS.courier, headers, payload: bundle })
    if (answer.statusCode !== 200) throw new Error(`a right bundle was answered with ${answer.body}`)
    const file = answer.rawPayload
    const head = readHead(file.subarray(0, HEAD_BYTES), file.length)
    invariant(head.ok, 'what a store answers is a bundle')
    const plain = await openBundle(head.value, file, identity.storeKeys.signing, terminal.keys.sealing)
    invariant(plain.ok, 'an answer is for the terminal that asked')
    const seed = this.#site.beside.prepare<[], Buffer>('SELECT signing_seed FROM store').pluck().get()
    invariant(seed, 'a store has keys')
    return {
      header: writtenAgain(head.value.header as AcknowledgementHeader),
      lines: [...linesOf(plain.value)],
      sender: signingKey(seed),
      receiver: terminal.keys.sealing.publicKey,
    }
  }

  async #read(bytes: Buffer): Promise<string> {
    writeFileSync(join(this.#stick, NAME), bytes)
    const read = await readStick(this.#terminal.service.context.terminal, this.#stick, undefined)
    if (!read.ok) return read.code
    return read.value[0]?.outcome ?? 'nothing was read'
  }

  /** @returns what is wrong after it. */
  async #spoiltRead(file: CourierFile): Promise<string | undefined> {
    const before = this.#judge.look()
    let outcome: string
    try {
      outcome = await this.#read(file.bytes)
    } catch (error) {
      return `it failed with ${(error as Error).stack}`
    }
    const after = this.#judge.look()
    const isChanged = after.version !== before.version
    if (isChanged) this.#changes += 1
    if (after.own !== before.own) return 'an order or a cancellation became another'
    if (after.journal < before.journal) return 'the journal became shorter'
    if (outcome === TAKEN_IN) return file.isForged ? 'what the store has not signed was taken in' : this.#unshowable()
    if (!(outcome in ERRORS)) return `its outcome ${outcome} has no sentence`
    return isChanged ? `it was refused as ${outcome} and changed something` : undefined
  }

  async #unshowable(): Promise<string | undefined> {
    try {
      await this.#terminal.look()
      return undefined
    } catch (error) {
      return `what it took in cannot be shown: ${(error as Error).stack}`
    }
  }

  /** With a right acknowledgement everything is delivered, whatever was said before. */
  async #wholeRead(): Promise<string | undefined> {
    const { store } = this.#terminal.service.context.terminal
    for (let round = 0; round < 2; round++) {
      const { bytes } = await bundleOf(await this.#answered(), this.#chance)
      const outcome = await this.#read(bytes)
      if (outcome !== TAKEN_IN && outcome !== 'courier.old') return `a right one was refused as ${outcome}`
      if (store.outbox.countWaiting() === 0) return this.#judge.wrongOwn()
    }
    return `${store.outbox.countWaiting()} facts wait still`
  }
}

/** What is made anew with the file, or follows from what is in it. */
const MADE_ANEW = ['version', 'compression', 'plainBytes', 'sealedBytes', 'sealedHash', 'ephemeralKey']

function writtenAgain(header: AcknowledgementHeader): NewHeader {
  return Object.fromEntries(Object.entries(header).filter(([name]) => !MADE_ANEW.includes(name))) as NewHeader
}

function shown({ bytes, lines }: CourierFile): string {
  return `${bytes.subarray(0, 500).toString('latin1')} ${lines.join(' ').slice(0, 800)}`
}

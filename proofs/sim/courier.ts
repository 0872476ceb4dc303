import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/server'
import { PATHS } from '../../contract/central.ts'
import { BUNDLE_ENDING } from '../../contract/courier.ts'
import { fail, ok } from '../../domain/result.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { orDiskFullLater } from '../../main/errors.ts'
import { carryBundle, type HandOver } from '../../trust/carry.ts'
import type { Seeded } from '../support/seeded.ts'
import { ADMIN_TOKEN, type CentralSite } from './central-site.ts'
import type { TerminalSite } from './terminal-site.ts'
import type { World } from './world.ts'

const HOUR_MS = 3_600_000
const LONGEST_WAY_MS = 20 * HOUR_MS

export interface CourierOptions {
  readonly world: World
  readonly folder: string
  readonly central: CentralSite
  readonly random: Seeded
}

/** Carries sticks between counters and the central store, on foot: late, twice, cut off, or an old one again. */
export class Courier {
  readonly #options: CourierOptions
  #sticks = 0

  constructor(options: CourierOptions) {
    this.#options = options
  }

  /** Writes a stick at some counters and sets out. */
  async setOut(sites: readonly TerminalSite[]): Promise<void> {
    const { world, folder, random } = this.#options
    world.tally('sticks')
    const stick = join(folder, `stick-${this.#sticks++}`)
    mkdirSync(stick)
    for (const site of sites) {
      const terminal = site.service?.context.terminal
      const written = terminal && (await unlessFull(writeStick(terminal, stick)))
      world.note(`${site.name} writes a stick: ${written ? JSON.stringify(written) : 'off'}`)
    }
    if (random.chance(0.3)) this.#cutOneOff(stick)
    if (random.chance(0.1)) return
    this.#later('courier at the store', () => this.#atStore(stick, sites))
    if (random.chance(0.2)) {
      world.tally('oldSticks')
      const again = `${stick}-again`
      cpSync(stick, again, { recursive: true })
      this.#later('an old stick at the store', () => this.#atStore(again, sites))
    }
  }

  async #atStore(stick: string, sites: readonly TerminalSite[]): Promise<void> {
    const { world, central, random } = this.#options
    if (!central.isUp) return this.#later('courier at the store again', () => this.#atStore(stick, sites))
    for (const name of readdirSync(stick).toSorted()) {
      if (!name.endsWith(BUNDLE_ENDING)) continue
      const entry = await carryBundle(stick, name, undefined, this.#handOver)
      world.note(`carried ${JSON.stringify(entry)}`)
    }
    if (random.chance(0.15)) return
    this.#later('courier comes back', () => this.#comeBack(stick, sites))
    if (random.chance(0.2)) this.#later('courier comes back once more', () => this.#comeBack(stick, sites))
  }

  async #comeBack(stick: string, sites: readonly TerminalSite[]): Promise<void> {
    for (const site of sites) {
      const terminal = site.service?.context.terminal
      const read = terminal && (await unlessFull(readStick(terminal, stick, undefined)))
      this.#options.world.note(`${site.name} reads a stick: ${read ? JSON.stringify(read) : 'off'}`)
    }
  }

  /** A file that was not copied to its end, under its final name: the worst of what a stick that is pulled out leaves. */
  #cutOneOff(stick: string): void {
    const { random } = this.#options
    const names = readdirSync(stick).toSorted()
    if (names.length === 0) return
    this.#options.world.tally('halfCopiedSticks')
    const file = join(stick, random.pick(names))
    const bytes = readFileSync(file)
    if (random.chance(0.5)) truncateSync(file, random.int(bytes.length + 1))
    else writeFileSync(file, bytes.fill(0, random.int(bytes.length)))
    if (random.chance(0.1)) rmSync(file)
  }

  readonly #handOver: HandOver = async (bundle) => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/octet-stream' }
    const request = { method: 'POST', path: PATHS.courier, query: {}, headers, body: bundle }
    const answer = await this.#options.central.answer(request)
    if (!answer) return fail('courier.needs_network')
    if (answer.status === 200) return ok(Buffer.from(answer.body as Uint8Array))
    return fail((JSON.parse(String(answer.body)) as { code: string }).code)
  }

  #later(label: string, run: () => Promise<void>): void {
    const { world, random } = this.#options
    world.after(HOUR_MS + random.next() * LONGEST_WAY_MS, label, run)
  }
}

/** What a page is told where the terminal's disk is full, as its service would say it. */
async function unlessFull<Value>(work: Promise<Value>): Promise<Value | string> {
  try {
    return await orDiskFullLater(work)
  } catch (error) {
    if (error instanceof ORPCError) return error.code
    throw error
  }
}

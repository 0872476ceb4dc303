import { courierMessage } from '../../contract/courier.ts'
import { makeBundle, pack, type NewHeader } from '../../trust/bundle.ts'
import type { SigningKey } from '../../trust/signing.ts'
import type { Seeded } from '../support/seeded.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'

/** What is to be carried by a courier, with all that is needed to write it rightly or wrongly. */
export interface Carried {
  readonly header: NewHeader
  /** Without their ends. */
  readonly lines: readonly string[]
  readonly sender: SigningKey
  readonly receiver: string
}

/** A courier's file, and what its sender has signed of it. */
export interface CourierFile {
  readonly bytes: Buffer
  readonly lines: readonly string[]
  /** The bytes are as somebody without the sender's key left them. */
  readonly isForged: boolean
}

export async function bundleOf({ header, lines, sender, receiver }: Carried, chance: Seeded): Promise<CourierFile> {
  const packed = await pack(lines.map((line) => `${line}\n`))
  const bytes = makeBundle(header, packed, { sender, receiver, ephemeralSeed: chance.bytes(32) })
  return { bytes, lines, isForged: false }
}

/** Spoils a file on its way, or what stands in it before it is sealed and signed. */
export async function spoiltBundle(carried: Carried, chance: Seeded): Promise<CourierFile> {
  switch (chance.int(6)) {
    case 0:
    case 1: {
      const { bytes, lines } = await bundleOf(carried, chance)
      const spoilt = mutateBytes(bytes, chance)
      return { bytes: spoilt, lines, isForged: !spoilt.equals(bytes) }
    }
    case 2:
      return otherHeader(await bundleOf(carried, chance), carried.sender, chance)
    case 3:
      return bundleOf({ ...carried, lines: movedLines(carried.lines, chance) }, chance)
    default: {
      const at = chance.int(Math.max(1, carried.lines.length))
      const lines = carried.lines.map((line, index) => (index === at ? spoiltLine(line, chance) : line))
      return bundleOf({ ...carried, lines }, chance)
    }
  }
}

/** A line ends where the next begins, so that none may stand in it. */
function spoiltLine(line: string, chance: Seeded): string {
  const spoilt = chance.chance(0.15) ? mutateBytes(Buffer.from(line), chance).toString() : mutateJson(line, chance)
  return spoilt.replaceAll('\n', ' ')
}

function movedLines(lines: readonly string[], chance: Seeded): string[] {
  const at = chance.int(lines.length + 1)
  const once = lines.filter((_, index) => index !== at)
  return chance.pick([once, [...lines, ...lines], lines.toReversed(), [...once, ...lines.slice(at)], []])
}

/** What its sender would write who means it ill, or has another program. */
function otherHeader(file: CourierFile, sender: SigningKey, chance: Seeded): CourierFile {
  const [magic, header] = file.bytes.toString('latin1').split('\n', 2) as [string, string]
  const start = Buffer.byteLength(`${magic}\n${header}\n`, 'latin1')
  const sealed = file.bytes.subarray(file.bytes.indexOf('\n', start) + 1)
  const line = mutateJson(Buffer.from(header, 'latin1').toString(), chance).replaceAll('\n', ' ')
  const isForged = chance.chance(0.2)
  const signature = isForged ? 'A'.repeat(86) : sender.sign(courierMessage(line))
  return { ...file, bytes: Buffer.concat([Buffer.from(`${courierMessage(line)}\n${signature}\n`), sealed]), isForged }
}

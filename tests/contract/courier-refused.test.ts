import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { MAX_COURIER_FILE_BYTES, type FactsHeader } from '../../contract/courier.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { HEAD_BYTES, makeBundle, pack, readHead, type Packed } from '../../trust/bundle.ts'
import {
  carry,
  contentOf,
  contextOf,
  enrolled,
  fileOn,
  reheader,
  somebody,
  take,
  write,
  type Terminal,
} from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal } from '../support/synced-terminal.ts'
import { newTestId } from '../support/terminal.ts'

/** Whatever is wrong with a stick or a file on it has its own code, and changes nothing anywhere. */

vi.setConfig({ testTimeout: 60_000 })

interface Spoilt {
  readonly away: Terminal
  readonly carrier: Terminal
  /** The good file, to be spoilt in place. */
  readonly file: string
}

type Spoil = (spoilt: Spoilt) => void | Promise<void>

function flipAt(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at < 0 ? bytes.length + at : at]! ^= 1
  writeFileSync(file, bytes)
}

/** A file with another content, as only the terminal itself could have written it. */
async function rewrite({ away, file }: Spoilt, packed: Packed, change: Partial<FactsHeader> = {}): Promise<void> {
  const { keys, settings } = contextOf(away)
  const bytes = readFileSync(file)
  const head = readHead(bytes.subarray(0, HEAD_BYTES), bytes.length)
  if (!head.ok || head.value.header.kind !== 'facts') throw new Error('no bundle of facts')
  const receiver = settings.identity()!.storeKeys!.sealing
  writeFileSync(
    file,
    makeBundle({ ...head.value.header, ...change }, packed, {
      ...{ sender: keys.signing, receiver, ephemeralSeed: randomBytes(32) },
    }),
  )
}

const WRONG_FILES: readonly [what: string, code: string, spoil: Spoil][] = [
  ['is half copied', 'courier.half_copied', ({ file }) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['is empty', 'courier.half_copied', ({ file }) => truncateSync(file, 0)],
  ['has one bit changed in its content', 'courier.altered', ({ file }) => flipAt(file, -40)],
  ['has something behind its end', 'courier.altered', ({ file }) => appendFileSync(file, 'more')],
  ['is something else', 'courier.not_a_bundle', ({ file }) => writeFileSync(file, 'holiday pictures')],
  ['is larger than any bundle', 'courier.too_large', ({ file }) => truncateSync(file, MAX_COURIER_FILE_BYTES + 1)],
]

describe('a bundle is not taken in where it', () => {
  test.each<[string, string, Spoil]>([
    ...WRONG_FILES,
    [
      'is of a later version',
      'courier.version_unknown',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, version: 2 })),
    ],
    ['is signed by somebody else', 'courier.altered', ({ file }) => reheader(file, somebody, (h) => h)],
    [
      'has a header that was changed',
      'courier.altered',
      ({ file }) => {
        const bytes = readFileSync(file, 'latin1')
        writeFileSync(file, bytes.replace(/"day":"\d{4}/, '"day":"1999'), 'latin1')
      },
    ],
    [
      'comes from a terminal that the store does not know',
      'courier.foreign',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, terminalId: newTestId() })),
    ],
    [
      'is for another store',
      'courier.foreign',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, storeKeyId: '0'.repeat(64) })),
    ],
    [
      'unpacks to more than it says',
      'courier.too_large',
      async (spoilt) => rewrite(spoilt, { ...(await pack(['0'.repeat(2 ** 24)])), plainBytes: 500 }),
    ],
    [
      'holds other facts than it says',
      'courier.altered',
      async (spoilt) => rewrite(spoilt, await pack(['{"seq":1}\n'])),
    ],
    [
      'holds facts of another place than it says',
      'courier.altered',
      async (spoilt) => {
        const {
          kind: _kind,
          subjectId: _subject,
          businessDay: _day,
          ...fact
        } = contextOf(spoilt.away).store.journal.get(1, 1)!
        await rewrite(spoilt, await pack([`${JSON.stringify(fact)}\n`]), {
          ranges: [{ epoch: 1, fromSeq: 2, toSeq: 2 }],
        })
      },
    ],
    [
      'holds fewer facts than it says',
      'courier.altered',
      async (spoilt) => rewrite(spoilt, await pack([]), { ranges: [{ epoch: 1, fromSeq: 1, toSeq: 1 }] }),
    ],
  ])('%s', async (_what, code, spoil) => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    await spoil({ away, carrier, file: fileOn(stick, '.courier') })
    const before = contentOf(stick)
    expect(await carry(carrier, stick)).toMatchObject([{ kind: 'facts', outcome: code, facts: 0 }])
    expect(contentOf(stick)).toEqual(before)
    expect(await central.statistics()).toMatchObject({ facts: 0, orders: 0 })
    expect(central.failures).toEqual([])
    // And it was the file alone: written anew, it goes through.
    const good = newFolder()
    await write(away, good)
    expect((await carry(carrier, good))[0]).toMatchObject({ outcome: 'carried', facts: 1 })
  })
})

describe('an acknowledgement is not taken in where it', () => {
  test.each<[string, string, Spoil]>([
    ...WRONG_FILES,
    [
      'is of a later version',
      'courier.version_unknown',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, version: 2 })),
    ],
    ['is signed by somebody else', 'courier.altered', ({ file }) => reheader(file, somebody, (h) => h)],
    [
      'is for another terminal',
      'courier.foreign',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, terminalId: newTestId() })),
    ],
    [
      'is from another store',
      'courier.foreign',
      ({ file }) => reheader(file, somebody, (h) => ({ ...h, storeKeyId: '0'.repeat(64) })),
    ],
    [
      'is a bundle with another name',
      'courier.not_a_bundle',
      async ({ away, file }) => {
        const other = newFolder()
        const { file: name } = await write(away, other)
        writeFileSync(file, readFileSync(join(other, name)))
      },
    ],
    [
      'was taken in already',
      'courier.old',
      async ({ away, file }) => {
        const copy = newFolder()
        writeFileSync(join(copy, basename(file)), readFileSync(file))
        expect(await take(away, copy)).toMatchObject([{ outcome: 'taken-in' }])
        await sellTea(away.client)
      },
    ],
    [
      'says nothing that is not known from a later one',
      'courier.old',
      async ({ away, carrier }) => {
        const later = newFolder()
        await sellTea(away.client)
        await write(away, later)
        await carry(carrier, later)
        await take(away, later)
        await sellTea(away.client)
      },
    ],
  ])('%s', async (_what, code, spoil) => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    await carry(carrier, stick)
    rmSync(fileOn(stick, '.courier'))
    await spoil({ away, carrier, file: fileOn(stick, '.ack') })
    const before = contentOf(stick)
    const cursor = contextOf(away).settings.statesCursor()
    expect(await take(away, stick)).toMatchObject([{ kind: 'acknowledgement', outcome: code, facts: 0 }])
    expect(contentOf(stick)).toEqual(before)
    expect(await away.client.sync.status()).toMatchObject({ unsent: 1 })
    expect(contextOf(away).settings.statesCursor()).toBe(cursor)
  })
})

describe('without the network', () => {
  test('a bundle stays on the stick, and says so', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    const before = contentOf(stick)
    expect(await take(carrier, stick)).toMatchObject([{ outcome: 'courier.needs_network', terminalNumber: 1 }])
    const { url } = central.central
    await central.central.close()
    expect(await carry(carrier, stick, url)).toMatchObject([{ outcome: 'courier.needs_network' }])
    expect(contentOf(stick)).toEqual(before)
    await central.open()
  })

  test.each<[string, (answer: string, stick: string) => void]>([
    ['is not signed by the store', (answer) => reheader(answer, somebody, (h) => h)],
    [
      'is for another bundle',
      (answer) =>
        reheader(answer, somebody, (h) => ({ ...h, answers: { bundleId: newTestId(), incarnation: newTestId() } })),
    ],
    ['is no file of a courier', (answer) => writeFileSync(answer, '<html>')],
    ['is the bundle itself', (answer, stick) => writeFileSync(answer, readFileSync(fileOn(stick, '.courier')))],
  ])('an answer that %s is not written to the stick', async (_what, spoil) => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    await carry(carrier, stick)
    const answer = join(newFolder(), 'answer')
    renameSync(fileOn(stick, '.ack'), answer)
    spoil(answer, stick)
    const before = contentOf(stick)
    const impostor = { carry: async () => readFileSync(answer) }
    const read = await readStick(contextOf(carrier), stick, impostor)
    expect(read).toMatchObject({ ok: true, value: [{ outcome: 'answer.malformed' }] })
    expect(contentOf(stick)).toEqual(before)
  })

  test('a terminal that is not enrolled, or knows no key of its store, can neither write nor read', async () => {
    const fresh = contextOf(await openTerminal({ centralUrl: undefined }))
    const stick = newFolder()
    expect(await writeStick(fresh, stick)).toMatchObject({ code: 'terminal.not_enrolled' })
    expect(await readStick(fresh, stick, undefined)).toMatchObject({ code: 'terminal.not_enrolled' })
    const away = contextOf(await enrolled())
    const { storeKeys: _, ...identity } = away.settings.identity()!
    away.settings.saveIdentity(identity)
    expect(await writeStick(away, stick)).toMatchObject({ code: 'courier.needs_network' })
    expect(readdirSync(stick)).toEqual([])
  })
})

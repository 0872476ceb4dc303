import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { INCARNATION_HEADER, PATHS } from '../../contract/central.ts'
import { courierMessage, MAX_COURIER_FILE_BYTES, type FactsHeader } from '../../contract/courier.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { HEAD_BYTES, makeBundle, pack, readHead, type Packed } from '../../trust/bundle.ts'
import { signingKey, type SigningKey } from '../../trust/signing.ts'
import { TestStore } from '../support/central-store.ts'
import { carry, contentOf, contextOf, enrolled, fileOn, take, write, type Terminal } from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
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

/** Writes another header over a file's own, signed by whom it says or by somebody else. */
function reheader(file: string, key: SigningKey, change: (header: Record<string, unknown>) => unknown): void {
  const bytes = readFileSync(file)
  const head = readHead(bytes.subarray(0, HEAD_BYTES), bytes.length)
  if (!head.ok) throw new Error(head.code)
  const line = JSON.stringify(change(JSON.parse(head.value.headerLine) as Record<string, unknown>))
  const start = Buffer.from(`${courierMessage(line)}\n${key.sign(courierMessage(line))}\n`)
  writeFileSync(file, Buffer.concat([start, bytes.subarray(head.value.sealedFrom)]))
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
  ['is half copied', 'courier.half_copied', ({ file }) => truncateSync(file, statSync(file).size / 2)],
  ['is empty', 'courier.half_copied', ({ file }) => truncateSync(file, 0)],
  ['has one bit changed in its content', 'courier.altered', ({ file }) => flipAt(file, -40)],
  ['has something behind its end', 'courier.altered', ({ file }) => appendFileSync(file, 'more')],
  ['is something else', 'courier.not_a_bundle', ({ file }) => writeFileSync(file, 'holiday pictures')],
  ['is larger than any bundle', 'courier.too_large', ({ file }) => truncateSync(file, MAX_COURIER_FILE_BYTES + 1)],
]

const somebody = signingKey(randomBytes(32))

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

/** A file system of a few kilobytes, or why there is none. */
function smallDisk(options: string): string {
  const place = newFolder()
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'okryu-test', place]).status === 0
  if (mounted) onTestFinished(() => void spawnSync('umount', ['--lazy', place]))
  return mounted ? place : ''
}
const NO_MOUNT = 'needs the right to mount a small file system'

describe('a stick that', () => {
  test('is not there, or holds nothing of ours, says so', async () => {
    const away = contextOf(await enrolled())
    const gone = join(newFolder(), 'gone')
    expect(await writeStick(away, gone)).toMatchObject({ code: 'courier.stick_missing' })
    expect(await readStick(away, gone, undefined)).toMatchObject({ code: 'courier.stick_missing' })
    const empty = newFolder()
    writeFileSync(join(empty, 'holiday.jpg'), 'x')
    mkdirSync(join(empty, 'folder.courier'))
    symlinkSync('/dev/zero', join(empty, 'okryu-9-2026-01-01.courier'))
    expect(await readStick(away, empty, undefined)).toMatchObject({ code: 'courier.nothing_there' })
  })

  test.for([
    ['full to the last byte', 'size=16k'],
    ['full of names', 'size=1m,nr_inodes=2'],
  ])('is %s keeps what it had', async ([, options], context) => {
    const stick = smallDisk(options!)
    if (stick === '') return context.skip(NO_MOUNT)
    const away = await enrolled()
    await sellTea(away.client)
    writeFileSync(join(stick, 'holiday.jpg'), Buffer.alloc(16 * 1024))
    const written = await writeStick(contextOf(away), stick)
    expect(written).toMatchObject({ code: 'courier.stick_full', details: { neededBytes: expect.any(Number) } })
    expect(readdirSync(stick)).toEqual(['holiday.jpg'])
    rmSync(join(stick, 'holiday.jpg'))
    expect(await write(away, stick)).toMatchObject({ facts: 1 })
  })

  test('is read-only is read, and says that it cannot be written to', async (context) => {
    const stick = smallDisk('size=1m')
    if (stick === '') return context.skip(NO_MOUNT)
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    await write(away, stick)
    expect(spawnSync('mount', ['-o', 'remount,ro', stick]).status).toBe(0)
    await sellTea(away.client)
    expect(await writeStick(contextOf(away), stick)).toMatchObject({ code: 'courier.stick_not_writable' })
    expect(await carry(carrier, stick)).toMatchObject([{ outcome: 'courier.stick_not_writable' }])
    expect(readdirSync(stick)).toHaveLength(1)
    // The store has it all the same, and once.
    expect(await synced(away.client)).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2, facts: 2 })
  })

  test('bears a link in place of the file to be written leaves what the link leads to as it is', async () => {
    const away = await enrolled()
    await sellTea(away.client)
    const [whole, stick] = [newFolder(), newFolder()]
    const { file } = await write(away, whole)
    const precious = join(newFolder(), 'precious')
    writeFileSync(precious, 'precious')
    symlinkSync(precious, join(stick, `${file}.part`))
    symlinkSync(precious, join(stick, file))
    await write(away, stick)
    expect(readFileSync(precious, 'utf8')).toBe('precious')
    expect(contentOf(stick)).toEqual(contentOf(whole))
  })

  test('holds a bundle of another store is left alone by this one', async () => {
    const other = await TestStore.withProducts()
    onTestFinished(() => other.remove())
    const carrier = await enrolled()
    const foreign = await openTerminal({ centralUrl: other.central.url, enrolmentCode: await other.newCode() })
    await synced(foreign.client)
    await sellTea(foreign.client)
    const stick = newFolder()
    await write(foreign, stick)
    expect(await carry(carrier, stick)).toMatchObject([{ outcome: 'courier.foreign', details: { what: 'store' } }])
    // Nor does the store itself take it, whoever hands it over.
    const body = readFileSync(fileOn(stick, '.courier'))
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'courier.foreign' }])
    expect(await central.statistics()).toMatchObject({ facts: 0 })
  })
})

describe('over HTTP', () => {
  const headers = { 'content-type': 'application/octet-stream' }

  test('an admin may hand a bundle over too, and nobody without a token', async () => {
    const away = await enrolled()
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    const body = readFileSync(fileOn(stick, '.courier'))
    const refused = await central.call(PATHS.courier, { method: 'POST', headers, body }, 'no token')
    expect(refused.status).toBe(401)
    expect(await central.statistics()).toMatchObject({ facts: 0 })
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect([answer.status, answer.headers.get(INCARNATION_HEADER)]).toEqual([200, central.central.incarnation])
    writeFileSync(join(stick, 'by-hand.ack'), Buffer.from(await answer.arrayBuffer()))
    expect((await take(away, stick)).at(-1)).toMatchObject({ outcome: 'taken-in', facts: 1 })
    // An acknowledgement is no bundle of facts.
    const own = await central.call(PATHS.courier, {
      method: 'POST',
      headers,
      body: readFileSync(join(stick, 'by-hand.ack')),
    })
    expect(await own.json()).toMatchObject({ code: 'courier.not_a_bundle' })
  })

  test.each([
    ['JSON', { 'content-type': 'application/json' }, '{}', 'request.malformed'],
    ['nothing', headers, '', 'courier.half_copied'],
    ['more than any bundle', headers, Buffer.alloc(MAX_COURIER_FILE_BYTES + 1), 'request.too_large'],
  ])('%s is refused', async (_what, headers, body, code) => {
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect(await answer.json()).toMatchObject({ code })
    expect(central.failures).toEqual([])
  })
})

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyDisk } from '../../proofs/disk/disk-model.ts'
import { cutPower } from '../../proofs/disk/images.ts'
import { recordProgram, type Step } from '../../proofs/disk/recording.ts'
import { buildShim, NO_SHIM } from '../../proofs/disk/shim.ts'
import { checkTerminal } from '../../proofs/disk/terminal-images.ts'
import { seeded } from '../../proofs/support/seeded.ts'
import { newFolder } from '../support/folders.ts'
import { runProof } from '../support/run-proof.ts'

interface PowerCut {
  readonly images: number
  readonly recoveryImages: number
  readonly acknowledged: number
  readonly imagesPerSecond: number
  readonly control: Readonly<Record<string, { readonly images: number; readonly broken: number }>>
  readonly broken: readonly string[]
}

const library = buildShim(newFolder())

test('a power cut at any moment takes back nothing that was told as done', async (context) => {
  if (library === null) return context.skip(NO_SHIM)
  const { exitCode, result } = await runProof<PowerCut>('powercut', '--images', '300', '--from', '7', '--json')
  expect(result).toMatchObject({ images: 300, broken: [] })
  expect(result.acknowledged).toBeGreaterThan(50)
  // Some of them in the midst of a recovery.
  expect(result.recoveryImages).toBe(100)
  // Commits that are synced less lose something, or nothing would be proved.
  expect(Object.keys(result.control)).toEqual(['terminal NORMAL', 'terminal OFF', 'central NORMAL', 'central OFF'])
  for (const { broken } of Object.values(result.control)) expect(broken).toBeGreaterThan(5)
  expect(exitCode).toBe(0)
}, 300_000)

test('a power cut at the first start leaves no database without the key that opens it', async (context) => {
  if (library === null) return context.skip(NO_SHIM)
  const place = newFolder()
  const whole = await recordProgram(join(place, 'recorded'), library, {
    ...{ name: 'terminal-child.ts', args: ['--acts', '0'] },
  })
  const firstWrite = whole.steps.findIndex((step) => step.kind === 'create' && step.name === 'terminal.db')
  const recorded = { ...whole, steps: whole.steps.slice(0, firstWrite + 2) }
  const cuts = { images: 80, chance: seeded(1), check: checkTerminal, place: join(place, 'image') }
  expect(await cutPower(recorded, cuts)).toEqual([])
}, 120_000)

test('an option that is none ends with a sentence and 2', async () => {
  const { exitCode, stderr } = await runProof('powercut', '--images', 'many')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--images takes a whole number')
})

describe('the disk that power is cut from', () => {
  const bytes = (letter: string, count: number) => Buffer.alloc(count, letter)
  const begun: readonly Step[] = [
    { kind: 'create', name: 'a', inode: 1 },
    { kind: 'sync-folder', folder: '' },
    { kind: 'write', inode: 1, offset: 0, bytes: bytes('a', 1_024) },
    { kind: 'sync', inode: 1 },
  ]

  /** What 200 cuts behind these steps leave, each only once. */
  function cutsOf(steps: readonly Step[]): Set<string> {
    const disk = emptyDisk()
    for (const step of steps) disk.perform(step)
    const cuts = Array.from({ length: 200 }, (_, seed) => disk.cut(seeded(seed)))
    const textOf = (content: Uint8Array) =>
      Buffer.from(content)
        .toString()
        .replaceAll('\0', '0')
        .replaceAll(/(.)\1+/g, '$1')
    return new Set(cuts.map((files) => [...files].map(([name, content]) => `${name}=${textOf(content)}`).join(' ')))
  }

  test('keeps what was synced', () => {
    expect(cutsOf(begun)).toEqual(new Set(['a=a']))
  })

  test('keeps any sectors of what was not, and any length', () => {
    const cuts = cutsOf([...begun, { kind: 'write', inode: 1, offset: 512, bytes: bytes('b', 1_536) }])
    for (const left of ['a=a', 'a=ab', 'a=a0', 'a=a0b', 'a=ab0', 'a=ab0b']) expect(cuts).toContain(left)
  })

  test('lets a later write reach it before an earlier one', () => {
    const later = { kind: 'write', inode: 1, offset: 1_024, bytes: bytes('c', 512) } as const
    expect(cutsOf([...begun, { ...later, bytes: bytes('b', 512) }, later])).toContain('a=ab')
  })

  test('keeps a name, a rename and a removal for sure only once their folder is synced', () => {
    const renamed: Step[] = [...begun, { kind: 'rename', from: 'a', to: 'b' }]
    expect(cutsOf(renamed)).toEqual(new Set(['a=a', 'b=a']))
    expect(cutsOf([...renamed, { kind: 'sync-folder', folder: '' }])).toEqual(new Set(['b=a']))
    expect(cutsOf([...begun, { kind: 'unlink', name: 'a' }])).toEqual(new Set(['a=a', '']))
  })

  test('loses a folder that was never synced with all that is in it', () => {
    const inside: Step[] = [
      { kind: 'folder', name: 'f' },
      { kind: 'create', name: 'f/a', inode: 1 },
      { kind: 'write', inode: 1, offset: 0, bytes: bytes('a', 3) },
      { kind: 'sync', inode: 1 },
      { kind: 'sync-folder', folder: 'f' },
    ]
    expect(cutsOf(inside)).toEqual(new Set(['f/a=a', '']))
    expect(cutsOf([...inside, { kind: 'sync-folder', folder: '' }])).toEqual(new Set(['f/a=a']))
  })
})

import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { MAX_CODE_CHARACTERS, paperCodes } from '../../domain/paper-codes.ts'
import type { ScanKey } from '../../renderer/scanner/scan-key.ts'
import {
  MAX_LENGTH,
  MAX_PAPER_LENGTH,
  NO_SCAN,
  stepScan,
  type ScanEffect,
  type ScanEvent,
} from '../../renderer/scanner/scan-machine.ts'

const SETTINGS = { maxGapMs: 50, minLength: 4 }

interface Press {
  readonly key: ScanKey
  readonly gapMs: number
  readonly inField?: boolean
  readonly isRepeat?: boolean
}

const END: ScanKey = { kind: 'end' }

function typed(text: string, gapMs: number, change: Partial<Press> = {}): Press[] {
  return Array.from(text, (character) => ({ key: { kind: 'character', character }, gapMs, ...change }))
}

/** What became of keys that came one after another; a key seen by the page at once is `passed`. */
function run(presses: readonly (Press | 'silence')[]) {
  let state = NO_SCAN
  let atMs = 1_000
  let held = ''
  const seen = { scans: [] as string[], passed: '', released: '', swallowed: 0, restored: 0, remembered: 0 }
  for (const press of presses) {
    if (press !== 'silence') atMs += press.gapMs
    const event: ScanEvent =
      press === 'silence'
        ? { type: 'silence' }
        : { type: 'key', key: press.key, atMs, inField: press.inField ?? false, isRepeat: press.isRepeat ?? false }
    const step = stepScan(state, event, SETTINGS)
    state = step.state
    for (const effect of step.effects) note(effect)
    const kept = step.effects.some(({ type }) => type === 'hold' || type === 'swallow')
    if (press !== 'silence' && !kept && press.key.kind !== 'modifier')
      seen.passed += press.key.kind === 'character' ? press.key.character : `<${press.key.kind}>`
  }
  return { ...seen, held }

  function note(effect: ScanEffect): void {
    if (effect.type === 'hold') held += effect.character
    if (effect.type === 'release') {
      seen.released += held
      held = ''
    }
    if (effect.type === 'drop-held') held = ''
    if (effect.type === 'swallow') seen.swallowed++
    if (effect.type === 'restore-fields') seen.restored++
    if (effect.type === 'remember-field') seen.remembered++
    if (effect.type === 'scan') seen.scans.push(effect.code)
  }
}

const NOTHING = { scans: [], passed: '', released: '', swallowed: 0, restored: 0, remembered: 0, held: '' }

test('a burst with Enter, or Tab, is a scan, and the page sees nothing of it', () => {
  expect(run([...typed('8801007', 10), { key: END, gapMs: 10 }])).toEqual({
    ...NOTHING,
    scans: ['8801007'],
    swallowed: 1,
    restored: 1,
  })
})

test('keys of a scan may be 50 ms apart, and no more', () => {
  expect(run([...typed('8801', 50), { key: END, gapMs: 50 }]).scans).toEqual(['8801'])
  expect(run([...typed('8801', 51), { key: END, gapMs: 51 }]).scans).toEqual([])
  expect(run([...typed('8801', 50), { key: END, gapMs: 51 }]).scans).toEqual([])
})

test('four characters are a scan, three and an Enter are a person', () => {
  expect(run([...typed('1234', 5), { key: END, gapMs: 5 }]).scans).toEqual(['1234'])
  const person = run([...typed('123', 5), { key: END, gapMs: 5 }])
  expect(person).toEqual({ ...NOTHING, released: '123', passed: '<end>' })
})

test('what a person types outside fields reaches the page in order, whatever the pace, and nothing of it is lost', () => {
  const paces = fc.integer({ min: 0, max: 200 })
  const keys = fc.oneof(
    fc.constantFrom(...'0123456789*ab -').map((character): ScanKey => ({ kind: 'character', character })),
    fc.constant<ScanKey>({ kind: 'other' }),
    fc.constant<ScanKey>({ kind: 'modifier' }),
  )
  const presses = fc.array(fc.record({ key: keys, gapMs: paces, isRepeat: fc.boolean() }), { maxLength: 60 })
  fc.assert(
    fc.property(presses, (pressed) => {
      const order: string[] = []
      let state = NO_SCAN
      const held: string[] = []
      let atMs = 0
      for (const { key, gapMs, isRepeat } of pressed) {
        atMs += gapMs
        const step = stepScan(state, { type: 'key', key, atMs, inField: false, isRepeat }, SETTINGS)
        state = step.state
        let kept = false
        for (const effect of step.effects) {
          if (effect.type === 'release') order.push(...held.splice(0))
          if (effect.type === 'hold') held.push(effect.character)
          kept ||= effect.type === 'hold'
          expect(effect.type).not.toBe('drop-held')
          expect(effect.type).not.toBe('scan')
        }
        // Shift by itself does nothing, so it need not wait.
        if (!kept && key.kind !== 'modifier') order.push(key.kind === 'character' ? key.character : key.kind)
        expect(held.length).toBe(state.held)
      }
      for (const { type } of stepScan(state, { type: 'silence' }, SETTINGS).effects)
        if (type === 'release') order.push(...held.splice(0))
      expect(held).toEqual([])
      const keys = pressed.map(({ key }) => key).filter(({ kind }) => kind !== 'modifier')
      expect(order).toEqual(keys.map((key) => (key.kind === 'character' ? key.character : key.kind)))
    }),
  )
})

test('a held-down key and an Enter are no scan', () => {
  const [first, ...rest] = typed('aaaaaaaa', 30)
  const presses = [first!, ...rest.map((press) => ({ ...press, isRepeat: true })), { key: END, gapMs: 30 }]
  expect(run(presses)).toEqual({ ...NOTHING, released: 'a', passed: 'aaaaaaa<end>' })
})

test('in a text field characters go in, the field is remembered before the first and put back after the last', () => {
  const seen = run([...typed('8801', 10, { inField: true }), { key: END, gapMs: 10, inField: true }])
  expect(seen).toEqual({ ...NOTHING, scans: ['8801'], passed: '8801', swallowed: 1, restored: 1, remembered: 4 })
})

test('typing into a field and pressing Enter is left alone', () => {
  const seen = run([...typed('1234567', 90, { inField: true }), { key: END, gapMs: 90, inField: true }])
  expect(seen).toMatchObject({ scans: [], passed: '1234567<end>', swallowed: 0, restored: 0 })
})

test('what was typed before the scan does not become part of it', () => {
  const seen = run([...typed('12*', 120), 'silence', ...typed('8', 60), ...typed('801007', 8), { key: END, gapMs: 8 }])
  expect(seen).toMatchObject({ scans: ['8801007'], released: '12*' })
  expect(run([...typed('12', 51), ...typed('8801007', 8, {}), { key: END, gapMs: 8 }]).scans).toEqual(['28801007'])
})

test('Shift between the characters, and control characters, leave the scan as it is', () => {
  const shift: Press = { key: { kind: 'modifier' }, gapMs: 2 }
  const control: Press = { key: { kind: 'control' }, gapMs: 5 }
  const presses = [...typed('AB', 10), shift, ...typed('12', 10), control, ...typed('34', 10), { key: END, gapMs: 10 }]
  expect(run(presses)).toMatchObject({ scans: ['AB1234'], passed: '', swallowed: 2 })
})

test('a shortcut with Ctrl is left alone where no scan is going on', () => {
  expect(run([{ key: { kind: 'control' }, gapMs: 500 }])).toMatchObject({ passed: '<control>', swallowed: 0 })
})

test('a second Enter right after a scan presses nothing; one pressed later does', () => {
  const scan = [...typed('8801', 10), { key: END, gapMs: 10 }]
  expect(run([...scan, { key: END, gapMs: 5 }])).toMatchObject({ scans: ['8801'], passed: '', swallowed: 2 })
  expect(run([...scan, { key: END, gapMs: 400 }])).toMatchObject({ passed: '<end>', swallowed: 1 })
})

test('two scans one after the other are two', () => {
  const scan = (code: string): Press[] => [...typed(code, 10), { key: END, gapMs: 10 }]
  expect(run([...scan('8801'), ...scan('8802')]).scans).toEqual(['8801', '8802'])
})

test('a burst without an end is given to the page when it falls silent', () => {
  expect(run([...typed('8801007', 10), 'silence'])).toEqual({ ...NOTHING, released: '8801007' })
})

test('a scan that a busy machine delivers late is one still, by the times at which its keys were pressed', () => {
  const late = [...typed('8801', 10), 'silence', ...typed('007', 10), 'silence', { key: END, gapMs: 10 }] as const
  expect(run(late)).toEqual({ ...NOTHING, scans: ['8801007'], released: '8801007', swallowed: 1, restored: 1 })
  const field = [...typed('8801', 10, { inField: true }), 'silence', { key: END, gapMs: 10, inField: true }] as const
  expect(run(field)).toMatchObject({ scans: ['8801'], restored: 1 })
})

test('an arrow or Escape in the middle ends the burst before it reaches the page', () => {
  const seen = run([
    ...typed('88', 10),
    { key: { kind: 'other' }, gapMs: 10 },
    ...typed('01', 10),
    { key: END, gapMs: 10 },
  ])
  expect(seen).toMatchObject({ scans: [], released: '8801', passed: '<other><end>' })
})

test('Space never begins a scan, so it presses buttons at once; inside a code it belongs to it', () => {
  expect(run(typed(' ', 500))).toMatchObject({ passed: ' ', held: '' })
  expect(run([...typed('AB 12', 10), { key: END, gapMs: 10 }]).scans).toEqual(['AB 12'])
})

test('a burst too long for a barcode is let through, and its end is no scan either', () => {
  for (const length of [MAX_LENGTH + 1, MAX_LENGTH + 20, 5 * MAX_LENGTH]) {
    const { scans, released, passed } = run([...typed('x'.repeat(length), 5), { key: END, gapMs: 5 }])
    expect({ length, scans, seen: released + passed }).toEqual({
      length,
      scans: [],
      seen: `${'x'.repeat(length)}<end>`,
    })
  }
  const both = [...typed('x'.repeat(MAX_LENGTH + 9), 5), ...typed('1', 51), ...typed('234', 5), { key: END, gapMs: 5 }]
  expect(run(both).scans).toEqual(['1234'])
})

test('any code of any scanner comes through whole', () => {
  const signs = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code))
  const codes = fc.array(signs, { minLength: 4, maxLength: MAX_LENGTH }).map((parts) => parts.join(''))
  const gaps = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(fc.array(fc.tuple(codes, gaps, fc.boolean()), { maxLength: 5 }), (scans) => {
      const presses = scans.flatMap(([code, gapMs, inField]) => [
        ...typed(code, gapMs, { inField }),
        { key: END, gapMs, inField },
      ])
      expect(run(presses).scans).toEqual(scans.map(([code]) => code))
    }),
  )
})

const LONG_CODE = paperCodes(
  Uint8Array.from({ length: 470 }, (_, i) => i * 7),
  '1A2B3C',
)[0]!

test('the code of an order on paper comes through whole, in either case, in a field and outside, with pauses', () => {
  expect(LONG_CODE.length).toBeGreaterThan(700)
  expect(LONG_CODE.length).toBeLessThanOrEqual(MAX_CODE_CHARACTERS)
  for (const text of [LONG_CODE, LONG_CODE.toLowerCase()])
    for (const inField of [false, true]) {
      const pause: Press = { key: { kind: 'character', character: text[400]! }, gapMs: 400, inField }
      const first = [...typed(text.slice(0, 400), 10, { inField }), 'silence', pause] as const
      const seen = run([...first, ...typed(text.slice(401), 10, { inField }), { key: END, gapMs: 10, inField }])
      expect(seen).toMatchObject({ scans: [text], released: '', held: '', swallowed: 1 })
      // In a field, no more than its beginning goes in before it is known what it is.
      expect(seen.passed).toBe(inField ? text.slice(0, 'OKRYU1'.length) : '')
      expect(seen.restored).toBeGreaterThan(0)
    }
})

test('of a code that breaks off nothing reaches the page, where its signs would change quantities', () => {
  const person: Press = { key: { kind: 'character', character: '7' }, gapMs: 2_000 }
  for (const after of [['silence', person, 'silence'], [person, 'silence'], [{ key: { kind: 'other' }, gapMs: 10 }]])
    expect(run([...typed(LONG_CODE.slice(0, 300), 10), ...(after as Press[])])).toMatchObject({
      scans: [],
      released: after.includes(person) ? '7' : '',
      passed: after.includes(person) ? '' : '<other>',
      held: '',
    })
})

test('a code of an order that does not end is cut off, and said to be read badly', () => {
  const seen = run([...typed(LONG_CODE + '+'.repeat(MAX_PAPER_LENGTH), 5), { key: END, gapMs: 5 }])
  expect(seen.scans.map(({ length }) => length)).toEqual([MAX_PAPER_LENGTH])
  expect(seen).toMatchObject({ passed: '', released: '' })
})

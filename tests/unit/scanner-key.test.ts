import { expect, test } from 'vitest'
import { readKey, type KeyLike } from '../../renderer/scanner/scan-key.ts'

const PLAIN: KeyLike = { code: '', key: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }

function press(change: Partial<KeyLike>): unknown {
  const key = readKey({ ...PLAIN, ...change })
  return key.kind === 'character' ? key.character : key.kind
}

test('a key is read by where it is: under a Hangul layout ㅁㅠㅊ is ABC', () => {
  expect(press({ code: 'KeyA', key: 'ㅁ' })).toBe('a')
  expect(press({ code: 'KeyA', key: 'ㅁ', shiftKey: true })).toBe('A')
  expect(press({ code: 'KeyB', key: 'ㅠ', shiftKey: true })).toBe('B')
  expect(press({ code: 'KeyC', key: 'ㅊ', shiftKey: true })).toBe('C')
})

test('inside an input method, which names no key, it is read too', () => {
  expect(press({ code: 'KeyQ', key: 'Process' })).toBe('q')
  expect(press({ code: 'Digit8', key: 'Process' })).toBe('8')
  expect(press({ code: 'Numpad8', key: 'Process' })).toBe('8')
  expect(press({ code: 'Enter', key: 'Process' })).toBe('end')
})

test('every sign that Code 128 has in ASCII is read with and without Shift', () => {
  const keys = [
    ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `Key${letter.toUpperCase()}`),
    ...Array.from('0123456789', (digit) => `Digit${digit}`),
    ...['Backquote', 'Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash'],
    ...['Semicolon', 'Quote', 'Comma', 'Period', 'Slash', 'Space'],
  ]
  const read = keys.flatMap((code) => [press({ code }), press({ code, shiftKey: true })])
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i))
  expect([...new Set(read)].toSorted()).toEqual(ascii.toSorted())
})

test('Caps Lock of the computer does not turn a scanner’s letters round', () => {
  expect(press({ code: 'KeyA', key: 'A' })).toBe('a')
  expect(press({ code: 'KeyA', key: 'a', shiftKey: true })).toBe('A')
})

test('keys of the number pad are digits with NumLock and arrows without', () => {
  expect(press({ code: 'Numpad1', key: '1' })).toBe('1')
  expect(press({ code: 'NumpadDecimal', key: '.' })).toBe('.')
  expect(press({ code: 'NumpadMultiply', key: '*' })).toBe('*')
  expect(press({ code: 'Numpad1', key: 'End' })).toBe('other')
  expect(press({ code: 'NumpadDecimal', key: 'Delete' })).toBe('other')
})

test('Enter and Tab end a scan, unless they are part of a shortcut', () => {
  for (const code of ['Enter', 'NumpadEnter', 'Tab']) expect(press({ code, key: code })).toBe('end')
  expect(press({ code: '', key: 'Enter' })).toBe('end')
  expect(press({ code: 'Tab', key: 'Tab', shiftKey: true })).toBe('other')
  expect(press({ code: 'Enter', key: 'Enter', ctrlKey: true })).toBe('other')
})

test('Shift and its like mean nothing by themselves, and a shortcut is nobody’s character', () => {
  for (const key of ['Shift', 'Control', 'Alt', 'CapsLock', 'NumLock']) expect(press({ key })).toBe('modifier')
  expect(press({ code: 'BracketRight', key: ']', ctrlKey: true })).toBe('control')
  expect(press({ code: 'KeyA', key: 'a', altKey: true })).toBe('other')
  expect(press({ code: 'KeyA', key: 'a', metaKey: true })).toBe('other')
  for (const key of ['F9', 'ArrowDown', 'Escape', 'HangulMode', 'Dead']) expect(press({ code: key, key })).toBe('other')
})

test('without a code the key itself is taken', () => {
  expect(press({ key: 'a' })).toBe('a')
  expect(press({ key: 'ㅁ' })).toBe('other')
})

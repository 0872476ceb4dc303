import { NASTY_VALUES } from './nasty-values.ts'
import type { Seeded } from '../support/seeded.ts'

/** Changes of a message's meaning: what is JSON stays mostly JSON, and says something else. */

type Holder = Record<string, unknown> | unknown[]
interface Place {
  readonly holder: Holder
  readonly key: string | number
}

/** Stands for a text that `JSON.stringify` could not write; replaced when the rest has been written. */
const MARK = '\u0001raw\u0001'
const MOST_COPIES = 300
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '']

/**
 * @param text JSON.
 * @returns the text changed in one to three places.
 */
export function mutateJson(text: string, chance: Seeded): string {
  const root = { value: JSON.parse(text) as unknown }
  const raw: string[] = []
  for (let change = 1 + Math.floor(3 * chance.next() ** 3); change > 0; change--) changeOne(root, chance, raw)
  let at = 0
  return JSON.stringify(root.value ?? null).replaceAll(JSON.stringify(MARK), () => raw[at++] ?? 'null')
}

function changeOne(root: { value: unknown }, chance: Seeded, raw: string[]): void {
  const places = placesOf(root)
  // The whole message was taken away before.
  if (places.length === 0) return
  const place = chance.pick(places)
  const { holder, key } = place
  const value = valueAt(place)
  switch (chance.int(9)) {
    case 0:
      return remove(holder, key)
    case 1:
      return putRaw(place, chance.pick(NASTY_VALUES), raw)
    case 2:
      return put(place, valueAt(chance.pick(places)))
    case 3:
      return swap(place, chance.pick(places))
    case 4:
      return put(place, nudged(value, chance))
    case 5:
      return twice(place, chance.pick(NASTY_VALUES), raw)
    case 6:
      if (Array.isArray(value)) return put(place, repeated(value, chance))
      return put(place, [value])
    case 7:
      if (isRecord(value)) return put(place, { ...value, [chance.pick(PROTOTYPE_KEYS)]: { isAdmin: true } })
      return put(place, { value })
    default:
      return put(place, wrongType(value))
  }
}

/** Every place that holds a value; the outermost is the whole message. */
function placesOf(holder: Holder): Place[] {
  const found: Place[] = []
  const visit = (inside: Holder): void => {
    for (const key of Array.isArray(inside) ? inside.keys() : Object.keys(inside)) {
      found.push({ holder: inside, key })
      const value = valueAt({ holder: inside, key })
      if (typeof value === 'object' && value !== null) visit(value as Holder)
    }
  }
  visit(holder)
  return found
}

function valueAt({ holder, key }: Place): unknown {
  return (holder as Record<string | number, unknown>)[key]
}

/** A copy, so that a message never holds itself. */
function put({ holder, key }: Place, value: unknown): void {
  const copy: unknown = value === undefined ? undefined : structuredClone(value)
  Object.defineProperty(holder, key, { value: copy, writable: true, enumerable: true, configurable: true })
}

function remove(holder: Holder, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

/** Marks are replaced in the order they are written, so that only one may stand in a message. */
function putRaw(place: Place, text: string, raw: string[]): void {
  if (raw.length > 0) return put(place, null)
  raw.push(text)
  put(place, MARK)
}

/** The same key twice: which of the two holds is the reader's choice. */
function twice(place: Place, other: string, raw: string[]): void {
  if (raw.length > 0 || typeof place.key === 'number' || place.key === 'value') return
  const [first, second] = [JSON.stringify(valueAt(place) ?? null), other]
  raw.push(`${first},${JSON.stringify(place.key)}:${second}`)
  put(place, MARK)
}

function swap(one: Place, other: Place): void {
  const [first, second] = [structuredClone(valueAt(one)), structuredClone(valueAt(other))]
  put(one, second)
  put(other, first)
}

function repeated(list: readonly unknown[], chance: Seeded): unknown[] {
  if (chance.chance(0.5)) return list.toReversed()
  const copies = 2 + Math.floor(MOST_COPIES * chance.next() ** 4)
  return Array.from({ length: copies }, () => list).flat()
}

/** A value of the same kind that is a little different: the hardest to notice. */
function nudged(value: unknown, chance: Seeded): unknown {
  if (typeof value === 'number') return value + chance.pick([-1, 1, 2, 0.5, 10, 1_000, -value, value])
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string' || value === '') return value
  const at = chance.int(value.length)
  const sign = chance.pick(['0', 'a', 'Z', '-', ' ', '\u0000', '한', '\ud800', 'f', '9'])
  return value.slice(0, at) + sign + value.slice(at + 1)
}

function wrongType(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.length
  if (typeof value === 'boolean') return value ? 1 : 0
  if (Array.isArray(value)) return { ...value }
  return isRecord(value) ? Object.entries(value) : false
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

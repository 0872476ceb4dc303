import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'

interface PackageFile {
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const locked = (JSON.parse(lockText) as { packages: Record<string, LockedPackage> }).packages

/** One version and no other, perhaps of a package under another name. */
const EXACT = /^(npm:(@[\w-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/

test.each(['package.json', 'tools/node-runtime/package.json'])('%s names exact versions only', (file) => {
  const { dependencies, devDependencies, optionalDependencies } = readPackage(file)
  const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(wanted.length).toBeGreaterThan(0)
  expect(wanted.filter(([, version]) => !EXACT.test(version) && version !== 'file:tools/node-runtime')).toEqual([])
})

test('the lock file names no registry, so that any mirror serves it', () => {
  expect(lockText).not.toMatch(/https?:\/\/[^"]*\.tgz/)
  expect(Object.values(locked).filter(({ resolved }) => resolved !== undefined && resolved.includes('://'))).toEqual([])
})

test('package.json and the lock file agree', () => {
  const { dependencies, devDependencies } = readPackage('package.json')
  expect(locked['']).toMatchObject({ dependencies, devDependencies })
  expect(Object.keys(locked['']?.devDependencies ?? {}).toSorted()).toEqual(
    Object.keys(devDependencies ?? {}).toSorted(),
  )
})

test('what a locked package needs is locked too, for this platform and all others', () => {
  const missing = Object.entries(locked).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLockedFor(place, name))
      .map((name) => `${place} needs ${name}`),
  )
  expect(missing).toEqual([])
})

test('every locked package is held to its content', () => {
  const free = Object.entries(locked).filter(
    ([place, { integrity, link }]) => place.includes('node_modules/') && link !== true && integrity === undefined,
  )
  expect(free).toEqual([])
})

test('the lock file has a Node for every platform that the program runs on', () => {
  const { optionalDependencies } = readPackage('tools/node-runtime/package.json')
  const places = Object.keys(locked)
  const missing = Object.keys(optionalDependencies ?? {}).filter(
    (name) => !places.some((place) => place.endsWith(`node_modules/${name}`)),
  )
  expect(missing).toEqual([])
  expect(Object.keys(optionalDependencies ?? {})).toHaveLength(5)
})

function readPackage(file: string): PackageFile {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as PackageFile
}

/** Whether a package at `place` finds `name` in its own folder of packages or in one above it. */
function isLockedFor(place: string, name: string): boolean {
  if (locked[`${place === '' ? '' : `${place}/`}node_modules/${name}`] !== undefined) return true
  if (place === '') return false
  const above = place.lastIndexOf('/node_modules/')
  return isLockedFor(above < 0 ? '' : place.slice(0, above), name)
}

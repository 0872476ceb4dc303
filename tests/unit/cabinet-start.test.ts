import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCommandLine } from '../../main/electron/command-line.ts'
import { prepareStart } from '../../main/electron/prepare-start.ts'

let folder: string
const SCREENS = new Map([['/index.html', 'index.html']])

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okryu-cabinet-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the command line', () => {
  test('is read with Chromium’s own switches among it', () => {
    const args = [
      '--no-sandbox',
      '--data',
      'till',
      '--central=https://store:1',
      '--enrol',
      'ABCD',
      '--kiosk',
      '--lang=ko',
    ]
    expect(readCommandLine(args, '/somewhere')).toEqual({
      ok: true,
      value: {
        dataFolder: '/somewhere/till',
        centralUrl: 'https://store:1',
        enrolmentCode: 'ABCD',
        kiosk: true,
        demonstration: false,
      },
    })
  })

  test.each([
    ['a word that belongs to nothing', ['--dta', '/till'], '"/till" belongs to no option.'],
    ['a missing folder', ['--data'], '--data needs a value.'],
    ['an empty folder', ['--data='], '--data needs a value.'],
    ['an option in place of a value', ['--central', '--demo'], '--central needs a value.'],
    ['an address of another kind', ['--central', 'ftp://store'], '--central needs an address such as'],
    ['no address at all', ['--central', 'store'], '--central needs an address such as'],
    ['a code too short', ['--enrol', 'abc'], '--enrol needs the code from the central store'],
  ])('refuses %s in words', (_what, args, words) => {
    const reading = readCommandLine(args, '/')
    expect(reading).toMatchObject({
      ok: false,
      sentence: { ko: expect.stringMatching(/주세요|않아요/), en: expect.stringContaining(words) },
    })
    expect(reading).toMatchObject({ sentence: { en: expect.stringContaining('Options: --data DIR') } })
  })
})

describe('the configuration file', () => {
  const prepare = (given: { centralUrl?: string } = {}, machineFolder: string | null = null) =>
    prepareStart({ kiosk: false, demonstration: false, ...given, dataFolder: folder }, SCREENS, '1.2.3', machineFolder)
  const write = (where: string, text: string) => {
    mkdirSync(where, { recursive: true })
    writeFileSync(join(where, 'okryu.json'), text)
  }

  test('is not needed', () => {
    expect(prepare()).toEqual({
      ok: true,
      start: {
        type: 'start',
        dataFolder: folder,
        centralUrl: null,
        enrolmentCode: null,
        version: '1.2.3',
        demonstration: false,
      },
    })
  })

  test('of the data folder comes before the machine’s, and the command line before both', () => {
    const machine = join(folder, 'machine')
    write(machine, '{"centralUrl":"http://machine:1","enrolmentCode":"MACHINE"}')
    expect(prepare({}, machine)).toMatchObject({ start: { centralUrl: 'http://machine:1', enrolmentCode: 'MACHINE' } })
    write(folder, '\uFEFF{"centralUrl":"http://folder:1"}')
    expect(prepare({}, machine)).toMatchObject({ start: { centralUrl: 'http://folder:1', enrolmentCode: 'MACHINE' } })
    expect(prepare({ centralUrl: 'http://line:1' }, machine)).toMatchObject({ start: { centralUrl: 'http://line:1' } })
  })

  test.each([
    ['{"centralUrl": "http://store:1"', [null]],
    ['[]', [null]],
    ['"http://store:1"', [null]],
    ['{"centralUrl": "store"}', ['centralUrl']],
    ['{"centralUrl": "javascript:alert(1)"}', ['centralUrl']],
    ['{"centralUrl": 5, "enrolmentCode": "x"}', ['centralUrl', 'enrolmentCode']],
    ['{"centralURL": "http://store:1"}', ['centralURL']],
  ])('%s is refused with a sentence for each mistake', (text, fields) => {
    write(folder, text)
    const prepared = prepare()
    expect(prepared).toMatchObject({
      ok: false,
      problem: { code: 'start.configuration_wrong', place: join(folder, 'okryu.json') },
    })
    const mistakes = prepared.ok ? [] : prepared.problem.mistakes
    expect(mistakes.map(({ field }) => field)).toEqual(fields)
    for (const { sentence } of mistakes) {
      expect(sentence.ko).toMatch(/[가-힣]/)
      expect(sentence.en).not.toMatch(/[가-힣]/)
    }
  })

  test('that cannot be read is told, and counts again once it is mended', () => {
    mkdirSync(join(folder, 'okryu.json'))
    expect(prepare()).toMatchObject({ ok: false, problem: { code: 'start.configuration_wrong' } })
    rmSync(join(folder, 'okryu.json'), { recursive: true })
    expect(prepare().ok).toBe(true)
  })
})

describe('before the service starts', () => {
  const options = { kiosk: false, demonstration: false }

  test('a folder that cannot be made is told', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const prepared = prepareStart({ ...options, dataFolder: join(file, 'till') }, SCREENS, '1', null)
    expect(prepared).toMatchObject({ ok: false, problem: { code: 'start.not_writable', place: join(file, 'till') } })
  })

  test('screens that were not installed are told', () => {
    const prepared = prepareStart({ ...options, dataFolder: folder }, new Map(), '1', null)
    expect(prepared).toMatchObject({ ok: false, problem: { code: 'start.program_incomplete' } })
  })
})

import { expect, test } from 'vitest'
import { waitOf } from '../../renderer/format/wait.ts'

test('a wait is told in seconds within the last minute and in minutes before, never as less than it is', () => {
  expect(waitOf(10_500, 10_000)).toEqual({ unit: 'seconds', count: 1 })
  expect(waitOf(60_000, 0)).toEqual({ unit: 'seconds', count: 60 })
  expect(waitOf(60_001, 0)).toEqual({ unit: 'minutes', count: 2 })
  expect(waitOf(162_000, 0)).toEqual({ unit: 'minutes', count: 3 })
  expect(waitOf(5_000, 9_000)).toEqual({ unit: 'seconds', count: 0 })
})

import { expect, test } from 'vitest'
import { groupCommit } from '../../central/intake/group-commit.ts'

/** Doubles numbers, and records which came together; a 13 fails whatever it is committed with. */
function doubling() {
  const groups: number[][] = []
  const push = groupCommit<number, number>(async (numbers) => {
    groups.push([...numbers])
    if (numbers.includes(13)) throw new Error('unlucky')
    return numbers.map((number) => number * 2)
  }, 2)
  return { groups, push }
}

test('what comes close together is committed together, and each gets its own answer', async () => {
  const { groups, push } = doubling()
  expect(await Promise.all([1, 2, 3].map(push))).toEqual([2, 4, 6])
  expect(groups).toEqual([[1, 2, 3]])
})

test('what comes later is committed too', async () => {
  const { groups, push } = doubling()
  expect(await push(1)).toBe(2)
  expect(await push(2)).toBe(4)
  expect(groups).toEqual([[1], [2]])
})

test('a group is no larger than its limit', async () => {
  const { groups, push } = doubling()
  await Promise.all(Array.from({ length: 70 }, (_, i) => push(100 + i)))
  expect(groups.map((group) => group.length)).toEqual([32, 32, 6])
})

test('one that fails takes none of the others down', async () => {
  const { groups, push } = doubling()
  const outcomes = await Promise.allSettled([1, 13, 3].map(push))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(groups).toEqual([[1, 13, 3], [1], [13], [3]])
  expect(await push(5)).toBe(10)
})

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OwnFact, OwnFactsAnswer } from '../../contract/facts.ts'
import type { CentralClient } from '../../main/sync/central-client.ts'
import { fetchBack } from '../../main/sync/fetch-back.ts'
import { businessIn, factsOf, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder } from '../support/terminal.ts'

/** A terminal that has lost its newest facts, all of which the store has; and the store's answer of one page. */
async function putBack() {
  const folder = enrolFolder(newFolder())
  const { terminal, sold } = await businessIn(folder)
  const facts = factsOf(terminal)
  await terminal.close()
  for (const name of ['terminal.db', 'journal.head']) rmSync(join(folder, name))
  const again = open(folder)
  const missing = [{ epoch: 1, afterSeq: 0, untilSeq: facts.length }]
  const fetch = (change: (page: OwnFactsAnswer) => OwnFactsAnswer) => {
    const ownFacts: CentralClient['ownFacts'] = async (_epoch, after) =>
      change({ next: facts.length, complete: true, facts: facts.filter(({ seq }) => seq > after) })
    return fetchBack(again.context, { ownFacts } as CentralClient, missing)
  }
  return { again, sold, fetch, facts }
}

const changed = (facts: readonly OwnFact[], seq: number, change: (fact: OwnFact) => OwnFact): OwnFact[] =>
  facts.map((fact) => (fact.seq === seq ? change(fact) : fact))

const LOST_ON_THE_WAY: Readonly<Record<string, (page: OwnFactsAnswer) => OwnFactsAnswer>> = {
  'a page without its last fact': (page) => ({ ...page, facts: page.facts.slice(0, -1), next: page.next - 1 }),
  'an empty page': (page) => ({ ...page, facts: [] }),
  'a page with a gap': (page) => ({ ...page, facts: page.facts.filter(({ seq }) => seq !== 4) }),
  'a page that leads further than its facts': (page) => ({ ...page, facts: page.facts.slice(0, 4), complete: false }),
  'a fact that was altered on the way': (page) => ({
    ...page,
    facts: changed(page.facts, 4, (fact) => ({ ...fact, body: fact.body.replace('강령록차', '백두산차') })),
  }),
  'a verdict on another fact': (page) => ({
    ...page,
    facts: changed(page.facts, 4, (fact) => ({ ...fact, verdict: { ...fact.verdict, seq: 3 } })),
  }),
}

for (const [what, change] of Object.entries(LOST_ON_THE_WAY))
  test(`${what} changes nothing, and everything comes back the next time`, async () => {
    const { again, sold, fetch } = await putBack()
    const before = await again.orderIds()
    await expect(fetch(change)).rejects.toMatchObject({ code: 'answer.malformed' })
    expect(await again.orderIds()).toEqual(before)
    expect(again.context.settings.fetchedBack()).toEqual({})
    await fetch((page) => page)
    expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
    expect(again.context.settings.fetchedBack()).toEqual({ 1: sold.length })
  })

test('what the store itself put aside as altered does not hold the others up', async () => {
  const { again, sold, fetch } = await putBack()
  await fetch((page) => ({
    ...page,
    facts: changed(page.facts, 4, (fact) => ({
      ...{ ...fact, body: fact.body.replace('강령록차', '백두산차') },
      verdict: { seq: fact.seq, outcome: 'refused', code: 'fact.hash_wrong' },
    })),
  }))
  expect(await again.orderIds()).toHaveLength(sold.length - 1)
})

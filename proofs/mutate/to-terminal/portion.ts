import { seeded, type Seeded } from '../../support/seeded.ts'
import type { PortionResult } from '../portion.ts'
import { openStoreSite, type StoreSite } from '../store-site.ts'
import { Talk } from './talk.ts'
import { openTerminalSite } from './terminal-site.ts'

/** How many answers a terminal is given from its first word on, before another takes its place. */
const BEGINNING_MESSAGES = 25
const BEGINNING_PART = 0.1

/** Spoils the answers that terminals get from a real store, and looks at their databases after each. */
export async function spoilToTerminal(seed: number, messages: number): Promise<PortionResult> {
  const chance = seeded(seed)
  const site = await openStoreSite()
  const crashed = (error: Error): void => void site.failures.push(error)
  process.on('uncaughtException', crashed)
  try {
    const begun = await spoilBeginnings(site, chance, Math.floor(messages * BEGINNING_PART))
    if (begun.broken.length > 0) return begun
    const gone = await withTalk(site, chance, (talk) => talk.goOn(messages - begun.messages))
    return together(begun, gone)
  } finally {
    process.off('uncaughtException', crashed)
    await site.close()
  }
}

async function spoilBeginnings(site: StoreSite, chance: Seeded, messages: number): Promise<PortionResult> {
  let sum: PortionResult = { messages: 0, changes: 0, broken: [] }
  while (sum.messages < messages && sum.broken.length === 0) {
    const most = Math.min(BEGINNING_MESSAGES, messages - sum.messages)
    sum = together(sum, await withTalk(site, chance, (talk) => talk.begin(most)))
  }
  return sum
}

async function withTalk(site: StoreSite, chance: Seeded, run: (talk: Talk) => Promise<PortionResult>) {
  const talk = await Talk.between(site, openTerminalSite(chance.fork(`terminal ${chance.int(2 ** 31)}`)), chance)
  try {
    return await run(talk)
  } finally {
    await talk.close()
  }
}

function together(one: PortionResult, other: PortionResult): PortionResult {
  const broken = [...one.broken, ...other.broken]
  return { messages: one.messages + other.messages, changes: one.changes + other.changes, broken }
}

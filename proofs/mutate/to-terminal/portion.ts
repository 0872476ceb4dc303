import { seeded, type Seeded } from '../../support/seeded.ts'
import type { PortionResult } from '../portion.ts'
import { openStoreSite, type StoreSite } from '../store-site.ts'
import { genuineAnswers } from './answer.ts'
import { CourierTalk } from './courier-talk.ts'
import { carrierOf } from './line.ts'
import { Talk } from './talk.ts'
import { openTerminalSite, type TerminalSite } from './terminal-site.ts'

/** How many answers a terminal is given from its first word on, before another takes its place. */
const BEGINNING_MESSAGES = 25
const BEGINNING_PART = 0.1
const COURIER_PART = 0.1
const PUT_BACK_PART = 0.05
/** What a terminal has told before and after its data were copied. */
const ORDERS_BEFORE = 4
const ORDERS_AFTER = 8
/** How many answers a terminal that was put back is given at most; another copy is put back then. */
const PUT_BACK_MESSAGES = 8

/** Spoils the answers that terminals get from a real store, and looks at their databases after each. */
export async function spoilToTerminal(seed: number, messages: number): Promise<PortionResult> {
  const chance = seeded(seed)
  const site = await openStoreSite()
  const crashed = (error: Error): void => void site.failures.push(error)
  process.on('uncaughtException', crashed)
  try {
    const begun = await spoilBeginnings(site, chance, Math.floor(messages * BEGINNING_PART))
    if (begun.broken.length > 0) return begun
    const carried = await spoilCarried(site, chance, Math.floor(messages * COURIER_PART))
    if (carried.broken.length > 0) return together(begun, carried)
    const gotBack = await spoilPutBack(site, chance, Math.floor(messages * PUT_BACK_PART))
    const sum = together(together(begun, carried), gotBack)
    if (sum.broken.length > 0) return sum
    const terminal = newTerminal(chance)
    return together(sum, await withTalk(site, terminal, chance, (talk) => talk.goOn(messages - sum.messages)))
  } finally {
    process.off('uncaughtException', crashed)
    await site.close()
  }
}

async function spoilBeginnings(site: StoreSite, chance: Seeded, messages: number): Promise<PortionResult> {
  let sum: PortionResult = { messages: 0, changes: 0, broken: [] }
  while (sum.messages < messages && sum.broken.length === 0) {
    const most = Math.min(BEGINNING_MESSAGES, messages - sum.messages)
    sum = together(sum, await withTalk(site, newTerminal(chance), chance, (talk) => talk.begin(most)))
  }
  return sum
}

/** Acknowledgements that a courier brings back to a terminal without a network. */
async function spoilCarried(site: StoreSite, chance: Seeded, messages: number): Promise<PortionResult> {
  const terminal = newTerminal(chance)
  await genuineRound(site, terminal)
  const talk = new CourierTalk(site, terminal, chance)
  try {
    return await talk.run(messages)
  } finally {
    talk.close()
    await terminal.close()
  }
}

/** A terminal that is put back to an older copy of its data again and again, and asks for what it has lost. */
async function spoilPutBack(site: StoreSite, chance: Seeded, messages: number): Promise<PortionResult> {
  const first = newTerminal(chance)
  await genuineRound(site, first)
  for (let order = 0; order < ORDERS_BEFORE; order++) await first.sell()
  await genuineRound(site, first)
  const copy = first.copy()
  for (let order = 0; order < ORDERS_AFTER; order++) await first.sell()
  await genuineRound(site, first)
  await first.close()
  let sum: PortionResult = { messages: 0, changes: 0, broken: [] }
  while (sum.messages < messages && sum.broken.length === 0) {
    const most = Math.min(PUT_BACK_MESSAGES, messages - sum.messages)
    const terminal = openTerminalSite(chance.fork(`put back ${chance.int(2 ** 31)}`), copy)
    sum = together(sum, await withTalk(site, terminal, chance, (talk) => talk.getBack(most)))
  }
  return sum
}

function newTerminal(chance: Seeded): TerminalSite {
  return openTerminalSite(chance.fork(`terminal ${chance.int(2 ** 31)}`))
}

async function genuineRound(site: StoreSite, terminal: TerminalSite): Promise<void> {
  const genuine = genuineAnswers(site)
  const carrier = carrierOf(async (asked) => ({ answer: await genuine(asked), isSpoilt: false }))
  await terminal.round('http://store', carrier, await site.newCode())
}

async function withTalk(
  site: StoreSite,
  terminal: TerminalSite,
  chance: Seeded,
  run: (talk: Talk) => Promise<PortionResult>,
): Promise<PortionResult> {
  const talk = await Talk.between(site, terminal, chance)
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

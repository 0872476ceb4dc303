import type { Portion, PortionResult, Way } from './portion.ts'
import { spoilToStore } from './to-store/portion.ts'
import { spoilToTerminal } from './to-terminal/portion.ts'

/** Works off portions in a process of its own: one that a message ends is noticed by whoever started it. */

const WORK: Readonly<Record<Way, (seed: number, messages: number) => Promise<PortionResult>>> = {
  toStore: spoilToStore,
  toTerminal: spoilToTerminal,
}

process.on('message', (message) => {
  const { way, seed, messages } = message as Portion
  void WORK[way](seed, messages).then((result) => process.send?.(result))
})
process.on('disconnect', () => process.exit(0))

/**
 * Runs one of the project's commands under the pinned Node, whatever Node the machine has.
 *
 *   node scripts/run.mjs COMMAND [options]
 *
 * Plain JavaScript without packages, because it must run before anything is installed, on Node 18 and later.
 * Everything it says goes to standard error; standard output belongs to the command.
 */
import path from 'node:path'
import { ROOT, say } from './run/console.mjs'
import { installWhatIsMissing } from './run/install.mjs'
import { runUnderPinnedNode } from './run/node.mjs'

const COMMANDS = {
  start: ['scripts/start.ts', 'opens the counter with a demonstration central store (--help lists the options)'],
  test: ['scripts/test.ts', 'runs every check and every test'],
  build: ['scripts/build.ts', 'builds the screens and the Electron program into dist/'],
  central: ['central/cli.ts', 'runs the central store alone: --data DIR --port P'],
  import: ['central/import.ts', 'reads a catalogue file into a central store: FILE --data DIR'],
  replay: ['scripts/replay.ts', 'sends real invoices through a terminal and compares the sums: --file FILE'],
  verify: ['scripts/verify.ts', 'checks the journal of a data folder and says where it was changed: --data DIR'],
  courier: ['scripts/courier.ts', 'carries orders on a stick: write|read --stick DIR --data DIR'],
  sim: ['proofs/sim.ts', 'simulates terminals, store, network, couriers, disks and clocks: --seeds N, --planted'],
  crash: ['proofs/crash.ts', 'kills real processes at random moments: --kills N'],
  powercut: ['proofs/powercut.ts', 'replays recorded writes with unsynced ones dropped: --images N'],
  diskfault: ['proofs/diskfault.ts', 'fails every write in turn'],
  flip: ['proofs/flip.ts', 'damages data files and sees them detected and restored: --trials N'],
  tamper: ['proofs/tamper.ts', 'changes journals behind their back and sees each change noticed: --trials N'],
  mutate: ['proofs/mutate.ts', 'sends mutated messages both ways: --messages N'],
  outage: ['proofs/outage.ts', 'queues orders for thirty days and drains them: --orders N'],
  bench: ['bench/search.ts', 'measures the search beside plain alternatives'],
  pack: ['scripts/pack.ts', 'packs the program for this platform: --dir'],
  format: ['scripts/format.ts', 'formats all source files'],
}

await main(process.argv[2], process.argv.slice(3))

async function main(command, args) {
  if (command === undefined || !Object.hasOwn(COMMANDS, command)) {
    if (command !== undefined) say(`There is no command "${command}".`)
    say('Commands, each as: npm run COMMAND -- options (npm start and npm test for short)')
    for (const [name, [, what]] of Object.entries(COMMANDS)) say(`  ${name.padEnd(9)} ${what}`)
    process.exit(2)
  }
  await installWhatIsMissing()
  await runUnderPinnedNode(path.join(ROOT, COMMANDS[command][0]), args)
}

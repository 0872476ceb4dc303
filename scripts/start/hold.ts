import { spawn } from 'node:child_process'

/**
 * Stands between `npm start` and a window's program, which knows nothing of the channel that the scripts share:
 * ends the program when told to end, and ends with its exit code. Arguments: the program and its own arguments.
 */
const [program, ...args] = process.argv.slice(2)
if (program === undefined) process.exit(2)

const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
child.once('error', () => process.exit(127))
child.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'))

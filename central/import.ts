import { parseArgs } from 'node:util'
import { messageLanguage, noticeSentence } from './messages.ts'
import { failed } from './report-failure.ts'
import { StartError } from './start-error.ts'

/** Imports a catalogue file into the central store of a data folder, also while that store works. */

const USAGE = 'npm run import -- FILE --data DIR'
const OLDEST_NODE_API = 10
const language = messageLanguage(process.env)

try {
  // Loading the database under an older Node would crash without a word.
  if (Number(process.versions.napi) < OLDEST_NODE_API)
    throw new StartError('runtime.too_old', { found: process.versions.node })
  if (process.argv.includes('--help')) process.stdout.write(`${USAGE}\n`)
  else await run(readArguments(process.argv.slice(2)))
} catch (error) {
  failed(error, language, true)
}

async function run({ file, dataDir }: { file: string; dataDir: string }): Promise<void> {
  const { openStore } = await import('./store/open.ts')
  const { importFile } = await import('./import/import-file.ts')
  const { noticePutBack } = await import('./store/incarnation.ts')
  const store = openStore(dataDir, true)
  // Before anything is written: the witness would say afterwards that nothing is missing.
  const summary = await noticePutBack(store, false, Date.now())
    .then(() => importFile(store.db, file, language))
    .finally(() => store.close())
  process.stdout.write(`${JSON.stringify(summary)}\n`)
  const { ignoredColumns, rejectsFile, ...counts } = summary
  process.stderr.write(`${noticeSentence(language, 'imported', counts)}\n`)
  if (rejectsFile !== null) process.stderr.write(`${noticeSentence(language, 'rejects', { file: rejectsFile })}\n`)
  if (ignoredColumns.length > 0)
    process.stderr.write(`${noticeSentence(language, 'ignored', { columns: ignoredColumns.join(', ') })}\n`)
}

function readArguments(args: readonly string[]): { file: string; dataDir: string } {
  const { values, positionals } = parse(args)
  const [file, surplus] = positionals
  if (surplus !== undefined) throw new StartError('options.invalid', { option: surplus, usage: USAGE })
  if (file === undefined) throw new StartError('options.missing', { option: 'FILE', usage: USAGE })
  if (!values.data) throw new StartError('options.missing', { option: '--data', usage: USAGE })
  return { file, dataDir: values.data }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    const option = /'([^' ]+)/.exec((error as Error).message)?.[1] ?? '--'
    throw new StartError('options.invalid', { option, usage: USAGE })
  }
}

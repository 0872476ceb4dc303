import { noticeSentence, startSentence, type MessageLanguage } from './messages.ts'
import { StartError } from './start-error.ts'

/**
 * Says why a program stops, and ends it: exit code 2 where the person can mend it, 1 where the program failed.
 * @param json also as a line `{"error":{"code","sentence"}}` on standard output, for scripts.
 */
export function failed(error: unknown, language: MessageLanguage, json: boolean): never {
  const mendable = error instanceof StartError
  const code = mendable ? error.code : 'internal.failure'
  const what = error instanceof Error ? error.message : String(error)
  const sentence = mendable
    ? startSentence(language, error.code, error.details)
    : noticeSentence(language, 'failure', { what })
  process.stderr.write(`${sentence}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, sentence } })}\n`)
  process.exit(mendable ? 2 : 1)
}

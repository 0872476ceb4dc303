import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { consoleLanguage } from '../main/problems.ts'
import { say } from './console.ts'

/**
 * The data folder of one side: the named one, or the one in it, since `npm start -- --data DIR` keeps the terminal's in
 * DIR/terminal and the demonstration store's in DIR/central. It is said where it is not the named one.
 */
export function folderOf(side: 'terminal' | 'central', named: string): string {
  const below = join(named, side)
  if (existsSync(join(named, `${side}.db`)) || !existsSync(join(below, `${side}.db`))) return named
  say(consoleLanguage() === 'ko' ? `자료 폴더는 ${below} 입니다.` : `The data folder is ${below}.`)
  return below
}

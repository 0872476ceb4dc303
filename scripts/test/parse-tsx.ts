import { createRequire } from 'node:module'

/**
 * Loaded (`--import`) into dependency-cruiser 17, which asks @swc/core to parse every file as plain TypeScript and so
 * stops at the first element in a screen: lets .tsx files be parsed as what they are.
 */
interface Parser {
  parseFileSync(file: string, options: object): unknown
}

const swc = createRequire(import.meta.url)('@swc/core') as Parser
const parseFileSync = swc.parseFileSync.bind(swc)
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })

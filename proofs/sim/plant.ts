import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A change of one product file's text that makes the product wrong. */
export interface Plant {
  readonly file: string
  readonly from: string
  readonly to: string
}

const ROOT = new URL('../../', import.meta.url)

/**
 * Changes product files as they are loaded; call it before any of them is. The files on the disk stay as they are.
 * @throws Error where a text is not there exactly once: the product has changed, and the bug must be planted anew.
 */
export function plant(plants: readonly Plant[]): void {
  const changed = new Map<string, string>()
  for (const { file, from, to } of plants) {
    const url = new URL(file, ROOT).href
    const text = changed.get(url) ?? readFileSync(fileURLToPath(url), 'utf8')
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`${file} has the text to change ${parts.length - 1} times: ${from}`)
    changed.set(url, parts.join(to))
  }
  registerHooks({
    load(url, context, nextLoad) {
      const source = changed.get(url)
      return source === undefined ? nextLoad(url, context) : { ...nextLoad(url, context), source }
    },
  })
}

import { PICTURES_PER_CALL } from '../../contract/limits.ts'
import type { TerminalClient } from '../transports/client.ts'

/** Pictures kept as blob addresses; one of the sample's is about 2 KB, one of a million-pixel photo up to 1 MB. */
const PICTURES_KEPT = 400
/** Waits this long before it asks again for pictures that the terminal did not have yet. */
const ASK_AGAIN_MS = 5_000

export interface PictureStore {
  /** A blob address, or undefined while it is not here. */
  peek(hash: string): string | undefined
  /** Asks for a picture and is told when it has come; returns how to stop listening. */
  subscribe(hash: string, onArrival: () => void): () => void
}

/** The product pictures on show, fetched in batches by the hash of their content and dropped when long unseen. */
export function createPictureStore(client: TerminalClient): PictureStore {
  /** In the order of their last use: a Map iterates by insertion. */
  const urls = new Map<string, string>()
  const listeners = new Map<string, Set<() => void>>()
  const wanted = new Set<string>()
  let scheduled = false

  function want(hashes: readonly string[]): void {
    for (const hash of hashes) if (listeners.has(hash)) wanted.add(hash)
    if (scheduled || wanted.size === 0) return
    scheduled = true
    // After this task, so that all tiles that appear together are asked for in one call.
    setTimeout(() => {
      scheduled = false
      void fetchWanted()
    })
  }

  async function fetchWanted(): Promise<void> {
    const hashes = [...wanted].slice(0, PICTURES_PER_CALL)
    for (const hash of hashes) wanted.delete(hash)
    try {
      for (const picture of await client.catalogue.pictures({ hashes })) keep(picture)
    } catch {
      // The line is being mended; those still on show are asked for again below.
    }
    const missing = hashes.filter((hash) => !urls.has(hash))
    if (missing.length > 0) setTimeout(() => want(missing), ASK_AGAIN_MS)
    want([])
  }

  function keep({ hash, mediaType, base64 }: { hash: string; mediaType: string; base64: string }): void {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    urls.set(hash, URL.createObjectURL(new Blob([bytes], { type: mediaType })))
    for (const tell of listeners.get(hash) ?? []) tell()
    dropUnseen()
  }

  function dropUnseen(): void {
    for (const [hash, url] of urls) {
      if (urls.size <= PICTURES_KEPT) return
      if (listeners.has(hash)) continue
      URL.revokeObjectURL(url)
      urls.delete(hash)
    }
  }

  function subscribe(hash: string, onArrival: () => void): () => void {
    const told = listeners.get(hash) ?? new Set()
    listeners.set(hash, told.add(onArrival))
    const url = urls.get(hash)
    if (url === undefined) {
      want([hash])
    } else {
      urls.delete(hash)
      urls.set(hash, url)
    }
    return () => {
      told.delete(onArrival)
      if (told.size === 0) listeners.delete(hash)
    }
  }

  return { peek: (hash) => urls.get(hash), subscribe }
}

import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** The screens' files as answers to a request, with what the page is allowed to do written on each of them. */

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ')

/** Files of any other kind are not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Addresses (`/assets/main.js`) and the files behind them. */
export type PageFiles = ReadonlyMap<string, string>

/**
 * Lists `folder` once. What is not on the list cannot be asked for, however its address is written, so no request's
 * path is ever joined to a folder.
 */
export function listPageFiles(folder: string): PageFiles {
  const files = new Map<string, string>()
  const visit = (path: string, address: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const entryAddress = `${address}/${entry.name}`
      if (entry.isDirectory()) visit(join(path, entry.name), entryAddress)
      else if (entry.isFile() && mediaTypeOf(entry.name) !== undefined) files.set(entryAddress, join(path, entry.name))
    }
  }
  visit(folder, '')
  return files
}

export interface PageAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array<ArrayBuffer> | string | null
}

export async function answerPageRequest(
  files: PageFiles,
  request: { readonly method: string; readonly pathname: string },
): Promise<PageAnswer> {
  const file = files.get(request.pathname === '/' ? '/index.html' : request.pathname)
  if (file === undefined) return textAnswer(404, 'Not found')
  if (request.method !== 'GET' && request.method !== 'HEAD') return textAnswer(405, 'Method not allowed')
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file))
  return { status: 200, headers: safeHeaders(mediaTypeOf(file) ?? 'text/plain'), body }
}

export function safeHeaders(mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

function textAnswer(status: number, text: string): PageAnswer {
  return { status, headers: safeHeaders('text/plain; charset=utf-8'), body: text }
}

function mediaTypeOf(name: string): string | undefined {
  return MEDIA_TYPES[extname(name).toLowerCase()]
}

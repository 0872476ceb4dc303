import { readFileSync, statSync } from 'node:fs'
import iconv from 'iconv-lite'
import { StartError } from '../start-error.ts'

const LIMIT_MB = 64
/** Control characters that no text file has; tab, line feed, form feed and carriage return are not among them. */
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/

/**
 * The text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or CP949 as Korean spreadsheets save it.
 * Bytes that CP949 does not have become U+FFFD, and the rows that hold them do not fit.
 * @throws StartError naming what makes the file unusable.
 */
export function readText(file: string): string {
  const bytes = readBytes(file)
  if (bytes.length === 0) throw new StartError('import.file_empty', { file })
  const text = decode(bytes)
  if (BINARY.test(text)) throw new StartError('import.file_binary', { file })
  if (text.trim() === '') throw new StartError('import.file_empty', { file })
  return text
}

function readBytes(file: string): Buffer {
  try {
    if (statSync(file).size > LIMIT_MB * 1024 * 1024)
      throw new StartError('import.file_too_large', { file, limitMb: LIMIT_MB })
    return readFileSync(file)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError('import.file_missing', { file })
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(bytes, 'cp949')
  }
}

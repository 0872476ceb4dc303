import type { Language } from '../../domain/receipt.ts'
import { messages } from '../i18n/messages.ts'
import { cleanText } from './letters.ts'
import {
  centred,
  centredLarge,
  code128,
  COLUMNS,
  EMPTY,
  leftAligned,
  pair,
  qrCode,
  RULE,
  type Paper,
} from './markup.ts'
import { localTime } from './receipt-markup.ts'

/** What a printer test prints: enough to see the width, the Korean letters, the sizes and the codes. */
export interface TestPage {
  readonly language: Language
  readonly shopName: string
  readonly printedAtMs: number
  readonly zoneOffsetMin: number
}

const CODE_DATA = 'TEST-0123'

export function testPageMarkup(page: TestPage, paper: Paper): string {
  const columns = COLUMNS[paper]
  const words = messages(page.language).testPage
  return [
    ...centredLarge(words.title, columns, [2]),
    ...centred(cleanText(page.shopName), columns),
    RULE,
    ...pair(words.printedAt, localTime(page.printedAtMs, page.zoneOffsetMin), columns),
    ...pair(words.paper, `${paper} mm`, columns),
    ...leftAligned('1234567890'.repeat(5).slice(0, columns), columns),
    ...leftAligned('ABCDEFGHIJKLM abcdefghijklm', columns),
    ...leftAligned(words.letters, columns),
    RULE,
    ...leftAligned(words.hint, columns),
    EMPTY,
    ...code128(CODE_DATA, 2, 48),
    EMPTY,
    ...qrCode(CODE_DATA, paper),
    EMPTY,
  ].join('\n')
}

import type { MessageLanguage } from '../messages.ts'

/** Why a row does not fit; the sentences say what to mend. */
export interface Reason {
  readonly code: ReasonCode
  readonly details?: Readonly<Record<string, string | number>>
}

type ReasonCode = keyof typeof SENTENCES

const SENTENCES = {
  'row.unreadable': { en: 'this line is not a JSON object', ko: '이 줄은 JSON 객체가 아닙니다' },
  'row.surplus': {
    en: 'there are more cells than column names; a text with a separator needs quotation marks',
    ko: '열 이름보다 칸이 많습니다. 구분 기호가 든 글은 따옴표로 묶으세요',
  },
  'text.broken': {
    en: '{column} holds signs that could not be read; save the file as UTF-8',
    ko: '{column} 칸에 읽을 수 없는 글자가 있습니다. UTF-8로 저장하세요',
  },
  'text.too_long': { en: '{column} is longer than {limit} signs', ko: '{column} 칸이 {limit}자보다 깁니다' },
  'sku.missing': { en: 'the code is missing', ko: '상품코드가 없습니다' },
  'sku.twice': { en: 'the code {sku} stands in row {row} already', ko: '상품코드 {sku}은(는) {row}행에 이미 있습니다' },
  'name.missing': { en: 'the name is missing', ko: '상품명이 없습니다' },
  'price.missing': { en: 'the price is missing', ko: '가격이 없습니다' },
  'price.invalid': { en: '{text} is not a price', ko: '{text}은(는) 가격이 아닙니다' },
  'price.decimals': {
    en: '{text} has more decimals than {currency} counts ({digits})',
    ko: '{text}은(는) 소수점 아래 자릿수가 통화 {currency}({digits}자리)보다 많습니다',
  },
  'unit.unknown': {
    en: '{text} is not a unit; goods are sold by piece or by kg',
    ko: '{text}은(는) 모르는 단위입니다. 개 또는 kg으로 적으세요',
  },
  'stock.invalid': { en: '{text} is not a stock in whole {unit}', ko: '{text}은(는) 재고 수가 아닙니다({unit})' },
  'barcode.check_digit': {
    en: 'the barcode {text} is mistyped: its check digit is wrong',
    ko: '바코드 {text}이(가) 잘못되었습니다. 검사 숫자가 맞지 않습니다',
  },
  'barcode.invalid': { en: '{text} is not a barcode', ko: '{text}은(는) 바코드가 아닙니다' },
  'barcode.too_many': { en: 'there are more than {limit} barcodes', ko: '바코드가 {limit}개보다 많습니다' },
  'picture.missing': {
    en: 'the picture {text} is not in the folder of the import file',
    ko: '그림 {text}이(가) 가져올 파일의 폴더에 없습니다',
  },
  'picture.invalid': {
    en: '{text} is no picture (PNG, JPEG, WebP or SVG, at most 1 MB)',
    ko: '{text}은(는) 그림 파일(PNG, JPEG, WebP, SVG, 1 MB 이하)이 아닙니다',
  },
  'popularity.invalid': { en: '{text} is not a whole number', ko: '{text}은(는) 정수가 아닙니다' },
} as const satisfies Record<string, Readonly<Record<MessageLanguage, string>>>

export function reasonSentence(language: MessageLanguage, { code, details = {} }: Reason): string {
  return SENTENCES[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}

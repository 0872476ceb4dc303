import type { LocalText } from '../domain/product.ts'
import type { AlarmEventTable, AlarmKind, SettledWhy } from './store/tables.ts'
import type { MessageDetails } from './messages.ts'

/** What alarms say to the people who have to look. */

interface About {
  readonly kind: AlarmKind
  /** Missing where it concerns the store itself. */
  readonly terminalNumber: number | undefined
  readonly epoch: number
  readonly seq: number
  readonly businessDay: string
  readonly details: MessageDetails
}

export function alarmWords({ kind, terminalNumber, epoch, seq, businessDay, details }: About): LocalText {
  const place = { terminal: terminalNumber ?? '?', epoch, seq, day: businessDay }
  return filled(WORDS[variantOf(kind, details)], { ...details, ...place }, details)
}

/** What became of it, where the store itself says so; an admin's own words stay as they are. */
export function eventWords({ what, by_whom: by, why }: Pick<AlarmEventTable, 'what' | 'by_whom' | 'why'>): LocalText {
  if (what === 'opened') return OPENED
  if (what === 'closed') return { ko: `${by}님이 닫음: ${why}`, en: `Closed by ${by}: ${why}` }
  return Object.hasOwn(SETTLED, why) ? SETTLED[why as SettledWhy] : { ko: '해결됨', en: 'Settled' }
}

type Variant = AlarmKind | 'journal_reported' | 'catalogue_unknown' | 'number_given_twice'

function variantOf(kind: AlarmKind, details: MessageDetails): Variant {
  if (kind === 'chain_broken' && 'reported' in details) return 'journal_reported'
  return kind === 'restored' && details['by'] === 'catalogue' ? 'catalogue_unknown' : kind
}

const COUNTS = {
  orders: { ko: '주문 수', en: 'orders' },
  ordersMinor: { ko: '주문 금액', en: 'sum of orders' },
  cancellations: { ko: '취소 수', en: 'cancellations' },
  refundsMinor: { ko: '환불 금액', en: 'sum of refunds' },
} as const

function filled(text: LocalText, values: MessageDetails, details: MessageDetails): LocalText {
  const fill = (sentence: string, language: 'ko' | 'en') =>
    sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name === 'differences' ? differences(details, language) : String(values[name] ?? whole),
    )
  return { ko: fill(text.ko, 'ko'), en: fill(text.en, 'en') }
}

function differences(details: MessageDetails, language: 'ko' | 'en'): string {
  const found = Object.entries(COUNTS).filter(([count]) => `${count}Said` in details)
  return found
    .map(([count, name]) =>
      language === 'ko'
        ? `${name.ko}: 단말기 ${details[`${count}Said`]}, 중앙 상점 ${details[`${count}Counted`]}`
        : `${name.en}: ${details[`${count}Said`]} at the terminal, ${details[`${count}Counted`]} here`,
    )
    .join('; ')
}

const WORDS: Readonly<Record<Variant, LocalText>> = {
  same_place_other_body: {
    ko: '단말기 {terminal}이(가) 한 자리({epoch}/{seq})에 서로 다른 두 기록을 보냈습니다. 데이터를 사본으로 되돌렸거나 다른 사람이 그 열쇠를 가지고 있습니다. 나중 것은 따로 두었습니다. 되돌린 것이라면 단말기가 다시 보낸 뒤 그날 합계가 맞을 때 저절로 해결됩니다.',
    en: 'Terminal {terminal} told two different records for one place ({epoch}/{seq}). Its data was put back from a copy, or somebody else has its key. The second one is put aside. If it was put back, this settles by itself once it was told again and the day agrees.',
  },
  altered: {
    ko: '단말기 {terminal}의 기록({epoch}/{seq})이 단말기가 쓴 그대로 오지 않았습니다({code}). 오는 길이나 단말기의 디스크에서 바뀌었습니다. 온전한 것이 오면 저절로 해결됩니다.',
    en: 'A record of terminal {terminal} ({epoch}/{seq}) is not what the terminal wrote ({code}). It was changed on the way or on the disk of the terminal. This settles by itself once it comes whole.',
  },
  chain_broken: {
    ko: '단말기 {terminal}의 기록({epoch}/{seq})이 바로 앞 기록과 이어지지 않습니다. 그 사이에 기록이 바뀌었거나 데이터를 되돌렸습니다.',
    en: 'A record of terminal {terminal} ({epoch}/{seq}) does not follow from the one before it. Records in between were changed, or its data was put back.',
  },
  journal_reported: {
    ko: '단말기 {terminal}이(가) 자기 판매 기록이 바뀐 것을 찾았습니다({epoch}/{seq}: {reported}). 누가 그 데이터에 손을 댔는지 확인하세요.',
    en: 'Terminal {terminal} found its own records of sales changed ({epoch}/{seq}: {reported}). Find out who had access to its data.',
  },
  totals_differ: {
    ko: '단말기 {terminal}의 {day} 합계가 다릅니다. {differences}. 양쪽이 맞으면 저절로 해결됩니다.',
    en: 'Terminal {terminal} and this store count {day} differently. {differences}. This settles by itself once both agree.',
  },
  head_differs: {
    ko: '단말기 {terminal}의 {epoch}/{seq}까지의 기록이 여기에 있는 것과 다릅니다. 양쪽이 맞으면 저절로 해결됩니다.',
    en: 'The records of terminal {terminal} up to {epoch}/{seq} are not the ones that are here. This settles by itself once both agree.',
  },
  price_unproven: {
    ko: '단말기 {terminal}의 주문 {orderId}에 이 매장이 모르는 상품 목록(판 {catalogueVersion})의 가격이 있습니다: {sku} {priceMinor}. 가격은 그대로 두었으니 맞는지 확인하세요.',
    en: 'Order {orderId} of terminal {terminal} has prices of a catalogue that this store does not know (version {catalogueVersion}): {sku} at {priceMinor}. They hold; check whether they are right.',
  },
  restored: {
    ko: '이 매장의 데이터가 사본으로 되돌려졌습니다(알게 된 까닭: {by}). 단말기들이 빠진 것을 다시 보냅니다.',
    en: 'The data of this store was put back from a copy (noticed by: {by}). The terminals send again what it lacks.',
  },
  catalogue_unknown: {
    ko: '단말기 {terminal}에 이 매장이 모르는 상품 목록이 있습니다. 이 매장의 데이터가 되돌려진 것인지 확인하세요.',
    en: 'Terminal {terminal} has a catalogue that this store does not know. Check whether the data of this store was put back.',
  },
  number_given_twice: {
    ko: '단말기 {terminal}의 예전 번호 {number}이(가) 매장의 데이터를 되돌린 뒤 다른 단말기에 주어졌습니다. 두 단말기의 영수증에 같은 번호가 있을 수 있습니다.',
    en: 'The former number {number} of terminal {terminal} was given to another terminal after this store was put back. Receipts of both may bear the same numbers.',
  },
  terminal_put_back: {
    ko: '단말기 {terminal}의 데이터가 되돌려졌거나 기록의 끝이 잘렸습니다({reason}). 고장 때문인지 누가 한 일인지 확인하세요.',
    en: 'The data of terminal {terminal} was put back, or the end of its records was cut off ({reason}). Ask whether it was damage or somebody did it.',
  },
}

const SETTLED: Readonly<Record<SettledWhy, LocalText>> = {
  agreed: { ko: '나중에 비교하니 양쪽이 맞음', en: 'A later comparison agreed' },
  put_back: {
    ko: '단말기의 데이터를 되돌린 것이며, 따로 둔 기록이 다시 왔음',
    en: 'The data of the terminal was put back; what was put aside came again',
  },
  came_whole: { ko: '기록이 온전하게 왔음', en: 'The record came whole' },
  whole_again: { ko: '단말기가 자기 기록이 온전함을 확인함', en: 'The terminal found its records whole' },
  replaced: { ko: '같은 일의 새 경보로 바뀜', en: 'There is a newer alarm of the same instead' },
}

const OPENED: LocalText = { ko: '다시 생김', en: 'Raised again' }

import { consoleLanguage } from '../../main/problems.ts'
import type { StickEntry } from '../../trust/carry.ts'

/** What the courier's command says, in the language of the system. */

type Words = Readonly<Record<'ko' | 'en', string>>
type Values = Readonly<Record<string, string | number>>

const OUTCOMES: Readonly<Record<string, Words>> = {
  carried: {
    en: 'records taken in: {facts} (new: {fresh}, refused: {refused}). The answer is on the stick.',
    ko: '{facts}건을 받았습니다(새 기록 {fresh}건, 거절 {refused}건). 확인을 USB 메모리에 담았습니다.',
  },
  answered: {
    en: 'taken in earlier; the answer is on the stick.',
    ko: '이미 받은 파일입니다. 확인이 USB 메모리에 있습니다.',
  },
  'taken-in': {
    en: 'records the central store has now: {facts} (refused: {refused}). Brought along: order states {states}, products {products}.',
    ko: '중앙 상점이 {facts}건을 받았습니다(거절 {refused}건). 주문 상태 {states}건, 상품 {products}개를 가져왔습니다.',
  },
}

const FAILURES: Readonly<Record<string, Words>> = {
  'courier.not_a_bundle': {
    en: 'this is no file of a courier. Nothing was changed.',
    ko: '주문을 나르는 파일이 아닙니다. 바뀐 것은 없습니다.',
  },
  'courier.half_copied': {
    en: 'only a part of the file is there. Write the stick again where it came from. Nothing was changed.',
    ko: '파일이 일부만 복사되었습니다. 처음 쓴 곳에서 다시 쓰세요. 바뀐 것은 없습니다.',
  },
  'courier.altered': {
    en: 'the file is damaged or was changed. Write the stick again where it came from. Nothing was changed.',
    ko: '파일이 손상되었거나 누가 고쳤습니다. 처음 쓴 곳에서 다시 쓰세요. 바뀐 것은 없습니다.',
  },
  'courier.foreign': {
    en: 'this is for another terminal or another central store, and stays as it is.',
    ko: '다른 단말기나 다른 중앙 상점의 파일이라 그대로 두었습니다.',
  },
  'courier.old': {
    en: 'this answer says nothing new.',
    ko: '새로운 내용이 없는 지난 확인 파일입니다.',
  },
  'courier.too_large': {
    en: 'the file is larger than a courier’s file can be. Nothing was changed.',
    ko: '파일이 너무 큽니다. 바뀐 것은 없습니다.',
  },
  'courier.version_unknown': {
    en: 'the file was written by a newer version of the program. Update this one and read the stick again.',
    ko: '더 새로운 버전이 쓴 파일입니다. 이 프로그램을 업데이트한 뒤 다시 읽으세요.',
  },
  'courier.nothing_there': {
    en: 'There is no courier’s file on {stick}.',
    ko: '{stick} 에 주문을 나르는 파일이 없습니다.',
  },
  'courier.stick_missing': {
    en: 'The stick {stick} is not there. Put it in, or check the folder’s name.',
    ko: 'USB 메모리 {stick} 이(가) 보이지 않습니다. 꽂혀 있는지, 폴더 이름이 맞는지 확인하세요.',
  },
  'courier.stick_not_writable': {
    en: 'The stick {stick} cannot be written to. Take off its write protection, or use another one.',
    ko: 'USB 메모리 {stick} 에 쓸 수 없습니다. 쓰기 방지를 풀거나 다른 것을 쓰세요.',
  },
  'courier.stick_full': {
    en: 'The stick {stick} has no room for it. Delete files you do not need and try again.',
    ko: 'USB 메모리 {stick} 에 자리가 없습니다. 필요 없는 파일을 지우고 다시 하세요.',
  },
  'courier.needs_network': {
    en: 'this needs the network once: name the central store’s address with --central, or read the stick where the store is.',
    ko: '네트워크가 필요합니다. --central 로 중앙 상점 주소를 지정하거나, 중앙 상점이 있는 곳에서 읽으세요.',
  },
  unreachable: {
    en: 'the central store at {central} does not answer. Check the address and the network, and read the stick again. Nothing was changed.',
    ko: '{central} 의 중앙 상점이 응답하지 않습니다. 주소와 네트워크를 확인하고 다시 읽으세요. 바뀐 것은 없습니다.',
  },
  'store.damaged': {
    en: 'the central store’s data is damaged, so it takes nothing until it is mended. Read the stick again then.',
    ko: '중앙 상점의 자료가 손상되어 고칠 때까지 받지 못합니다. 고친 뒤 다시 읽으세요.',
  },
  'courier.terminal_running': {
    en: 'The terminal of {folder} is running. Use its screen “Carry by stick”, or close it first.',
    ko: '{folder} 의 단말기가 실행 중입니다. 화면의 ‘USB로 나르기’를 쓰거나, 단말기를 먼저 닫으세요.',
  },
  'courier.store_running': {
    en: 'The central store of {folder} is running. Name it with --central URL --admin-token FILE, or stop it first.',
    ko: '{folder} 의 중앙 상점이 실행 중입니다. --central URL --admin-token FILE 로 지정하거나 먼저 끝내세요.',
  },
  'courier.no_terminal': {
    en: 'There is no terminal’s data in {folder}. Check the folder.',
    ko: '{folder} 에 단말기 자료가 없습니다. 폴더를 확인하세요.',
  },
  'courier.token_missing': {
    en: 'The token’s file {folder} cannot be read. It is admin.token in the central store’s data folder.',
    ko: '토큰 파일 {folder} 을(를) 읽을 수 없습니다. 중앙 상점 자료 폴더의 admin.token 파일입니다.',
  },
  'terminal.not_enrolled': {
    en: 'This terminal is not enrolled yet, so it has nothing to send.',
    ko: '아직 등록되지 않은 단말기라 보낼 것이 없습니다.',
  },
  'admin.token_wrong': {
    en: 'the central store does not know this token.',
    ko: '중앙 상점이 이 토큰을 모릅니다.',
  },
  'terminal.token_wrong': {
    en: 'the central store does not know this token.',
    ko: '중앙 상점이 이 토큰을 모릅니다.',
  },
  'disk.failed': {
    en: 'The disk did not take what was written. Nothing is lost; try again, and tell whoever looks after the machine.',
    ko: '디스크에 쓰지 못했습니다. 잃은 것은 없습니다. 다시 해 보고, 계속되면 관리자에게 알리세요.',
  },
  'disk.full': {
    en: 'The disk is full. Make room on it and try again. Nothing is lost.',
    ko: '디스크가 가득 찼습니다. 공간을 비우고 다시 하세요. 잃은 것은 없습니다.',
  },
}

const NOTES = {
  written: {
    en: 'Wrote {file} (records: {facts}, bytes: {bytes}). Everything stays here too until the answer is back.',
    ko: '{file} 에 {facts}건({bytes}바이트)을 썼습니다. 확인이 돌아올 때까지 여기에도 남아 있습니다.',
  },
  left: {
    en: 'Records that did not fit and go with the next stick: {leftFacts}.',
    ko: '{leftFacts}건은 들어가지 않아 다음에 나릅니다.',
  },
  more: {
    en: '  There was more than fitted: write the stick once more and carry it again.',
    ko: '  한 번에 다 담지 못했습니다. 한 번 더 써서 나르세요.',
  },
  catalogue: {
    en: '  The list of goods is too old to be brought by stick: the terminal needs the network once.',
    ko: '  상품 목록이 너무 오래되어 USB 메모리로는 가져올 수 없습니다. 네트워크에 한 번 연결하세요.',
  },
} satisfies Record<string, Words>

export function failureSentence(code: string, values: Values): string {
  const words = FAILURES[code]
  return words ? said(words, values) : code
}

export function noteSentence(note: keyof typeof NOTES, values: Values = {}): string {
  return said(NOTES[note], values)
}

/** One file of a stick, in one line, and what follows from it in others. */
/** @param central the store's address, where one was named. */
export function entrySentences(entry: StickEntry, stick: string, central?: string): string[] {
  const { file, kind, outcome, details, terminalNumber, facts, fresh, refused, states, products } = entry
  const values = { ...details, stick, central: central ?? '', facts, fresh, refused, states, products }
  const words = OUTCOMES[outcome]
  const isSilent = central !== undefined && details['why'] === 'unreachable'
  const what = words ? said(words, values) : failureSentence(isSilent ? 'unreachable' : outcome, values)
  const whose = terminalNumber === null || kind === 'unknown' ? file : `${file} (${terminalNumber})`
  return [
    `${whose}: ${what}`,
    ...(entry.more ? [noteSentence('more')] : []),
    ...(entry.catalogueNeedsNetwork ? [noteSentence('catalogue')] : []),
  ]
}

function said(words: Words, values: Values): string {
  return words[consoleLanguage()].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

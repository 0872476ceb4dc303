import type { AuditFault, JournalAudit } from '../../main/journal/audit.ts'
import { consoleLanguage } from '../../main/problems.ts'
import { backupFolder } from '../../main/recovery/backup-files.ts'

/** What the check of a data folder says at the console, in the language of the system. */

type Words = Readonly<Record<'ko' | 'en', string>>

const FAULTS: Readonly<Record<string, Words>> = {
  missing: { ko: '기록 한 건이 없습니다.', en: 'an entry is missing.' },
  body: { ko: '기록의 내용이 바뀌었습니다.', en: 'the content of an entry was changed.' },
  chain: { ko: '앞 기록과 이어지지 않습니다.', en: 'an entry does not follow the one before it.' },
  signature: { ko: '서명이 맞지 않습니다.', en: 'the signature of an entry is not this terminal’s.' },
  order: { ko: '주문이 기록과 다릅니다.', en: 'an order is not what the journal says.' },
  cancellation: { ko: '취소 내용이 기록과 다릅니다.', en: 'a cancellation is not what the journal says.' },
  refund: { ko: '돌려준 돈이 기록과 다릅니다.', en: 'what was paid back is not what the journal says.' },
  order_without_fact: { ko: '기록에 없는 주문입니다.', en: 'the journal does not know this order.' },
  cancellation_without_fact: {
    ko: '기록에 없는 취소입니다.',
    en: 'the journal does not know a cancellation of this order.',
  },
  state: { ko: '주문 상태가 기록과 다릅니다.', en: 'the state of an order is not what the journal says.' },
  columns: { ko: '기록의 분류가 내용과 다릅니다.', en: 'what stands beside an entry is not what the entry says.' },
  delivery: {
    ko: '중앙 매장에 보낼 목록에서 빠졌습니다.',
    en: 'an entry was taken out of what goes to the central store.',
  },
  epoch_cut_off: { ko: '이 뒤의 기록이 잘려 나갔습니다.', en: 'the entries up to here are cut off.' },
  behind_witness: { ko: '여기까지 있던 마지막 기록이 없습니다.', en: 'the last entries up to here are gone.' },
  page: { ko: '파일이 손상되었습니다.', en: 'the file is damaged.' },
}

const REFUSALS: Readonly<Record<string, Words>> = {
  missing: {
    ko: '{folder} 에도 그 안의 terminal 폴더에도 단말기 자료(terminal.db)가 없습니다. 자료 폴더를 확인하세요.',
    en: 'There is no terminal’s data (terminal.db) in {folder}, nor in a folder “terminal” in it. Check the folder.',
  },
  running: {
    ko: '{folder} 의 단말기가 실행 중입니다. 단말기를 닫은 뒤 확인하세요.',
    en: 'The terminal of {folder} is running. Close it, then check its data.',
  },
  not_enrolled: {
    ko: '{folder} 의 단말기는 아직 등록되지 않아 기록이 없습니다.',
    en: 'The terminal in {folder} was never enrolled, so it has no journal yet.',
  },
  'start.key_missing': {
    ko: '{folder} 에 열쇠 파일(database.key)이 없어 확인할 수 없습니다.',
    en: 'The key file (database.key) is missing in {folder}, so nothing can be checked.',
  },
  unreadable: {
    ko: '{folder} 의 자료가 이 열쇠로 열리지 않거나 첫 부분이 손상되었습니다. 백업은 {backups} 에 있고, 단말기를 다음에 시작하면 그것으로 되살립니다.',
    en: 'The data in {folder} does not open under this key, or its beginning is damaged. Backups lie in {backups}; the next start of the terminal restores it from them.',
  },
  damaged: {
    ko: '{folder} 의 자료가 손상되어 끝까지 읽을 수 없습니다. 백업은 {backups} 에 있고, 단말기를 다음에 시작하면 그것으로 되살립니다.',
    en: 'The data in {folder} is damaged and cannot be read to its end. Backups lie in {backups}; the next start of the terminal restores it from them.',
  },
  other: {
    ko: '{folder} 의 자료를 지금 확인할 수 없습니다. 단말기를 한 번 열었다 닫은 뒤 다시 하세요.',
    en: 'The data in {folder} cannot be checked now. Open the terminal once, close it, and try again.',
  },
}

export function refusalSentence(code: string, folder: string): string {
  const words = REFUSALS[code] ?? REFUSALS['other']!
  return words[consoleLanguage()].replace('{folder}', folder).replace('{backups}', backupFolder(folder))
}

/** What becomes of a damaged file; other changes are somebody's, and stay for people to look at. */
export function repairSentences({ faults }: JournalAudit, folder: string): string[] {
  if (!faults.some(({ what }) => what === 'page')) return []
  const backups = backupFolder(folder)
  return consoleLanguage() === 'ko'
    ? [`백업은 ${backups} 에 있습니다. 단말기를 다음에 시작하면 손상된 파일을 되살립니다.`]
    : [`Backups lie in ${backups}. The next start of the terminal repairs the damaged file.`]
}

export function faultSentence({ what, epoch, seq, orderId, detail }: AuditFault): string {
  const words = FAULTS[what]?.[consoleLanguage()] ?? what
  const place = [epoch === null ? '' : `${epoch}/${seq}`, orderId ?? '', detail].filter((part) => part !== '')
  return `${place.join(' ')}: ${words}`
}

export function summarySentences(audit: JournalAudit): string[] {
  const { terminalNumber, facts, orders, epochs, faults, publicKey, moreFaults } = audit
  const count = `${faults.length}${moreFaults ? '+' : ''}`
  const heads = epochs.map(({ epoch, facts: length, chainHead }) => `  ${epoch}: ${length}, ${chainHead}`)
  if (consoleLanguage() === 'ko')
    return [
      `단말기 ${terminalNumber}: 기록 ${facts}건과 주문 ${orders}건을 확인했습니다.`,
      `서명 열쇠 ${publicKey}`,
      '구간별 기록 수와 확인값 (영수증, 중앙 매장과 비교하세요):',
      ...heads,
      faults.length === 0 ? '모두 처음 쓰인 그대로입니다.' : `처음과 다른 곳 ${count}군데:`,
    ]
  return [
    `Terminal ${terminalNumber}: ${facts} entries of the journal and ${orders} orders were checked.`,
    `Signing key ${publicKey}`,
    'Entries and check value of each part (compare them with receipts and with the central store):',
    ...heads,
    faults.length === 0
      ? 'Everything is as it was written.'
      : `Changed in ${count} ${count === '1' ? 'place' : 'places'}:`,
  ]
}

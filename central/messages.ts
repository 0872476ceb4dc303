import type { StartErrorCode } from './start-error.ts'

/** What the central store's programs say to the person who started them. */
export type MessageLanguage = 'ko' | 'en'
export type MessageDetails = Readonly<Record<string, string | number>>

type Sentences<Key extends string> = Readonly<Record<Key, Readonly<Record<MessageLanguage, string>>>>

/** Korean where the person's system speaks it, else English. */
export function messageLanguage(environment: Readonly<Record<string, string | undefined>>): MessageLanguage {
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return /^ko\b|^ko[_-]/i.test(locale) ? 'ko' : 'en'
}

export function startSentence(language: MessageLanguage, code: StartErrorCode, details: MessageDetails): string {
  return fill(START_ERRORS[code][language], details)
}

export function noticeSentence(language: MessageLanguage, notice: Notice, details: MessageDetails = {}): string {
  return fill(NOTICES[notice][language], details)
}

function fill(sentence: string, details: MessageDetails): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}

const START_ERRORS: Sentences<StartErrorCode> = {
  'data.not_writable': {
    en: 'The data folder {dataDir} cannot be written to. Allow this user to write there, or name another with --data.',
    ko: '데이터 폴더 {dataDir}에 쓸 수 없습니다. 쓰기 권한을 주거나 --data로 다른 폴더를 지정하세요.',
  },
  'data.locked': {
    en: 'The data folder {dataDir} is in use by another central store. Stop that one, or name another with --data.',
    ko: '데이터 폴더 {dataDir}을(를) 다른 중앙 상점 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 --data로 다른 폴더를 지정하세요.',
  },
  'data.newer': {
    en: 'The database {file} was made by a newer version of this program (version {found}; this one knows up to {known}). Install the newer version, or name another folder with --data. Nothing was changed.',
    ko: '데이터베이스 {file}은(는) 더 새로운 버전에서 만든 것입니다(버전 {found}, 이 프로그램은 {known}까지 압니다). 새 버전을 설치하거나 --data로 다른 폴더를 지정하세요. 바뀐 것은 없습니다.',
  },
  'data.damaged': {
    en: 'The file {file} is damaged or no database of this program. Keep a copy of it, put the newest backup in its place and start again: the terminals send again what it lacks. Backups lie in {backups}, unless --backups named another folder.',
    ko: '파일 {file}이(가) 손상되었거나 이 프로그램의 데이터베이스가 아닙니다. 이 파일을 따로 복사해 두고 가장 최근 백업으로 바꾼 뒤 다시 시작하세요. 빠진 것은 단말기들이 다시 보냅니다. 백업은 --backups로 다른 곳을 지정하지 않았다면 {backups}에 있습니다.',
  },
  'data.lost': {
    en: 'There was a central store in {dataDir}, but its database {file} is gone. To go on with it, copy its newest backup to {file} and start again: the terminals send again what it lacks. Backups lie in {backups}, unless --backups named another folder. For a new store, name an empty folder with --data. Nothing was changed.',
    ko: '{dataDir}에 중앙 상점이 있었지만 데이터베이스 {file}이(가) 없습니다. 이어서 쓰려면 가장 최근 백업을 {file}(으)로 복사하고 다시 시작하세요. 빠진 것은 단말기들이 다시 보냅니다. 백업은 --backups로 다른 곳을 지정하지 않았다면 {backups}에 있습니다. 새 상점을 만들려면 --data로 빈 폴더를 지정하세요. 바뀐 것은 없습니다.',
  },
  'data.missing': {
    en: 'There is no central store in the folder {dataDir}. Name the folder that the central store was started with.',
    ko: '폴더 {dataDir}에 중앙 상점이 없습니다. 중앙 상점 프로그램을 시작할 때 쓴 폴더를 지정하세요.',
  },
  'data.currency_fixed': {
    en: 'The store in {dataDir} counts in {code} with {digits} decimals, which was settled when it was made. Leave --currency and --digits out, or name another folder with --data.',
    ko: '{dataDir}의 매장은 처음 만들 때 정한 통화 {code}(소수 {digits}자리)를 씁니다. --currency와 --digits를 빼거나 --data로 다른 폴더를 지정하세요.',
  },
  'disk.full': {
    en: 'The disk that holds {dataDir} is full. Make room on it and start again.',
    ko: '{dataDir}이(가) 있는 디스크가 가득 찼습니다. 공간을 비우고 다시 시작하세요.',
  },
  'port.in_use': {
    en: 'Port {port} of {host} is taken by another program. Stop that one, or name another port with --port.',
    ko: '{host}의 포트 {port}을(를) 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 --port로 다른 포트를 지정하세요.',
  },
  'port.not_allowed': {
    en: 'This user may not listen on port {port}. Name a port from 1024 on with --port.',
    ko: '이 사용자는 포트 {port}을(를) 열 수 없습니다. --port로 1024 이상의 포트를 지정하세요.',
  },
  'host.unknown': {
    en: 'This machine has no address {host}. Name one of its own with --host.',
    ko: '이 컴퓨터에는 주소 {host}이(가) 없습니다. --host로 이 컴퓨터의 주소를 지정하세요.',
  },
  'options.invalid': {
    en: '{option}: this is not understood. {usage}',
    ko: '{option}: 알 수 없는 옵션이거나 값이 잘못되었습니다. {usage}',
  },
  'options.missing': {
    en: '{option} is missing. {usage}',
    ko: '{option}이(가) 빠졌습니다. {usage}',
  },
  'runtime.too_old': {
    en: 'Node {found} is too old to open the database; it needs 22.14 or newer. Start it with npm, which picks the right one.',
    ko: 'Node {found}은(는) 너무 오래되어 데이터베이스를 열 수 없습니다. 22.14 이상이 필요합니다. npm으로 시작하면 알맞은 버전을 씁니다.',
  },
  'alarm.unknown': {
    en: 'There is no alarm {alarm}. --alarms lists them with their numbers.',
    ko: '경보 {alarm}은(는) 없습니다. --alarms로 번호를 볼 수 있습니다.',
  },
  'alarm.not_open': {
    en: 'The alarm {alarm} is settled or closed already. --alarms says when and why. Nothing was changed.',
    ko: '경보 {alarm}은(는) 이미 해결되었거나 닫혔습니다. 언제, 왜 그랬는지는 --alarms로 볼 수 있습니다. 바뀐 것은 없습니다.',
  },
  'backup.damaged': {
    en: 'The database {file} is damaged, so no backup was made of it; trying again does not help. Stop the store, keep a copy of this file, put the newest older backup in its place and start again: the terminals send again what it lacks.',
    ko: '데이터베이스 {file}이(가) 손상되어 백업을 만들지 않았습니다. 다시 해도 소용없습니다. 중앙 상점을 끝내고 이 파일을 따로 복사해 둔 뒤, 전에 만든 가장 최근 백업으로 바꾸고 다시 시작하세요. 빠진 것은 단말기들이 다시 보냅니다.',
  },
  'backup.exists': {
    en: 'The file {file} is there already. Name another one for the backup; older backups are not written over.',
    ko: '파일 {file}이(가) 이미 있습니다. 예전 백업은 덮어쓰지 않으니 다른 이름을 지정하세요.',
  },
  'backup.not_writable': {
    en: 'The backup cannot be written to {file}. Name a file in a folder that is there and can be written to.',
    ko: '백업을 {file}에 쓸 수 없습니다. 쓸 수 있는 폴더의 파일을 지정하세요.',
  },
  'backup.disk_full': {
    en: 'The disk that {file} is on has no room for the backup. Make room or name a file on another disk.',
    ko: '{file}이(가) 있는 디스크에 백업할 공간이 없습니다. 공간을 비우거나 다른 디스크의 파일을 지정하세요.',
  },
  'import.file_missing': {
    en: 'The file {file} is not there or cannot be read. Check its name and its permissions.',
    ko: '파일 {file}이(가) 없거나 읽을 수 없습니다. 이름과 권한을 확인하세요.',
  },
  'import.file_empty': {
    en: 'The file {file} has no rows. It needs a line of column names and a row for each product.',
    ko: '파일 {file}에 내용이 없습니다. 첫 줄에 열 이름, 그 아래에 상품마다 한 줄이 있어야 합니다.',
  },
  'import.file_too_large': {
    en: 'The file {file} is larger than {limitMb} MB. Split it and import the parts one by one.',
    ko: '파일 {file}이(가) {limitMb} MB보다 큽니다. 나누어서 하나씩 가져오세요.',
  },
  'import.file_binary': {
    en: 'The file {file} is not text. Save the table as CSV (UTF-8 or CP949) and import that.',
    ko: '파일 {file}은(는) 텍스트 파일이 아닙니다. 표를 CSV(UTF-8 또는 CP949)로 저장해서 가져오세요.',
  },
  'import.quote_unclosed': {
    en: 'In the file {file} a quotation mark that opens in line {line} is not closed as it should be. Mend that line and import again. Nothing was imported.',
    ko: '파일 {file}의 {line}번째 줄에서 시작된 따옴표가 제대로 닫히지 않았습니다. 그 줄을 고치고 다시 가져오세요. 가져온 것은 없습니다.',
  },
  'import.columns_unknown': {
    en: 'The file {file} needs columns for code, name and price; missing: {missing}. Found: {found}. Name them in the first line, such as sku, name, price.',
    ko: '파일 {file}에는 상품코드, 상품명, 가격 열이 있어야 합니다. 없는 열: {missing}. 찾은 열: {found}. 첫 줄에 상품코드, 상품명, 가격처럼 적으세요.',
  },
  'import.column_twice': {
    en: 'In the file {file} the columns {first} and {second} mean the same. Remove one of them.',
    ko: '파일 {file}에서 {first} 열과 {second} 열은 같은 뜻입니다. 하나를 지우세요.',
  },
  'import.rejects_not_writable': {
    en: 'The rows that do not fit cannot be written to {file}. Copy the import file to a folder that can be written to. Nothing was imported.',
    ko: '맞지 않는 행을 {file}에 쓸 수 없습니다. 가져올 파일을 쓸 수 있는 폴더로 복사하세요. 가져온 것은 없습니다.',
  },
}

export type Notice =
  | 'damaged'
  | 'backup_low_space'
  | 'backup_failed'
  | 'alarms_none'
  | 'alarm_open'
  | 'alarm_settled'
  | 'alarm_closed_state'
  | 'alarm_closed'
  | 'restored'
  | 'backed_up'
  | 'ready'
  | 'enrolment'
  | 'admin'
  | 'stop'
  | 'imported'
  | 'rejects'
  | 'ignored'
  | 'failure'

const NOTICES: Sentences<Notice> = {
  alarms_none: { en: 'There are no alarms.', ko: '경보가 없습니다.' },
  alarm_open: { en: 'OPEN   ', ko: '열림' },
  alarm_settled: { en: 'settled', ko: '해결' },
  alarm_closed_state: { en: 'closed ', ko: '닫힘' },
  alarm_closed: { en: 'The alarm {alarm} is closed by {by}.', ko: '{by}님의 이름으로 경보 {alarm}을(를) 닫았습니다.' },
  restored: {
    en: 'This store was put back from a backup. The terminals will send it again what it lacks.',
    ko: '이 매장은 백업에서 되돌려졌습니다. 단말기들이 빠진 것을 다시 보냅니다.',
  },
  damaged: {
    en: 'The database {file} is damaged ({what}). The store takes nothing any more; orders stay safe at the terminals. Stop it, keep a copy of the file, put the newest backup from {backups} in its place and start it again: the terminals send again what it lacks.',
    ko: '데이터베이스 {file}이(가) 손상되었습니다({what}). 중앙 상점은 더 받지 않으며 주문은 단말기에 안전하게 남아 있습니다. 중앙 상점을 끝내고 이 파일을 따로 복사해 둔 뒤, {backups}의 가장 최근 백업으로 바꾸고 다시 시작하세요. 빠진 것은 단말기들이 다시 보냅니다.',
  },
  backup_low_space: {
    en: 'No backup was made: the disk of {folder} has {freeMb} MB free and {neededMb} MB are needed. Make room, or name a folder on another disk with --backups.',
    ko: '백업을 만들지 않았습니다. {folder}이(가) 있는 디스크에 {freeMb} MB가 남았고 {neededMb} MB가 필요합니다. 공간을 비우거나 --backups로 다른 디스크의 폴더를 지정하세요.',
  },
  backup_failed: {
    en: 'No backup was made in {folder} ({what}). It is tried again later; look whether the folder can be written to.',
    ko: '{folder}에 백업을 만들지 못했습니다({what}). 나중에 다시 시도합니다. 폴더에 쓸 수 있는지 확인하세요.',
  },
  backed_up: {
    en: 'The backup stands in {file} ({bytes} bytes) and was read back without a fault.',
    ko: '백업을 {file}에 저장했습니다({bytes}바이트). 다시 읽어 이상이 없음을 확인했습니다.',
  },
  ready: { en: 'The central store works at {url}', ko: '중앙 상점이 {url} 에서 작동합니다' },
  enrolment: {
    en: 'Enrolment code for one terminal: {code}',
    ko: '단말기 한 대의 등록 코드: {code}',
  },
  admin: { en: "The admin's token stands in {file}", ko: '관리자 토큰은 {file} 파일에 있습니다' },
  stop: { en: 'Stop it with Ctrl+C.', ko: 'Ctrl+C로 끝냅니다.' },
  imported: {
    en: '{read} rows read: {imported} products new, {updated} changed, {unchanged} as they were; {rejected} rows do not fit.',
    ko: '{read}행을 읽었습니다. 새 상품 {imported}개, 바뀐 상품 {updated}개, 그대로인 상품 {unchanged}개, 맞지 않는 행 {rejected}개.',
  },
  rejects: {
    en: 'The rows that do not fit stand in {file} with their reasons. Mend them and import them again.',
    ko: '맞지 않는 행과 그 이유는 {file}에 있습니다. 고쳐서 다시 가져오세요.',
  },
  ignored: {
    en: 'Columns that were not used: {columns}. Prices are taken in the currency of this store.',
    ko: '쓰지 않은 열: {columns}. 가격은 이 매장의 통화로 받아들였습니다.',
  },
  failure: {
    en: 'Something in this program failed ({what}). Nothing of what was being done was kept; try it again.',
    ko: '프로그램 오류가 생겼습니다({what}). 하던 작업은 저장되지 않았습니다. 다시 시도하세요.',
  },
}

/** What `npm start` says, in the language of the system. */

interface Text {
  readonly en: string
  readonly ko: string
}
export type MessageKey = keyof typeof TEXTS

const TEXTS = {
  built: { en: 'Built {parts}.', ko: '{parts} 빌드를 마쳤어요.' },
  fetching: { en: 'Fetching Electron {version} (20 s at most) …', ko: 'Electron {version} 내려받는 중 (최대 20초) …' },

  'open.electron': {
    en: 'The counter is open in Electron {version}, which is installed here. Closing the window ends it.',
    ko: '설치되어 있는 Electron {version} 창에 카운터를 열었어요. 창을 닫으면 끝나요.',
  },
  'open.browser': {
    en: 'The counter is open in {browser}, not in Electron: {reason}. Closing the window ends it.',
    ko: '카운터를 Electron 대신 {browser} 창에 열었어요: {reason}. 창을 닫으면 끝나요.',
  },
  'open.address': {
    en: 'Open the counter at {page} (no window was opened: {reason}; {browserReason}). Ctrl+C ends it.',
    ko: '브라우저로 {page} 주소를 열어 주세요 (창을 열지 못했어요: {reason}, {browserReason}). Ctrl+C를 누르면 끝나요.',
  },
  'open.headless': {
    en: 'The counter is at {page} (no window, as asked). Ctrl+C ends it.',
    ko: '카운터 주소는 {page} 이에요 (요청대로 창은 열지 않았어요). Ctrl+C를 누르면 끝나요.',
  },
  'why.no_display': { en: 'there is no display', ko: '화면이 없어요' },
  'why.port_asked': { en: '--port asks for the screens on a port', ko: '--port로 포트를 지정했어요' },
  'why.no_browser': {
    en: 'there is no Chromium, Chrome or Edge here',
    ko: 'Chromium, Chrome, Edge가 없어요',
  },
  'why.gave_up': { en: '{program} ended at once ({log} says why)', ko: '{program}이(가) 바로 끝났어요 (이유: {log})' },
  'why.override': {
    en: 'ELECTRON_OVERRIDE_DIST_PATH names {folder}, where Electron is not',
    ko: 'ELECTRON_OVERRIDE_DIST_PATH가 가리키는 {folder}에 Electron이 없어요',
  },
  'why.absent': { en: 'Electron is not installed', ko: 'Electron이 설치되어 있지 않아요' },
  'why.tried_before': {
    en: 'Electron could not be fetched a while ago (delete {file} to try again)',
    ko: '조금 전에 Electron을 내려받지 못했어요 (다시 하려면 {file} 파일을 지우세요)',
  },
  'why.too_slow': { en: 'Electron could not be fetched within 20 s', ko: 'Electron을 20초 안에 내려받지 못했어요' },
  'why.unreachable': {
    en: 'Electron could not be fetched from its download site',
    ko: 'Electron 내려받는 곳에 연결하지 못했어요',
  },

  'start.build_failed': {
    en: 'The program could not be built; the reasons are above.',
    ko: '프로그램을 빌드하지 못했어요. 이유는 위에 있어요.',
  },
  'start.disk_full': {
    en: 'The disk that holds {dataDir} is full. Free at least 200 MB, then start again.',
    ko: '{dataDir} 폴더가 있는 디스크가 가득 찼어요. 200MB 이상 비운 뒤 다시 시작하세요.',
  },
  'start.not_writable': {
    en: 'The data folder {dataDir} cannot be written to ({cause}). Give this user the right to write there, or name another folder with --data DIR.',
    ko: '자료 폴더 {dataDir}에 저장할 수 없어요 ({cause}). 쓰기 권한을 주거나 --data DIR로 다른 폴더를 지정하세요.',
  },
  'start.locked': {
    en: 'The data folder {dataDir} is in use by another counter. Use its window or close it, or name another folder with --data DIR.',
    ko: '다른 카운터가 자료 폴더 {dataDir}를 쓰고 있어요. 그 창을 쓰거나 닫으세요. --data DIR로 다른 폴더를 지정해도 돼요.',
  },
  'start.part_failed': {
    en: '{part} ended before it was ready (exit code {exitCode}); its own words are above.',
    ko: '{part}: 준비되기 전에 끝났어요 (종료 코드 {exitCode}). 이유는 위에 있어요.',
  },
  'start.failed': { en: 'The counter could not be started: {cause}', ko: '카운터를 시작하지 못했어요: {cause}' },
  'part.central': { en: 'The demonstration central store', ko: '시연용 중앙 상점' },
  'part.terminal': { en: 'The terminal service', ko: '단말기 서비스' },
  'central.again': {
    en: 'The demonstration central store has ended; it is started again. The counter goes on meanwhile.',
    ko: '시연용 중앙 상점이 끝나서 다시 시작해요. 그동안 카운터는 그대로 쓸 수 있어요.',
  },
  'part.ended': {
    en: '{part} has ended, so the counter ends too. Orders already taken are safe; start it again.',
    ko: '{part}: 도중에 끝나서 카운터도 끝내요. 저장된 주문은 그대로 있으니 다시 시작하세요.',
  },

  'options.unknown': {
    en: '{option} is not an option here. "npm start -- --help" lists the options.',
    ko: '{option} 옵션은 쓸 수 없어요. "npm start -- --help"로 옵션을 볼 수 있어요.',
  },
  'options.value': {
    en: '{option} is not used like that: --headless, --json and --help stand alone, the others are followed by a value.',
    ko: '{option} 옵션의 쓰임이 달라요. --headless, --json, --help는 그대로, 나머지는 뒤에 값을 적으세요.',
  },
  'options.port': {
    en: '--port is "{value}", but a port is a whole number from 1 to 65535 (or 0 for any free one).',
    ko: '--port 값 "{value}"이(가) 잘못되었어요. 1부터 65535까지의 정수를 적으세요 (0이면 빈 포트를 골라요).',
  },
  'options.central': {
    en: '--central is "{value}", but it must be the address of a central store, such as http://10.0.0.5:8080.',
    ko: '--central 값 "{value}"이(가) 잘못되었어요. http://10.0.0.5:8080 같은 중앙 상점 주소를 적으세요.',
  },
  'options.enrol': {
    en: '--enrol is for a central store of your own: give its address too, as --central URL. The demonstration store enrols this terminal by itself.',
    ko: '--enrol은 --central URL과 함께 쓰세요. 시연용 중앙 상점은 단말기를 스스로 등록해요.',
  },
  help: {
    en: `npm start -- [options]

  Opens the counter with a demonstration central store and its sample catalogue, both on this machine only.

  --headless       open no window; serve the screens and print their address
  --json           print one JSON line on standard output once everything is ready
  --data DIR       keep the data in DIR (else: {dataDir})
  --port P         serve the screens on port P of 127.0.0.1 (else: any free port)
  --central URL    use the central store at URL instead of the demonstration store
  --enrol CODE     the enrolment code for --central, needed the first time
  --help           this text
`,
    ko: `npm start -- [옵션]

  시연용 중앙 상점과 예시 상품으로 카운터를 열어요. 모두 이 컴퓨터 안에서만 돌아가요.

  --headless       창을 열지 않고 화면 주소만 알려 줘요
  --json           준비가 끝나면 표준 출력에 JSON 한 줄을 써요
  --data DIR       자료를 DIR에 저장해요 (기본: {dataDir})
  --port P         127.0.0.1의 포트 P로 화면을 열어요 (기본: 빈 포트)
  --central URL    시연용 대신 URL의 중앙 상점을 써요
  --enrol CODE     --central에 처음 연결할 때 필요한 등록 코드
  --help           이 도움말
`,
  },
} as const satisfies Record<string, Text>

/** The text of `key` with `values` in the places of `{name}`. */
export function message(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = TEXTS[key][language()]
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

function language(): keyof Text {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return /^ko\b|^ko_/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'ko' : 'en'
}

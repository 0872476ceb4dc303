import type { LocalText } from '../domain/product.ts'

/** What can keep the terminal from opening, in the words of the page that says so. No screens run then: no i18next. */

const TEXTS = {
  'start.locked': {
    what: {
      ko: '다른 프로그램이 이 단말기의 자료를 쓰고 있어요.',
      en: 'Another program is using this terminal’s data.',
    },
    wayOut: {
      ko: '이미 열려 있는 단말기 창을 쓰거나, 그 창을 닫은 뒤 다시 시도하세요.',
      en: 'Use the terminal window that is open already, or close it and try again.',
    },
  },
  'start.not_writable': {
    what: {
      ko: '자료 폴더에 저장할 수 없어요.',
      en: 'The data folder cannot be written to.',
    },
    wayOut: {
      ko: '관리자에게 이 폴더의 쓰기 권한을 달라고 한 뒤 다시 시도하세요.',
      en: 'Ask an administrator for the right to write in this folder, then try again.',
    },
  },
  'start.disk_full': {
    what: {
      ko: '저장 공간이 가득 찼어요.',
      en: 'The disk is full.',
    },
    wayOut: {
      ko: '필요 없는 파일을 지워 200MB 이상 비운 뒤 다시 시도하세요. 저장된 주문은 그대로 있어요.',
      en: 'Delete files you do not need until 200 MB are free, then try again. Stored orders are safe.',
    },
  },
  'start.newer_database': {
    what: {
      ko: '이 자료는 더 새로운 버전의 프로그램이 만들었어요.',
      en: 'This data was written by a newer version of the program.',
    },
    wayOut: {
      ko: '새 버전을 다시 설치하세요. 저장된 주문은 그대로 있어요.',
      en: 'Install the newer version again. Stored orders are safe.',
    },
  },
  'start.damaged': {
    what: {
      ko: '저장된 자료가 손상되었고, 백업으로도 되살리지 못했어요.',
      en: 'The stored data is damaged, and could not be restored from its backups.',
    },
    wayOut: {
      ko: '다시 시도하세요. 그래도 안 되면 디스크가 고장 난 거예요. 아무것도 지우지 마세요. 아직 보내지 않은 주문을 거기서 읽을 수 있을지도 몰라요.',
      en: 'Try again. If that does not help, the disk is failing. Delete nothing: orders that were not sent yet may still be read from it.',
    },
  },
  'start.key_missing': {
    what: {
      ko: '저장된 자료를 여는 열쇠 파일(database.key)이 없어요.',
      en: 'The key file (database.key) that opens the stored data is missing.',
    },
    wayOut: {
      ko: '열쇠 파일을 자료 폴더에 되돌려 놓은 뒤 다시 시도하세요. 아무것도 지우지 마세요.',
      en: 'Put the key file back into the data folder and try again. Delete nothing.',
    },
  },
  'start.key_wrong': {
    what: {
      ko: '열쇠 파일(database.key)로 저장된 자료가 열리지 않아요.',
      en: 'The key file (database.key) does not open the stored data.',
    },
    wayOut: {
      ko: '처음의 열쇠 파일을 자료 폴더에 되돌려 놓은 뒤 다시 시도하세요. 아무것도 지우지 마세요.',
      en: 'Put the original key file back into the data folder and try again. Delete nothing.',
    },
  },
  'start.runtime_too_old': {
    what: {
      ko: '이 프로그램은 이 실행 환경에서 자료를 열 수 없어요.',
      en: 'The program cannot open its data under this runtime.',
    },
    wayOut: {
      ko: '프로그램을 다시 설치하세요. 저장된 주문은 그대로 있어요.',
      en: 'Install the program again. Stored orders are safe.',
    },
  },
  'start.configuration_wrong': {
    what: {
      ko: '설정 파일에 잘못된 곳이 있어요.',
      en: 'The configuration file has mistakes.',
    },
    wayOut: {
      ko: '아래 내용을 고친 뒤 다시 시도하세요.',
      en: 'Mend what is listed below, then try again.',
    },
  },
  'start.port_in_use': {
    what: {
      ko: '이 포트를 다른 프로그램이 쓰고 있어요.',
      en: 'Another program is using this port.',
    },
    wayOut: {
      ko: '그 프로그램을 끝내거나 --port 로 다른 번호를 주세요.',
      en: 'End that program, or give another number with --port.',
    },
  },
  'start.program_incomplete': {
    what: {
      ko: '프로그램 파일이 빠져 있어요.',
      en: 'Parts of the program are missing.',
    },
    wayOut: {
      ko: '프로그램을 다시 설치하세요. 저장된 주문은 그대로 있어요.',
      en: 'Install the program again. Stored orders are safe.',
    },
  },
} as const satisfies Record<string, { readonly what: LocalText; readonly wayOut: LocalText }>

export type ProblemCode = keyof typeof TEXTS
export const PROBLEM_CODES = Object.keys(TEXTS) as [ProblemCode, ...ProblemCode[]]

export interface ConfigurationMistake {
  /** Null where the file as a whole is meant. */
  readonly field: string | null
  readonly sentence: LocalText
}

export interface Problem {
  readonly code: ProblemCode
  /** The folder or file it is about. */
  readonly place: string
  readonly mistakes: readonly ConfigurationMistake[]
}

export function problemTexts(code: ProblemCode): { readonly what: LocalText; readonly wayOut: LocalText } {
  return TEXTS[code]
}

/** The language of the console that a program was started from. */
export function consoleLanguage(): keyof LocalText {
  return (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').startsWith('ko') ? 'ko' : 'en'
}

/** What a program without a window says about it, in the language of the system. */
export function problemSentence(code: string, place: string): string {
  const language = consoleLanguage()
  const texts = Object.hasOwn(TEXTS, code) ? TEXTS[code as ProblemCode] : TEXTS['start.damaged']
  return `${texts.what[language]} (${place}) ${texts.wayOut[language]}`
}

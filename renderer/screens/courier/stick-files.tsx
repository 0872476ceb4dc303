import { CircleCheckBig, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { StickFile } from '../../../contract/safety.ts'
import { useTerminal } from '../../app/stores-context.tsx'
import { useCodeWords } from '../../format/use-code-words.ts'
import styles from './stick-files.module.css'

/** Each file that was on a stick, with what became of it in a sentence. */
export function StickFiles({ files }: { readonly files: readonly StickFile[] }) {
  const { t } = useTranslation()
  return (
    <>
      <h2 className={styles.heading}>{t('courier.files', { count: files.length })}</h2>
      <ul className={styles.files}>
        {files.map((file) => (
          <File key={file.file} file={file} />
        ))}
      </ul>
    </>
  )
}

type Tone = 'good' | 'plain' | 'failed'

const ICONS = { good: CircleCheckBig, plain: Info, failed: TriangleAlert } as const

function File({ file }: { readonly file: StickFile }) {
  const { t } = useTranslation()
  const { tone, text } = useFileWords(file)
  const Icon = ICONS[tone]
  return (
    <li className={styles.file} data-tone={tone}>
      <Icon size={24} aria-hidden />
      <div>
        <p className={styles.words}>{text}</p>
        {file.more && <p className={styles.words}>{t('courier.file.more')}</p>}
        {file.catalogueNeedsNetwork && <p className={styles.words}>{t('courier.file.needs_network')}</p>}
        <p className={styles.name}>
          {file.terminalNumber !== null && `${t('courier.file.terminal', { terminal: file.terminalNumber })} · `}
          {file.file}
        </p>
      </div>
    </li>
  )
}

function useFileWords({ kind, outcome, terminalNumber, facts, states, products }: StickFile): {
  tone: Tone
  text: string
} {
  const { t } = useTranslation()
  const words = useCodeWords()
  const isOwn = useTerminal(({ info }) => info?.terminalNumber === terminalNumber)
  const isConfirmed = useTerminal(({ sync }) => sync?.unsent === 0)
  if (outcome === 'carried' && isOwn) return { tone: 'good', text: t('courier.file.carried.own', { count: facts }) }
  if (outcome === 'carried')
    return { tone: 'good', text: t('courier.file.carried', { count: facts, terminal: terminalNumber ?? '?' }) }
  if (outcome === 'taken-in' && states + products === 0)
    return { tone: 'good', text: t('courier.file.taken.only', { count: facts }) }
  if (outcome === 'taken-in') return { tone: 'good', text: t('courier.file.taken', { count: facts, states, products }) }
  if (outcome === 'answered' && isOwn) return { tone: 'plain', text: t('courier.file.answered.own') }
  if (outcome === 'answered')
    return { tone: 'plain', text: t('courier.file.answered', { terminal: terminalNumber ?? '?' }) }
  // Whoever carries for another terminal has such files on the stick as a matter of course.
  if (kind === 'acknowledgement' && outcome === 'courier.foreign')
    return { tone: 'plain', text: t('courier.file.elsewhere') }
  // It stays on the stick, and is read again with whatever else is.
  if (kind === 'acknowledgement' && outcome === 'courier.old')
    return { tone: 'plain', text: isConfirmed ? t('courier.file.taken.all') : t('courier.file.taken.before') }
  return { tone: 'failed', text: words.stickFile(outcome) }
}

import { Search, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Hotkey } from '../components/hotkey.tsx'
import { focusTile } from '../screens/order/tile-grid.tsx'
import { isComposing } from './composing.ts'
import { useView } from './stores-context.tsx'
import styles from './search-field.module.css'

/** Answers with every stroke, also in the middle of a syllable. Down goes to the results, Enter takes the first. */
export function SearchField() {
  const { t } = useTranslation()
  const search = useView((state) => state.search)
  const setSearch = useView((state) => state.setSearch)
  const show = useView((state) => state.show)

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusTile(document, 0)
    }
    if (event.key === 'Enter' && search.trim() !== '') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-index="0"]')?.click()
      event.currentTarget.select()
    }
  }

  function change(text: string): void {
    setSearch(text)
    if (text !== '') show('order')
  }

  return (
    <div className={styles.field} role="search">
      <Search size={22} aria-hidden className={styles.icon} />
      <input
        data-search
        className={styles.input}
        type="text"
        value={search}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {search === '' ? (
        <Hotkey name="F2" />
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('search.clear')}
          onClick={(event) => {
            setSearch('')
            event.currentTarget.parentElement?.querySelector('input')?.focus()
          }}
        >
          <X size={22} aria-hidden />
        </button>
      )}
    </div>
  )
}

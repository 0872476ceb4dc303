import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStores, useView } from '../../app/stores-context.tsx'
import styles from './area.module.css'

const PAGES = ['devices', 'safety', 'courier'] as const

/** The pages about the terminal itself, which one key opens: what it is joined to, what keeps it safe, its couriers. */
export function Area({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const screen = useView((state) => state.screen)
  return (
    <div className={styles.area}>
      <nav className={styles.pages} aria-label={t('nav.area')}>
        {PAGES.map((page) => (
          <button
            key={page}
            type="button"
            className={styles.page}
            aria-current={page === screen ? 'page' : undefined}
            data-page={page}
            onClick={() => actions.go(page)}
          >
            {t(`area.${page}`)}
          </button>
        ))}
      </nav>
      {children}
    </div>
  )
}

import { MonitorCog } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TerminalInfo } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { Segmented } from '../../components/segmented.tsx'

/** Language and theme of the screens, and which terminal this is. */
export function DisplayCard({ info }: { readonly info: TerminalInfo }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const { language, theme } = info.settings
  return (
    <Card title={t('devices.display')} icon={<MonitorCog size={22} aria-hidden />}>
      <Segmented
        label={t('devices.language')}
        value={language}
        choices={[
          { value: 'ko', label: t('language.ko') },
          { value: 'en', label: t('language.en') },
        ]}
        onChange={(value) => void actions.changeSettings({ language: value })}
      />
      <Segmented
        label={t('devices.theme')}
        value={theme}
        choices={[
          { value: 'day', label: t('theme.day') },
          { value: 'night', label: t('theme.night') },
        ]}
        onChange={(value) => void actions.changeSettings({ theme: value })}
      />
      <Facts
        facts={[
          { label: t('devices.terminal'), value: String(info.terminalNumber ?? '') },
          { label: t('devices.version'), value: info.version },
        ]}
      />
    </Card>
  )
}

import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrinterSettings, Settings } from '../../../contract/terminal.ts'
import { useStores } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Field } from '../../components/field.tsx'
import { Segmented } from '../../components/segmented.tsx'
import styles from './printer-card.module.css'

const USUAL_PORT = '9100'

/** Where receipts go, on what paper and in which language. */
export function PrinterCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const { printer } = settings
  const [kind, setKind] = useState(printer.kind)
  const [host, setHost] = useState(printer.kind === 'network' ? printer.host : '')
  const [port, setPort] = useState(printer.kind === 'network' ? String(printer.port) : USUAL_PORT)
  const [path, setPath] = useState(printer.kind === 'file' ? printer.path : '')
  const wanted = printerFrom(kind, host, port, path)
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(printer)
  return (
    <Card title={t('devices.printer')} icon={<Printer size={22} aria-hidden />}>
      <Segmented
        label={t('printer.kind')}
        value={kind}
        choices={(['none', 'network', 'file'] as const).map((value) => ({ value, label: t(`printer.kind.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'network' && (
        <div className={styles.address}>
          <Field label={t('printer.host')} value={host} placeholder="192.168.0.50" onChange={setHost} />
          <Field label={t('printer.port')} value={port} inputMode="numeric" onChange={setPort} />
        </div>
      )}
      {kind === 'file' && (
        <Field label={t('printer.path')} value={path} placeholder="/dev/usb/lp0" onChange={setPath} />
      )}
      <Segmented
        label={t('printer.paper')}
        value={settings.paper}
        choices={[
          { value: '80', label: t('printer.paper.mm', { width: 80 }) },
          { value: '58', label: t('printer.paper.mm', { width: 58 }) },
        ]}
        onChange={(paper) => void actions.changeSettings({ paper })}
      />
      <Segmented
        label={t('printer.language')}
        value={settings.receiptLanguage}
        choices={[
          { value: 'ko', label: t('language.ko') },
          { value: 'en', label: t('language.en') },
        ]}
        onChange={(receiptLanguage) => void actions.changeSettings({ receiptLanguage })}
      />
      <div className={styles.keys}>
        <Button
          tone="primary"
          off={!isChanged || !wanted}
          onPress={() => wanted && void actions.changeSettings({ printer: wanted })}
        >
          {t('printer.save')}
        </Button>
        <Button off={isChanged || printer.kind === 'none'} onPress={() => void actions.printTestPage()}>
          {t('printer.test')}
        </Button>
      </div>
    </Card>
  )
}

function printerFrom(
  kind: PrinterSettings['kind'],
  host: string,
  port: string,
  path: string,
): PrinterSettings | undefined {
  if (kind === 'none') return { kind }
  if (kind === 'file') return path.trim() === '' ? undefined : { kind, path: path.trim() }
  const number = Number(port)
  const isPort = /^\d+$/.test(port) && number >= 1 && number <= 65_535
  return host.trim() === '' || !isPort ? undefined : { kind, host: host.trim(), port: number }
}

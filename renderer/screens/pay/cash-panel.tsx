import { Banknote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cartTotal } from '../../../domain/cart.ts'
import { formatMinor, likelyTenders, MAX_MINOR } from '../../../domain/money.ts'
import { useOrder, usePay, useStores, useTerminal, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Entry } from '../../components/entry.tsx'
import { Keypad, pressKey, SideKey } from '../../components/keypad.tsx'
import { Result } from '../../components/result.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'
import { isPaying } from '../../stores/pay-store.ts'
import { PayFailure } from './pay-failure.tsx'

const MAX_DIGITS = String(MAX_MINOR).length
const NOTES_SHOWN = 4

/** Cash that needs change: a note is one press, any other amount is typed. */
export function CashPanel({ digits }: { readonly digits: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  const toTicket = useView((state) => state.toTicket)
  const lines = useOrder((state) => state.cart?.lines) ?? []
  const shop = useTerminal(({ info }) => info?.shop)
  const busy = usePay((state) => isPaying(state.phase))
  const open = useView((state) => state.open)
  const setDigits = (typed: string) =>
    open({ kind: 'cash', digits: typed.replaceAll(/\D/g, '').replace(/^0+/, '').slice(0, MAX_DIGITS) })
  const totalMinor = cartTotal({ lines })
  const tenderedMinor = digits === '' ? totalMinor : Number(digits)
  const changeMinor = tenderedMinor - totalMinor
  const short = changeMinor < 0
  const notes = shop ? likelyTenders(totalMinor, shop.notesMinor, NOTES_SHOWN) : []
  const currency = shop?.currency ?? { code: '', digits: 0 }
  const enough = !short && !busy && lines.length > 0
  const pay = (amountMinor: number) => void actions.payTendered(amountMinor)
  return (
    <SidePanel
      title={t('cash.title')}
      onBack={toTicket}
      keys={
        <Button
          tone="primary"
          size="pay"
          off={!enough}
          icon={<Banknote size={28} aria-hidden />}
          onPress={() => pay(tenderedMinor)}
        >
          {busy ? t('pay.saving') : t('cash.done')}
        </Button>
      }
    >
      <PayFailure />
      <Result label={t('cash.due')} value={format.money(totalMinor)} />
      <Entry
        label={t('cash.received')}
        value={digits === '' ? '' : formatMinor(Number(digits), currency)}
        placeholder={formatMinor(totalMinor, currency)}
        onChange={setDigits}
        onEnter={() => enough && pay(tenderedMinor)}
      />
      <Result
        label={short ? t('cash.short') : t('cash.change')}
        value={format.money(Math.abs(changeMinor))}
        size="change"
      />
      <Keypad
        corner="00"
        side={notes.map((note) => (
          <SideKey key={note} onPress={() => pay(note)}>
            {formatMinor(note, currency)}
          </SideKey>
        ))}
        onKey={(key) => setDigits(pressKey(digits, key, MAX_DIGITS))}
      />
    </SidePanel>
  )
}

import { Banknote, CircleHelp, CreditCard, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cartTotal } from '../../../domain/cart.ts'
import { useOrder, usePay, useStores, useTerminal, useView } from '../../app/stores-context.tsx'
import { Button } from '../../components/button.tsx'
import { Message } from '../../components/message.tsx'
import { Result } from '../../components/result.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useNow } from '../../format/use-now.ts'
import { isOutstanding } from '../../stores/card-busy.ts'
import { PayFailure } from './pay-failure.tsx'

/** The card's way: choosing it, waiting for the reader, what the reader said, and the question that must be asked first. */
export function CardPanel() {
  const phase = usePay((state) => state.phase)
  const outstanding = useTerminal(({ info }) => info?.outstandingCard ?? null)
  if (phase === 'card-waiting' || phase === 'card-asking') return <ReaderAtWork asking={phase === 'card-asking'} />
  if (isOutstanding(outstanding))
    return <OutcomeUnknown attemptId={outstanding.attemptId} amountMinor={outstanding.amountMinor} />
  return <ChooseTender declined={phase === 'card-declined'} />
}

function ReaderAtWork({ asking }: { readonly asking: boolean }) {
  const { t } = useTranslation()
  const sinceMs = usePay((state) => state.waitingSinceMs)
  const stopWaiting = usePay((state) => state.stopWaiting)
  const nowMs = useNow(1_000)
  const seconds = sinceMs === null ? 0 : Math.max(0, Math.floor((nowMs - sinceMs) / 1_000))
  return (
    <SidePanel
      title={t('card.title')}
      keys={
        asking ? undefined : (
          <Button size="pay" onPress={stopWaiting}>
            {t('card.stop')}
          </Button>
        )
      }
    >
      <Due />
      <Message icon={<CreditCard size={64} />} title={asking ? t('card.asking') : t('card.waiting')}>
        <p>{asking ? t('card.asking.hint') : t('card.waiting.hint')}</p>
        <p>{t('card.seconds', { count: seconds })}</p>
      </Message>
    </SidePanel>
  )
}

function OutcomeUnknown({ attemptId, amountMinor }: { readonly attemptId: string; readonly amountMinor: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actions } = useStores()
  return (
    <SidePanel
      title={t('card.title')}
      keys={
        <Button
          size="pay"
          tone="primary"
          icon={<RotateCw size={26} aria-hidden />}
          onPress={() => void actions.askCard(attemptId)}
          autoFocus
        >
          {t('card.ask')}
        </Button>
      }
    >
      <PayFailure />
      <Result label={t('card.amount')} value={format.money(amountMinor)} size="large" />
      <Message icon={<CircleHelp size={64} />} title={t('card.unknown')}>
        {t('card.unknown.hint')}
      </Message>
    </SidePanel>
  )
}

function ChooseTender({ declined }: { readonly declined: boolean }) {
  const { t } = useTranslation()
  const { actions } = useStores()
  const toTicket = useView((state) => state.toTicket)
  const takesCards = useTerminal(({ info }) => info?.takesCards ?? false)
  return (
    <SidePanel
      title={declined ? t('card.title') : t('tender.title')}
      onBack={toTicket}
      keys={
        <>
          <Button
            size="pay"
            tone={declined || !takesCards ? 'plain' : 'primary'}
            off={!takesCards}
            icon={<CreditCard size={28} aria-hidden />}
            {...(declined ? {} : { hotkey: 'F10' })}
            onPress={() => void actions.payCard()}
          >
            {declined ? t('card.again') : t('pay.card')}
          </Button>
          <Button
            size="pay"
            tone="primary"
            icon={<Banknote size={28} aria-hidden />}
            onPress={() => actions.openPay('cash')}
          >
            {t('pay.cash')}
          </Button>
        </>
      }
    >
      <PayFailure />
      <Due />
      {!takesCards ? (
        <Message icon={<CreditCard size={64} />} title={t('card.none')}>
          {t('card.none.hint')}
        </Message>
      ) : declined ? (
        <Message icon={<CreditCard size={64} />} title={t('card.declined')}>
          {t('card.declined.hint')}
        </Message>
      ) : (
        <Message icon={<CreditCard size={64} />} title={t('tender.choose')}>
          {t('tender.hint')}
        </Message>
      )}
    </SidePanel>
  )
}

function Due() {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = useOrder((state) => state.cart?.lines) ?? []
  return <Result label={t('cash.due')} value={format.money(cartTotal({ lines }))} size="large" />
}

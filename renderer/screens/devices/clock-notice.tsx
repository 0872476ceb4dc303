import { useTranslation } from 'react-i18next'
import { CLOCK_SKEW_SHOWN_MS } from '../../../contract/limits.ts'
import { Callout } from '../../components/callout.tsx'
import { useFormat } from '../../format/use-format.ts'

interface ClockNoticeProps {
  readonly clockSkewMs: number | null
  readonly nowMs: number
}

/** Says when the terminal's clock is far from the central store's. No order depends on it, but dates look wrong. */
export function ClockNotice({ clockSkewMs, nowMs }: ClockNoticeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!isClockOff(clockSkewMs)) return null
  const there = format.moment(nowMs - (clockSkewMs ?? 0))
  return <Callout tone="warning">{t('devices.clockOff', { here: format.moment(nowMs), there })}</Callout>
}

export function isClockOff(clockSkewMs: number | null): boolean {
  return clockSkewMs !== null && Math.abs(clockSkewMs) > CLOCK_SKEW_SHOWN_MS
}

import { useEffect } from 'react'
import { createScanner } from '../scanner/scanner.ts'
import type { StoresAndActions } from '../stores/stores.ts'
import { isComposing } from './composing.ts'

/** Everything that a key does wherever the focus is: scans, shortcuts, quantities typed before a scan. */
export function useInput(stores: StoresAndActions): void {
  useEffect(() => {
    const { actions, view } = stores
    const scanner = createScanner({
      target: window,
      onScan: ({ code }) => {
        view.getState().forgetTyping()
        actions.scan(code)
      },
      onUnreadable: () => actions.scanUnreadable(),
      onTyped: (character) => view.getState().type(character),
    })
    const onKeyDown = (event: KeyboardEvent): void => pressShortcut(stores, event)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      scanner.stop()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [stores])
}

function pressShortcut(stores: StoresAndActions, event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented || event.altKey || event.metaKey) return
  const shortcut = event.ctrlKey ? CTRL_SHORTCUTS[event.key] : SHORTCUTS[event.key]
  if (!shortcut) return
  if (!/^F\d/.test(event.key) && event.key !== 'Escape' && isTextField(event.target)) return
  event.preventDefault()
  // Holding a key down must not pay twice or print ten copies.
  if (!event.repeat) shortcut(stores)
}

/** The screen that a key has just opened is painted first. */
function focusWhenShown(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(selector)?.focus())
}

type Shortcut = (stores: StoresAndActions) => void

const SHORTCUTS: Readonly<Record<string, Shortcut>> = {
  F1: ({ view }) => view.getState().show('order'),
  F2: ({ view }) => {
    if (view.getState().screen !== 'order') view.getState().show('order')
    const field = document.querySelector<HTMLInputElement>('[data-search]')
    field?.focus()
    field?.select()
  },
  F3: ({ actions }) => {
    actions.go('orders')
    focusWhenShown('[data-order-search]')
  },
  F5: ({ view }) => view.getState().show('devices'),
  F7: ({ actions }) => void actions.reprint(),
  F9: ({ actions }) => void actions.payCash(),
  F10: ({ actions }) => void actions.payCard(),
  F11: ({ actions }) => actions.openPay('cash'),
  F12: ({ actions }) => actions.openPay('card'),
  Delete: withSelectedLine((lineId, { order }) => void order.getState().remove(lineId)),
  '+': withSelectedLine(stepBy(1)),
  '-': withSelectedLine(stepBy(-1)),
  Escape: ({ view, notice }) => {
    const { panel, search, screen, prefix, toTicket, setSearch, forgetQuantity } = view.getState()
    const shown = notice.getState().notice
    if (panel.kind !== 'lines') toTicket()
    else if (prefix.typing !== '' || prefix.sealed !== null) forgetQuantity()
    else if (search !== '') setSearch('')
    else if (screen !== 'order') toTicket()
    else if (shown) notice.getState().dismiss(shown.serial)
  },
}

const CTRL_SHORTCUTS: Readonly<Record<string, Shortcut>> = {
  z: ({ order }) => void order.getState().undo(),
}

function withSelectedLine(act: (lineId: string, stores: StoresAndActions) => void): Shortcut {
  return (stores) => {
    const { cart, selectedLineId } = stores.order.getState()
    const lineId = selectedLineId ?? cart?.lines.at(-1)?.lineId
    const { screen, panel } = stores.view.getState()
    if (lineId !== undefined && screen === 'order' && panel.kind === 'lines') act(lineId, stores)
  }
}

function stepBy(step: number) {
  return (lineId: string, { order }: StoresAndActions): void => {
    const line = order.getState().cart?.lines.find((each) => each.lineId === lineId)
    if (line?.unit !== 'piece') return
    const quantity = line.quantity + step
    if (quantity === 0) void order.getState().remove(lineId)
    else void order.getState().setQuantity(lineId, quantity)
  }
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

import { afterEach, expect, test, vi } from 'vitest'
import { createViewStore } from '../../renderer/stores/view-store.ts'

afterEach(() => vi.useRealTimers())

function typed(text: string) {
  const view = createViewStore()
  for (const character of text) view.getState().type(character)
  return view
}

test('12* waits for the next product, also through its sizes and colours', () => {
  const view = typed('12*')
  view.getState().open({ kind: 'variants', style: 's' })
  expect(view.getState().prefix).toEqual({ typing: '', sealed: '12' })
})

test('paying, another screen and going back forget what was typed for the product before', () => {
  for (const leave of [
    (view: ReturnType<typeof typed>) => view.getState().open({ kind: 'cash', digits: '' }),
    (view: ReturnType<typeof typed>) => view.getState().show('orders'),
    (view: ReturnType<typeof typed>) => view.getState().toTicket(),
  ]) {
    const view = typed('7*2')
    leave(view)
    expect(view.getState().prefix).toEqual({ typing: '', sealed: null })
  }
})

test('a scan forgets digits that no star followed', () => {
  const view = typed('2')
  view.getState().forgetTyping()
  for (const character of '12*') view.getState().type(character)
  expect(view.getState().prefix.sealed).toBe('12')
})

test('digits lapse when nothing follows them, and count only on the order screen', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const view = typed('2')
  vi.advanceTimersByTime(3_100)
  for (const character of '12*') view.getState().type(character)
  expect(view.getState().prefix.sealed).toBe('12')
  view.getState().show('orders')
  view.getState().type('4')
  expect(view.getState().prefix.typing).toBe('')
})

import type { CDPSession, Page } from '@playwright/test'

/** What a keyboard, an input method and a scanner send, key by key, through the browser's own input. */

/** How the characters of a scan arrive: as themselves, as jamo under a Hangul layout, or as nothing but keyCode 229. */
type Layout = 'latin' | 'hangul' | 'composing'

/** A scanner sends a key every few milliseconds, however busy this machine is. */
const KEY_GAP_MS = 5
const JAMO: Readonly<Record<string, string>> = { A: 'ㅁ', B: 'ㅠ', C: 'ㅊ' }

/** A scanner's burst: each character by the place of its key, then Enter. */
export async function scan(page: Page, code: string, layout: Layout = 'latin'): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const keys = [...[...code].map((character) => keyOf(character, layout)), { ...ENTER, text: '\r' }]
  const startMs = Date.now()
  const sent = keys.flatMap((key, index) => pressAt(session, key, (startMs + index * KEY_GAP_MS) / 1_000))
  await Promise.all(sent)
  await session.detach()
}

interface Key {
  readonly code: string
  readonly key: string
  readonly windowsVirtualKeyCode: number
  readonly text?: string
  /** 8 is Shift. */
  readonly modifiers?: number
}

const SHIFT = { modifiers: 8 }
/** Signs in the codes of orders on paper, by their keys on the layout that scanners are delivered with. */
const SIGNS: Readonly<Record<string, Omit<Key, 'key' | 'text'>>> = {
  ':': { code: 'Semicolon', windowsVirtualKeyCode: 186, ...SHIFT },
  '/': { code: 'Slash', windowsVirtualKeyCode: 191 },
  $: { code: 'Digit4', windowsVirtualKeyCode: 52, ...SHIFT },
  '+': { code: 'Equal', windowsVirtualKeyCode: 187, ...SHIFT },
  '-': { code: 'Minus', windowsVirtualKeyCode: 189 },
  '.': { code: 'Period', windowsVirtualKeyCode: 190 },
}

const ENTER: Key = { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 }

/** Sent without waiting for an answer, so that the keys of a burst stay together. */
function pressAt(session: CDPSession, key: Key, timestamp: number): Promise<unknown>[] {
  const { text, ...up } = key
  const down = text === undefined ? ({ type: 'rawKeyDown', ...up } as const) : ({ type: 'keyDown', ...key } as const)
  return [
    session.send('Input.dispatchKeyEvent', { ...down, timestamp }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...up, timestamp }),
  ]
}

function keyOf(character: string, layout: Layout): Key {
  const sign = SIGNS[character]
  if (sign) return { ...sign, key: character, text: character }
  const isDigit = /\d/.test(character)
  const code = isDigit ? `Digit${character}` : `Key${character.toUpperCase()}`
  if (layout === 'composing') return { code, key: 'Process', windowsVirtualKeyCode: 229 }
  const key = layout === 'hangul' ? (JAMO[character.toUpperCase()] ?? character) : character
  const shift = layout === 'latin' && /[A-Z]/.test(character) ? SHIFT : {}
  return { code, key, text: key, windowsVirtualKeyCode: character.toUpperCase().charCodeAt(0), ...shift }
}

/** An input method's states of a syllable, one after the other, without ending the composition. */
export async function compose(page: Page, ...states: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const text of states)
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await session.detach()
}

/** A key as it arrives in the middle of a composition: known to the page only by keyCode 229 and isComposing. */
export async function pressWhileComposing(page: Page, key: 'Enter' | 'Escape'): Promise<void> {
  await page.evaluate((pressed) => {
    const target = document.activeElement ?? document.body
    const options = { key: pressed, code: pressed, bubbles: true, cancelable: true, isComposing: true, keyCode: 229 }
    target.dispatchEvent(new KeyboardEvent('keydown', options))
    target.dispatchEvent(new KeyboardEvent('keyup', options))
  }, key)
}

/**
 * True while an input method is making a syllable: such keys belong to it, and no shortcut, Enter or Esc may act on them.
 * Some input methods say so only by keyCode 229.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}

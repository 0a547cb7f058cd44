// What a key means while presenting: those of clickers always, the others where no control needs them for itself.

export type Action =
  | 'on'
  | 'back'
  | 'first'
  | 'last'
  | 'leave'
  | 'train'
  | 'pause'
  | 'claim'
  | 'black'
  | 'fullScreen'

/** What has the focus, as far as keys are concerned. */
export type Focus = 'text' | 'slider' | 'button' | 'none'

/** Keys that presenter clickers send, and Escape. */
const always: Readonly<Record<string, Action>> = { PageDown: 'on', PageUp: 'back', Escape: 'leave' }

/** Keys that a slider turns itself by; buttons and tabs have some of them, too. */
const turning: Readonly<Record<string, Action>> = {
  ArrowRight: 'on',
  ArrowLeft: 'back',
  Home: 'first',
  End: 'last',
}

const letters: Readonly<Record<string, Action>> = {
  t: 'train',
  p: 'pause',
  c: 'claim',
  b: 'black',
  '.': 'black',
  f: 'fullScreen',
}

export function actionOf(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  focus: Focus,
): Action | null {
  if (key in always) return always[key]!
  if (focus === 'text') return null
  if (key === ' ') return focus === 'button' ? null : shiftKey ? 'back' : 'on'
  if (key in turning) return focus === 'none' ? turning[key]! : null
  return letters[key.toLowerCase()] ?? null
}

export function focusOf(element: EventTarget | null): Focus {
  if (!(element instanceof Element)) return 'none'
  if (element.matches('input[type="range"]')) return 'slider'
  if (element.closest('input[type="checkbox"], button, a, summary, [role]')) return 'button'
  return element.closest('input, select, textarea, [contenteditable]') ? 'text' : 'none'
}

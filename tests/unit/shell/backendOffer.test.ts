// Which backend is offered: a clearly faster one, or a right one where the running one is wrong, and else none.

import { describe, expect, test } from 'vitest'
import type { BackendFigure } from '../../../src/lab/workerDoor.ts'
import { clearMargin, offerOf } from '../../../src/shell/backendOffer.ts'
import { offerNotice } from '../../../src/shell/notices.ts'
import { words } from '../../../src/shell/words.ts'
import { wordsIn } from '../../../src/ui/words.tsx'

const at = (millisecondsPerStep: number): BackendFigure => ({ kind: 'measured', millisecondsPerStep })
const absent: BackendFigure = { kind: 'absent' }
const slow: BackendFigure = { kind: 'slow' }
const wrong = { kind: 'wrong', fault: 'precision' } as const

describe('offered is', () => {
  test('the fastest of those that are clearly faster', () => {
    const offer = offerOf('webgl', { webgl: at(24), wasm: at(8), cpu: at(16) })
    expect(offer).toEqual({
      kind: 'faster',
      from: 'webgl',
      to: { name: 'wasm', milliseconds: 8 },
      against: 24,
    })
  })

  test('nothing that is faster by less than the margin, and what is so by the margin', () => {
    expect(offerOf('wasm', { wasm: at(10), webgl: at(10 / (clearMargin - 0.01)), cpu: at(90) })).toBeNull()
    expect(offerOf('wasm', { wasm: at(10), webgl: at(10 / clearMargin), cpu: at(90) })).not.toBeNull()
    expect(clearMargin).toBeGreaterThan(1.1)
  })

  test('nothing slower, nothing that is not there, and nothing to whom nothing is known of', () => {
    expect(offerOf('wasm', { wasm: at(8), webgl: at(24), cpu: at(80) })).toBeNull()
    expect(offerOf('wasm', { wasm: at(8), webgl: absent, cpu: slow })).toBeNull()
    expect(offerOf('webgl', { wasm: at(8) })).toBeNull()
    expect(offerOf('webgl', {})).toBeNull()
  })

  test('no backend that computes wrongly or was lost, however fast', () => {
    expect(offerOf('wasm', { wasm: at(50), webgl: wrong, cpu: at(80) })).toBeNull()
    expect(offerOf('wasm', { wasm: at(50), webgl: at(5), cpu: at(80) }, ['webgl'])).toBeNull()
  })

  test('the fastest right one in place of a wrong one, even a slower', () => {
    expect(offerOf('webgl', { webgl: wrong, wasm: at(30), cpu: at(80) })).toEqual({
      kind: 'wrong',
      from: 'webgl',
      fault: 'precision',
      to: { name: 'wasm', milliseconds: 30 },
    })
  })

  test('nothing in place of a wrong one where no other is right; but the wrong one is named', () => {
    expect(offerOf('webgl', { webgl: wrong, wasm: wrong, cpu: absent })).toMatchObject({
      kind: 'wrong',
      from: 'webgl',
      to: null,
    })
  })

  test('anything that was measured in place of one that is too slow for that', () => {
    expect(offerOf('cpu', { cpu: slow, wasm: at(700) })).toMatchObject({
      to: { name: 'wasm' },
      against: null,
    })
    expect(offerOf('cpu', { cpu: slow, wasm: slow, webgl: absent })).toBeNull()
  })
})

describe('the reader reads', () => {
  const t = wordsIn(words, 'en')
  const sayOf = (...given: Parameters<typeof offerOf>) => {
    const { say, kind, action } = offerNotice(offerOf(...given)!, () => {})
    return { sentence: say(t, 'en'), kind, button: action?.label(t, 'en') }
  }

  test('how many times as fast, in which times, and when it would take effect', () => {
    expect(sayOf('webgl', { webgl: at(24.4), wasm: at(7.87) })).toEqual({
      sentence:
        'WASM trains this recipe 3.1 times as fast as WebGL here (7.9 against 24 ms a step). Use it for the next fresh run?',
      kind: 'note',
      button: 'Use WASM',
    })
  })

  test('what the running backend does wrong, and which one does not', () => {
    const { sentence, kind, button } = sayOf('webgl', { webgl: wrong, wasm: at(7.87) })
    expect(sentence).toMatch(
      /^WebGL computes wrongly here: .*32 bits\. WASM passes the same test, at 7\.9 ms a step\./,
    )
    expect([kind, button]).toEqual(['warning', 'Use WASM'])
  })

  test('that no other is right, without a button', () => {
    const { sentence, button } = sayOf('webgl', { webgl: wrong, wasm: absent })
    expect(sentence).toContain('No other backend')
    expect(button).toBeUndefined()
  })
})

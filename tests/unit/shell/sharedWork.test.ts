// Work shared by those who ask for it at once.

import { expect, test, vi } from 'vitest'
import { doOnce } from '../../../src/shell/sharedWork.ts'

/** Work whose end is in the test's hand. */
function pieces() {
  const begun: {
    asked: string
    signal: AbortSignal
    end: (result: string) => void
    fail: (error: Error) => void
  }[] = []
  const work = vi.fn<(asked: string, signal: AbortSignal) => Promise<string>>(
    (asked: string, signal: AbortSignal) =>
      new Promise<string>((end, fail) => void begun.push({ asked, signal, end, fail })),
  )
  return { begun, work: doOnce((asked: string) => asked[0]!, work), ofOwn: work }
}

const { signal: never } = new AbortController()

test('whoever asks for what is under way waits for that; afterwards it is done anew', async () => {
  const { begun, work, ofOwn } = pieces()
  const both = [work('a', never), work('a again', never)]
  begun[0]!.end('done')
  await expect(Promise.all(both)).resolves.toEqual(['done', 'done'])
  expect(ofOwn).toHaveBeenCalledTimes(1)
  void work('a', never)
  expect(ofOwn).toHaveBeenCalledTimes(2)
})

test('what is asked for under another key is work of its own', () => {
  const { work, ofOwn } = pieces()
  void work('a', never)
  void work('b', never)
  expect(ofOwn).toHaveBeenCalledTimes(2)
})

test('it ends when the last one waits no more, and may be asked for again', async () => {
  const { begun, work } = pieces()
  const [one, other] = [new AbortController(), new AbortController()]
  const first = work('a', one.signal)
  const second = work('a', other.signal)
  one.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  expect(begun[0]!.signal.aborted).toBe(false)
  other.abort(new Error('gone, too'))
  await expect(second).rejects.toThrow('gone, too')
  expect(begun[0]!.signal.aborted).toBe(true)
  const third = work('a', never)
  expect(begun).toHaveLength(2)
  begun[0]!.fail(new Error('ended'))
  begun[1]!.end('of the second')
  await expect(third).resolves.toBe('of the second')
})

test('whoever leaves what has ended leaves what is under way by now to the others', async () => {
  const { begun, work } = pieces()
  const gone = new AbortController()
  const first = work('a', gone.signal)
  begun[0]!.end('first')
  // it is forgotten, and not yet told to whoever waited
  await Promise.resolve()
  const second = work('a', never)
  gone.abort(new Error('gone'))
  const third = work('a', never)
  expect(begun).toHaveLength(2)
  begun[1]!.end('second')
  await expect(Promise.all([first, second, third])).resolves.toEqual(['first', 'second', 'second'])
})

test('a failure is told to all who wait', async () => {
  const { begun, work } = pieces()
  const both = [work('a', never), work('a', never)]
  begun[0]!.fail(new Error('no memory'))
  await Promise.all(both.map((waiting) => expect(waiting).rejects.toThrow('no memory')))
})

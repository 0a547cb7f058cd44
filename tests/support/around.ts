// Stands around a method of the browser's in a test, until its mocks are restored.

import { vi } from 'vitest'

type Method = (this: unknown, ...given: unknown[]) => unknown

/** Whoever calls `owner`'s method gets what `work` makes of it, which is handed the call as it was and what was given. */
export function around<T extends object>(
  owner: T,
  name: keyof T & string,
  work: (call: () => unknown, given: readonly unknown[]) => unknown,
): void {
  const method = owner[name] as Method
  const instead: Method = function (...given) {
    return work(() => method.apply(this, given), given)
  }
  vi.spyOn(owner, name as never).mockImplementation(instead as never)
}

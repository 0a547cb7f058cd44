// What the page remembers between visits; a private window or a full disk forgets, and nothing else happens.

const prefix = 'bottleneck.'

/** Could it be written down? Most of what is remembered is no loss. */
export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(prefix + key, value)
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // nothing is there
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

/** What was remembered, if it is one of these; else the first of them. */
export function recallOneOf<T extends string>(key: string, known: readonly [T, ...T[]]): T {
  const recalled = recall(key)
  return known.find((value) => value === recalled) ?? known[0]
}

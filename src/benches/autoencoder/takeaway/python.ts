// Python as text: names, literals, blocks.

/** `encode/0` as `encode_0`, `klSparsity` as `kl_sparsity`: the name of a variable. */
export function nameOf(name: string): string {
  if (name === 'output') return 'to_image'
  return name.replaceAll('/', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Every line further in; empty ones stay empty. */
export function indented(block: string, by = 4): string {
  return block.replace(/^(?=.)/gm, ' '.repeat(by))
}

/** Blocks one under the other, those that are null left out. */
export function lines(...blocks: readonly (string | null)[]): string {
  return blocks.filter((block) => block !== null).join('\n')
}

/** One number for both directions, or a pair where they differ. */
export function sides(vertical: number, horizontal: number): string {
  return vertical === horizontal ? String(vertical) : `(${vertical}, ${horizontal})`
}

/** `first, second`, what is null left out. */
export function given(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ')
}

// A frame: what instruments measured at a step, as numbers and typed arrays, never a tensor.

export interface Frame {
  /** completed steps */
  readonly step: number
  /** does it stand on the timeline, at a step fixed by the recipe, or was it asked for where the run paused? */
  readonly mark: boolean
  /** what each instrument that applies measured, by its id */
  readonly parts: Readonly<Record<string, unknown>>
}

/** Every buffer inside a value, once each, to be transferred instead of copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer)
    } else if (typeof part === 'object' && part !== null) {
      Object.values(part).forEach(visit)
    }
  }
  visit(value)
  return [...found]
}

/** Bytes held by the typed arrays inside a value. */
export function bytesOf(value: unknown): number {
  return buffersOf(value).reduce((sum, buffer) => sum + buffer.byteLength, 0)
}

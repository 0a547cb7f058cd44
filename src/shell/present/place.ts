// Where a presentation stands: a scene, and how much of it is shown, in the order of speaking.

/** Prose alone, then the picture with its controls, then the result in numbers. */
export const parts = ['prose', 'picture', 'result'] as const
export type Part = (typeof parts)[number]

export interface Place {
  readonly scene: number
  readonly part: Part
}

export const start: Place = { scene: 0, part: 'prose' }

/** So many presses on, or back where negative; it stays at the ends of a deck of `scenes` scenes. */
export function moved({ scene, part }: Place, by: number, scenes: number): Place {
  const at = scene * parts.length + parts.indexOf(part) + by
  const place = Math.max(0, Math.min(scenes * parts.length - 1, at))
  return { scene: Math.floor(place / parts.length), part: parts[place % parts.length]! }
}

/** Is this part of the scene shown by now? */
export function isShown(place: Place, part: Part): boolean {
  return parts.indexOf(part) <= parts.indexOf(place.part)
}

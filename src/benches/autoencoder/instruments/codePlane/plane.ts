// From codes to places on the plane and back, and what stands at a place.

import type { CodePlanePart } from './measure.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** Where a code stands on the plane; null for a code of another size. */
export function placeOf(part: CodePlanePart, code: Float32Array): Place | null {
  const { origin, across, up } = part
  if (code.length !== origin.length) return null
  let [x, y] = [0, 0]
  for (let j = 0; j < code.length; j++) {
    const rest = code[j]! - origin[j]!
    x += rest * across[j]!
    y += rest * up[j]!
  }
  return { x, y }
}

/** The code at a place: what the plane does not hold is at the codes' mean. */
export function codeAt(part: CodePlanePart, { x, y }: Place): Float32Array {
  return part.origin.map((value, j) => value + x * part.across[j]! + y * part.up[j]!)
}

/** The point (of n × 2) nearest to a place, if it is within `reach` pixels; scales are pixels per unit. */
export function nearestPoint(
  points: Float32Array,
  place: Place,
  scales: { readonly x: number; readonly y: number },
  reach: number,
): number | null {
  let found: number | null = null
  let least = reach * reach
  for (let i = 0; i < points.length; i += 2) {
    const across = (points[i]! - place.x) * scales.x
    const up = (points[i + 1]! - place.y) * scales.y
    const distance = across * across + up * up
    if (distance > least) continue
    least = distance
    found = i / 2
  }
  return found
}

export interface ClassPoints extends Place {
  readonly label: number
  /** which points, by their place in the list; x and y above are the mean of these */
  readonly indices: readonly number[]
}

/** The points (n × 2) of each class that has any, with the class's centre. */
export function byClass(points: Float32Array, labels: Uint8Array): ClassPoints[] {
  const indices: number[][] = Array.from({ length: 10 }, () => [])
  labels.forEach((label, i) => indices[label]!.push(i))
  const mean = (members: readonly number[], axis: 0 | 1) =>
    members.reduce((sum, i) => sum + points[i * 2 + axis]!, 0) / members.length
  return indices
    .map((members, label) => ({ label, indices: members, x: mean(members, 0), y: mean(members, 1) }))
    .filter((group) => group.indices.length > 0)
}

/** A label of this many pixels around its middle. */
export interface PlacedLabel extends Place {
  readonly width: number
  readonly height: number
}

/** Where labels stand so that none covers another: each as near to its place as a few rounds of pushing leave it. */
export function pushedApart(labels: readonly PlacedLabel[]): Place[] {
  const at = labels.map(({ x, y }) => ({ x, y }))
  for (let round = 0; round < 60; round++) {
    let moved = false
    for (const [i, a] of at.entries()) {
      for (const [j, b] of at.entries()) {
        if (j <= i) continue
        const across = (labels[i]!.width + labels[j]!.width) / 2 - Math.abs(a.x - b.x)
        const down = (labels[i]!.height + labels[j]!.height) / 2 - Math.abs(a.y - b.y)
        if (across <= 0.5 || down <= 0.5) continue
        moved = true
        const axis = across < down ? 'x' : 'y'
        const way = (Math.min(across, down) / 2) * (a[axis] <= b[axis] ? 1 : -1)
        a[axis] -= way
        b[axis] += way
      }
    }
    if (!moved) break
  }
  return at
}

/** One coordinate of the points (n × 2), of all of them or of those named. */
export function coordinateOf(points: Float32Array, axis: 0 | 1, indices?: readonly number[]): Float32Array {
  const count = indices?.length ?? points.length / 2
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = points[(indices ? indices[i]! : i) * 2 + axis]!
  return values
}

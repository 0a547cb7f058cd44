// Plain JSON as recipes are made of it: merged key by key into a default, and told apart from it again.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** A path into a recipe, dotted in writing: `encode.layers.0.units`. */
export type Path = readonly (string | number)[]

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * `partial` merged key by key into `base`. Arrays, and objects whose `kind` changes, are replaced whole.
 * Neither argument is altered. Keys that would reach an object's prototype are dropped.
 */
export function merge(base: unknown, partial: unknown): unknown {
  if (partial === undefined) return base
  if (!isObject(base) || !isObject(partial)) return partial
  if ('kind' in partial && partial['kind'] !== base['kind']) return partial
  const merged: Record<string, unknown> = { ...base }
  for (const key of Object.keys(partial)) {
    if (key === '__proto__') continue
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], partial[key]) : partial[key]
  }
  return merged
}

/** The smallest partial with `merge(base, partial)` equal to `value`; undefined where they are equal. */
export function difference(base: unknown, value: unknown): unknown {
  if (!isObject(base) || !isObject(value)) return equal(base, value) ? undefined : value
  if (base['kind'] !== value['kind']) return value
  const partial: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const part = Object.hasOwn(base, key) ? difference(base[key], value[key]) : value[key]
    if (part !== undefined) partial[key] = part
  }
  return Object.keys(partial).length > 0 ? partial : undefined
}

export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, i) => equal(entry, b[i]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  )
}

/** The value at `path`, undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string | number, unknown>)[key]
  }
  return here
}

/** A copy of `value` with `entry` at `path`; an `undefined` entry takes the key away. */
export function withValueAt(value: unknown, path: Path, entry: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return entry
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value]
    const index = Number(key)
    const changed = withValueAt(copy[index], rest, entry)
    if (changed === undefined) copy.splice(index, 1)
    else copy[index] = changed
    return copy
  }
  const copy: Record<string, unknown> = isObject(value) ? { ...value } : {}
  const changed = withValueAt(copy[key], rest, entry)
  if (changed === undefined) delete copy[key]
  else copy[key] = changed
  return copy
}

export function dotted(path: Path): string {
  return path.join('.')
}

export function undotted(path: string): Path {
  return path.split('.')
}

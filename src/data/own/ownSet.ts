// A set of images of the reader's own, as it is after reading and before it is packed, and what may be one.

import { sha256 } from '@noble/hashes/sha2.js'
import { pixelsPerImage } from '../manifest.ts'
import {
  fewestImages,
  fewestOfClass,
  longestClass,
  longestName,
  mostClasses,
  mostImages,
  unlabelled,
} from './limits.ts'

export interface OwnSet {
  /** of the file or folder that it came from */
  readonly name: string
  /** what the classes are called, index by label; one where the images came without labels */
  readonly classes: readonly string[]
  readonly count: number
  /** count × 784 bytes, as they were read */
  readonly pixels: Uint8Array<ArrayBuffer>
  /** count bytes, each an index into `classes` */
  readonly labels: Uint8Array<ArrayBuffer>
}

/** A file that cannot be used: the message says what, where and what to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
}

/** A name as it is shown and kept: no control characters, and not too long; a question mark where nothing is left. */
export function shortened(name: string, most = longestName): string {
  const plain = name.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  if (plain === '') return '?'
  if (plain.length <= most) return plain
  // no half of a character that takes two places
  return `${plain.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** What tells the set from any other, wherever and whenever it is read: SHA-256, hexadecimal. */
export function digestOf({ classes, pixels, labels }: OwnSet, inverted: boolean): string {
  const hash = sha256.create()
  hash.update(new TextEncoder().encode(`${JSON.stringify({ format: 1, classes })}\n`))
  const part = new Uint8Array(1000 * pixelsPerImage)
  for (let at = 0; at < pixels.length; at += part.length) {
    const bytes = pixels.subarray(at, at + part.length)
    hash.update(inverted ? invert(bytes, part.subarray(0, bytes.length)) : bytes)
  }
  hash.update(labels)
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Black becomes white. Returns `into`. */
export function invert(bytes: Uint8Array, into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let i = 0; i < bytes.length; i++) into[i] = 255 - bytes[i]!
  return into
}

/** Are the images dark on light, where MNIST is light on dark? By the mean of their outermost pixels. */
export function isLight({ pixels, count }: Pick<OwnSet, 'pixels' | 'count'>): boolean {
  const side = Math.sqrt(pixelsPerImage)
  let sum = 0
  for (let image = 0; image < count; image++) {
    const from = image * pixelsPerImage
    for (let i = 0; i < side; i++) {
      sum += pixels[from + i]! + pixels[from + pixelsPerImage - 1 - i]!
      sum += pixels[from + i * side]! + pixels[from + i * side + side - 1]!
    }
  }
  return sum > 127.5 * 4 * side * count
}

/** Throws an UnusableFile where there are too few images, or too few of a class. */
export function requireEnough({ name, classes, count, labels }: OwnSet): void {
  const where = classes.length > 1 ? '' : ' for its one class'
  if (count < fewestImages) {
    throw new UnusableFile(
      `${name} has ${counted(count)}; a set needs at least ${fewestImages}${where}, so that it can be split into training and test images. Add more of them.`,
    )
  }
  const of = new Uint32Array(classes.length)
  for (const label of labels) of[label]! += 1
  const scarce = of.findIndex((images) => images < fewestOfClass)
  if (scarce >= 0) {
    throw new UnusableFile(
      `The class “${classes[scarce]}” of ${name} has only ${counted(of[scarce]!)}; each class needs at least ${fewestOfClass}. Add more of them, or leave the class out.`,
    )
  }
}

export function counted(images: number): string {
  return images === 1 ? 'one image' : `${images.toLocaleString('en')} images`
}

export function requireNotTooMany(name: string, count: number): void {
  if (count > mostImages) {
    throw new UnusableFile(
      `${name} has more than ${mostImages.toLocaleString('en')} images, the most that a set may have here. Use a part of it.`,
    )
  }
}

/** Gathers images one after the other, without knowing beforehand how many come. */
export class Collecting {
  readonly #name: string
  readonly #labels: number[] = []
  #pixels = new Uint8Array(256 * pixelsPerImage)
  #classes = new Map<string, number>()

  constructor(name: string) {
    this.#name = name
  }

  get count(): number {
    return this.#labels.length
  }

  /** The bytes of all images so far, to be changed in place where a scale turns out to be another. */
  get pixels(): Uint8Array {
    return this.#pixels.subarray(0, this.count * pixelsPerImage)
  }

  /** Room for 784 bytes more, of this class. @throws UnusableFile for an eleventh class and too many images */
  add(label: string, place: string): Uint8Array {
    requireNotTooMany(this.#name, this.count + 1)
    const at = this.count * pixelsPerImage
    if (at + pixelsPerImage > this.#pixels.length) {
      const larger = new Uint8Array(2 * this.#pixels.length)
      larger.set(this.#pixels)
      this.#pixels = larger
    }
    this.#labels.push(this.#indexOf(label, place))
    return this.#pixels.subarray(at, at + pixelsPerImage)
  }

  #indexOf(given: string, place: string): number {
    const label = shortened(given, longestClass)
    const known = this.#classes.get(label)
    if (known !== undefined) return known
    const index = this.#classes.size
    if (index === mostClasses) {
      throw new UnusableFile(
        `${place} brings an eleventh class, “${label}”; a set has at most ${mostClasses}. Leave some classes out, or the labels.`,
      )
    }
    this.#classes.set(label, index)
    return index
  }

  /** The set, its classes in the order of their names, numbers by their value. @throws UnusableFile for too few images */
  finish(): OwnSet {
    const names = [...this.#classes.keys()]
    const order = names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    const place = names.map((name) => order.indexOf(name))
    const set = {
      name: this.#name,
      classes: order.length > 1 ? order : [unlabelled],
      count: this.count,
      pixels: this.#pixels.slice(0, this.count * pixelsPerImage),
      labels: Uint8Array.from(this.#labels, (label) => place[label]!),
    }
    requireEnough(set)
    return set
  }
}

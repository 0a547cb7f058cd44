// The house has one direction: a room imports only from rooms before it. Read from the real import graph of src.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const order = ['numerics', 'tensors', 'data', 'lab', 'benches', 'chapters', 'shell', 'doors']
const source = fileURLToPath(new URL('../../src', import.meta.url))

type Edge = { from: string; to: string }

// Every module of src, as a path from src with forward slashes.
const modules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .toSorted()

const edges = modules.flatMap((from) => importsOf(from).map((to): Edge => ({ from, to })))
const local = edges.filter(({ to }) => !isPackage(to))
const packages = edges.filter(({ to }) => isPackage(to))

function importsOf(path: string): string[] {
  const text = withoutComments(readFileSync(join(source, path), 'utf8'))
  const statements = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g)
  return [...[...statements].map((found) => resolve(path, found[1]!)), ...globbedBy(path, text)]
}

// A glob such as './*/measure.ts' begins no comment.
function withoutComments(text: string): string {
  const string = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/
  const comment = /\/\*[^]*?\*\/|^\s*\/\/.*$/
  return text.replace(new RegExp(`(${string.source})|${comment.source}`, 'gm'), '$1')
}

// What a file's globs find: one pattern, or a list of patterns, of which those behind a ! leave out.
function globbedBy(path: string, text: string): string[] {
  return [...text.matchAll(/import\.meta\.glob\b/g)].flatMap(({ index }) => {
    const call = /^[^(]*\(\s*(\[[^\]]*\]|(['"])[^'"]+\2)/.exec(text.slice(index))
    if (!call) throw new Error(`The glob of ${path} is neither a pattern nor a list of patterns.`)
    const patterns = [...call[1]!.matchAll(/['"]([^'"]+)['"]/g)].map((found) => found[1]!)
    const found = (of: readonly string[]) => of.flatMap((pattern) => matching(resolve(path, pattern)))
    const leftOut = found(patterns.filter((pattern) => pattern.startsWith('!')).map((not) => not.slice(1)))
    return found(patterns.filter((pattern) => !pattern.startsWith('!'))).filter((to) => !leftOut.includes(to))
  })
}

// A relative specifier becomes a path from src, without a query such as ?url; a package stays as it is.
function resolve(importer: string, specifier: string): string {
  if (!specifier.startsWith('.')) return `package:${specifier}`
  const target = join(source, dirname(importer), specifier.replace(/\?.*$/, ''))
  return relative(source, target).split(sep).join('/')
}

function matching(glob: string): string[] {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))
  return modules.filter((path) => new RegExp(`^${pattern}$`).test(path))
}

function isPackage(path: string): boolean {
  return path.startsWith('package:')
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : 'doors'
}

function hasPage(path: string): boolean {
  return ['ui', 'chapters', 'shell'].includes(roomOf(path)) || path.endsWith('.tsx')
}

/** The lists beside the checkpoints, the only data that is imported. */
function isCheckpoints(path: string): boolean {
  return /^\.\.\/checkpoints\/\w+\.json$/.test(path)
}

function mayImport({ from, to }: Edge): boolean {
  if (isCheckpoints(to)) return true
  const [room, target] = [roomOf(from), roomOf(to)]
  if (room === target) return room !== 'doors' || from === to
  if (room === 'ui') return target === 'numerics'
  if (target === 'ui') return ['chapters', 'shell'].includes(room) || /View\.tsx$|^page\.tsx$/.test(from)
  return order.indexOf(target) < order.indexOf(room)
}

function reachableFrom(door: string): Set<string> {
  const reached = new Set([door])
  for (const path of reached) {
    for (const { from, to } of local) if (from === path) reached.add(to)
  }
  return reached
}

function show({ from, to }: Edge): string {
  return `${from} imports ${to}`
}

describe('one direction', () => {
  test('the graph has been read', () => {
    expect(local.length).toBeGreaterThan(0)
  })

  test('imports are followed through globs: of one pattern, and of a list that leaves some out', () => {
    const targetsOf = (path: string) => local.filter(({ from }) => from === path).map(({ to }) => to)
    const bench = 'benches/autoencoder'
    expect(targetsOf(`${bench}/instruments/measures.ts`)).toContain(`${bench}/instruments/units/measure.ts`)
    const corruptions = targetsOf(`${bench}/corrupt/corruptions.ts`)
    expect(corruptions).toContain(`${bench}/corrupt/gaussian.ts`)
    expect(corruptions).not.toContain(`${bench}/corrupt/corruptions.ts`)
  })

  test('every folder of src is a room', () => {
    expect([...new Set(modules.map(roomOf))].filter((room) => ![...order, 'ui'].includes(room))).toEqual([])
  })

  test('a room imports only from rooms before it', () => {
    expect(local.filter((edge) => !mayImport(edge)).map(show)).toEqual([])
  })

  test('nothing outside src is imported from within it, but the lists of checkpoints', () => {
    const outside = local.filter(({ to }) => to.startsWith('..') && !isCheckpoints(to))
    expect(outside.map(show)).toEqual([])
  })
})

describe('no page behind the worker and the terminal', () => {
  test.each(['worker.ts', 'cli.ts'])('nothing that %s reaches is a .tsx', (door) => {
    expect(modules).toContain(door)
    expect([...reachableFrom(door)].filter((path) => path.endsWith('.tsx'))).toEqual([])
  })

  test('React lives only in ui, chapters, shell and .tsx files', () => {
    const react = packages.filter(({ to }) => /^package:(react|react-dom)(\/|$)/.test(to))
    expect(react.filter(({ from }) => !hasPage(from)).map(show)).toEqual([])
  })

  test('tfjs lives only in tensors and in the benches', () => {
    const tfjs = packages.filter(({ to }) => to.startsWith('package:@tensorflow/'))
    expect(tfjs.filter(({ from }) => !['tensors', 'benches'].includes(roomOf(from))).map(show)).toEqual([])
  })
})

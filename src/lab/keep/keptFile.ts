// Kept runs as one file: a zip of a list as JSON and of weights as safetensors. Reading one survives whatever it is given.

import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import * as z from 'zod/mini'
import { bytesOf } from '../frame.ts'
import { readRecipe, type Recipe } from '../recipe.ts'
import { readSafetensors, writeSafetensors } from '../safetensors.ts'
import type { Imported } from '../workerDoor.ts'
import { allowedBytes, isFull, type Checks, type KeptState } from './kept.ts'
import type { KeptStore } from './keptStore.ts'

const listName = 'runs.json'
const format = 'bottleneck-runs'
/** bytes that a file may unpack to, and that its list may have */
const largest = 600 * 2 ** 20
const largestList = 20 * 2 ** 20
const mostFiles = 10_000

const step = z.int().check(z.nonnegative())
const listSchema = z.object({
  format: z.literal(format),
  version: z.literal(1),
  runs: z
    .array(
      z.object({
        name: z.string(),
        note: z.string(),
        recipe: z.unknown(),
        at: z.number(),
        states: z.array(z.object({ step, parameters: z.string(), moments: z.nullable(z.string()) })),
      }),
    )
    .check(z.maxLength(1000)),
})
type Listed = z.infer<typeof listSchema>['runs'][number]

/** These runs, in this order; those that are not there any more are left out. Frames are measured anew from the weights. */
export async function exportKept(
  store: Pick<KeptStore, 'load'>,
  ids: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const files: Zippable = {}
  const runs: Listed[] = []
  for (const id of ids) {
    const found = await store.load(id)
    if (found === null) continue
    const { name, note, recipe, at } = found.run
    const folder = `run-${runs.length + 1}`
    const states = found.states.map(({ step, parameters, moments }) => {
      const path = `${folder}/step-${step}`
      files[`${path}.safetensors`] = packed(parameters)
      if (moments !== null) files[`${path}-moments.safetensors`] = packed(moments)
      return {
        step,
        parameters: `${path}.safetensors`,
        moments: moments && `${path}-moments.safetensors`,
      }
    })
    runs.push({ name, note, recipe, at, states })
  }
  const list = JSON.stringify({ format, version: 1, runs }, null, 2)
  return zipSync({ [listName]: strToU8(list), ...files }, { level: 0 })
}

function packed(tensors: KeptState['parameters']): Uint8Array<ArrayBuffer> {
  return writeSafetensors({ tensors, metadata: {} }, 'F32')
}

/** Keeps what can be used of a file, and says of everything else why it cannot. Never throws for what the file is. */
export async function importKept<R extends Recipe>(
  store: Pick<KeptStore, 'add'>,
  checks: Checks<R>,
  bytes: Uint8Array,
): Promise<Imported> {
  const opened = opening(bytes)
  if (typeof opened === 'string') return { kept: 0, sentences: [opened] }
  const sentences: string[] = []
  const budget = await allowedBytes()
  let kept = 0
  for (const [i, listed] of opened.runs.entries()) {
    const { recipe, states, complaint } = read(checks, listed, opened.files)
    const called = listed.name === '' ? '' : `, “${shortened(listed.name, 40)}”`
    if (complaint !== null) sentences.push(`Run ${i + 1}${called}: ${complaint}`)
    if (recipe === null) continue
    const run = {
      id: '',
      owner: '',
      isAutomatic: false,
      name: shortened(listed.name, longestName),
      note: shortened(listed.note, longestNote),
      recipe,
      step: states.at(-1)?.step ?? 0,
      at: Math.min(Math.max(listed.at, 0), Date.now()),
      bytes: bytesOf(states),
      engine: '',
    }
    if ((await added(store, { run, states, frames: [] }, budget)) === 'full') {
      sentences.push(noRoom(opened.runs.length - i))
      break
    }
    kept += 1
  }
  return { kept, sentences }
}

/** characters */
export const longestName = 200
export const longestNote = 5000

async function added(
  store: Pick<KeptStore, 'add'>,
  ...[whole, budget]: Parameters<KeptStore['add']>
): Promise<Awaited<ReturnType<KeptStore['add']>>> {
  try {
    return await store.add(whole, budget)
  } catch (error) {
    if (isFull(error)) return 'full'
    throw error
  }
}

function noRoom(runs: number): string {
  const which = runs === 1 ? 'the last run' : `the last ${runs} runs`
  return `There is no room for ${which} of this file: delete kept runs, and import it again.`
}

interface Opened {
  readonly runs: readonly Listed[]
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** What is in the file; a sentence where it is another kind of file. */
function opening(bytes: Uint8Array): Opened | string {
  try {
    const files = unzipped(bytes)
    const list = files[listName]
    if (list === undefined) return `This is no file of kept runs: ${listName} is missing in it.`
    const parsed = listSchema.safeParse(JSON.parse(strFromU8(list)))
    if (parsed.success) return { runs: parsed.data.runs, files }
    return `This file cannot be used: its ${listName} is no list of kept runs that this lab reads.`
  } catch {
    return 'This file cannot be opened: it is no file of kept runs, or not a whole one.'
  }
}

/** @throws Error where it is no zip, or one that is too large */
function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  let [count, total] = [0, 0]
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      count += 1
      total += originalSize
      const isTooLarge = total > largest || (name === listName && originalSize > largestList)
      if (count > mostFiles || isTooLarge) throw new RangeError('The file is too large.')
      return true
    },
  })
}

interface Read<R> {
  readonly recipe: R | null
  readonly states: readonly KeptState[]
  readonly complaint: string | null
}

/** A recipe with the states that belong to it, up to the last one from which it can go on. */
function read<R extends Recipe>(
  { book, misfit }: Checks<R>,
  listed: Listed,
  files: Opened['files'],
): Read<R> {
  const { recipe, complaints } = readRecipe(book, listed.recipe)
  const [first] = complaints
  if (first?.field === 'recipe') {
    return { recipe: null, states: [], complaint: `${first.sentence} It is left out.` }
  }
  const alone = (why: string): Read<R> => {
    const left = listed.states.length > 0 ? ' Its weights are left out; the recipe alone is kept.' : ''
    return { recipe, states: [], complaint: why + left }
  }
  if (first) return alone(`${first.sentence} ${first.remedy}`)
  try {
    const states = statesOf(listed, files)
    const wrong = states.map((state) => misfit(recipe, state)).find((sentence) => sentence !== null)
    return wrong === undefined ? { recipe, states, complaint: null } : alone(wrong)
  } catch (error) {
    return alone(error instanceof Error ? error.message : String(error))
  }
}

/** @throws Error with a sentence where one cannot be read */
function statesOf({ states }: Listed, files: Opened['files']): readonly KeptState[] {
  const ordered = states.toSorted((a, b) => a.step - b.step)
  const whole = ordered.slice(0, ordered.findLastIndex(({ moments }) => moments !== null) + 1)
  if (new Set(whole.map(({ step }) => step)).size < whole.length) {
    throw new RangeError('Two of its states are of one step.')
  }
  return whole.map(({ step, parameters, moments }) => ({
    step,
    parameters: unpacked(files, parameters),
    moments: moments === null ? null : unpacked(files, moments),
  }))
}

function unpacked(files: Opened['files'], path: string): KeptState['parameters'] {
  const bytes = Object.hasOwn(files, path) ? files[path] : undefined
  if (bytes === undefined) throw new RangeError(`${shortened(path, 60)} is missing in the file.`)
  return readSafetensors(bytes).tensors
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

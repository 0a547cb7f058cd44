// The terminal door: `lab -- run <recipe.json | link>` trains with the same code as the page and prints one line of JSON.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { autoencoder } from './benches/autoencoder/bench.ts'
import { checkpoints } from './benches/autoencoder/checkpoints/list.ts'
import { makeCheckpoint, plans, type Measured } from './benches/autoencoder/checkpoints/make.ts'
import { digestOfFile, initialWeights } from './benches/autoencoder/checkpoints/read.ts'
import type { AutoencoderRecipe } from './benches/autoencoder/recipe.ts'
import { notebookFor } from './benches/autoencoder/takeaway/notebooks.ts'
import { weightsFile } from './benches/autoencoder/takeaway/weights.ts'
import { claimOf, claims } from './chapters/claims.ts'
import { openDataset, type Dataset } from './data/dataset.ts'
import { fileSource } from './data/fileSource.ts'
import type { SetName } from './data/manifest.ts'
import { isWithin, judge, type Claim, type Figure, type Verdict } from './lab/claim.ts'
import { endWithParent, judgeApart, tellVerdict } from './lab/claimProcesses.ts'
import { digestOf } from './lab/digest.ts'
import { backendIn, readLink, recipeIn } from './lab/link.ts'
import { runLineage } from './lab/lineage.ts'
import { firstStep, rootOf } from './lab/origin.ts'
import { mostSteps, readRecipe, type ReadRecipe } from './lab/recipe.ts'
import { Divergence, type Run, type RunStep } from './lab/run.ts'
import type { Precision } from './lab/safetensors.ts'
import type { BackendName } from './tensors/backendNames.ts'
import { startBackend, type Backend } from './tensors/backends.ts'
import type { NamedArray } from './tensors/parameters.ts'

const usage = `Usage: npm run --silent lab -- run <recipe.json | link> [--steps N] [--backend wasm|cpu] [--save FILE [--half]] [--weights FILE] [--profile]
       npm run --silent lab -- notebook <recipe.json | link> --keras|--torch
       npm run --silent lab -- claims [--only id,id] [--json]
       npm run --silent lab -- checkpoints [--only family]
  recipe.json   a recipe, or the part of one that differs from its family's default
  link          an address copied with the page's Share button, or its part behind #
  --steps N     trains for N steps instead of optimise.steps
  --backend     wasm (default) or cpu; without it, the one that a link asks for
  --save FILE   writes the final weights as safetensors, with the recipe in the file's metadata
  --half        writes them as float16, in half the bytes, instead of float32
  --profile     says on standard error what each part of a training step costs
  --weights     FILE: begins with the weights in a file that --save or the page wrote, of the same network
  notebook      prints a Jupyter notebook that trains the same model, in Keras or in PyTorch
  claims        runs every claim of the chapters, or those named with commas between; exit code 1 if one comes out otherwise than its chapter prints
  checkpoints   trains the recipes of checkpoints/recipes.json, or those of one family, and writes the folder's other files
The last line of a run's standard output is one JSON object; progress goes to standard error.`

/** Input that cannot be used: exit code 2. */
class BadInput extends Error {}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args)
  if (values.help) return print(usage)
  const [command, ...sources] = positionals
  requireUse(command, sources, Object.keys(values))
  if (command === 'claims') return claimsCommand(values.only, values.json ?? false)
  if (command === 'checkpoints') return checkpointsCommand(values.only)
  const source = sources[0]!
  if (command === 'notebook') return notebookCommand(source, values)
  const own = values.weights === undefined ? null : weightsFrom(values.weights)
  const recipe = withSteps(withWeights(recipeFrom(source), own), values.steps)
  const backend = values.backend === undefined ? backendOfLink(source) : backendFrom(values.backend)
  await train(recipe, backend, {
    save: values.save,
    precision: values.half ? 'F16' : 'F32',
    isProfiled: values.profile ?? false,
    own,
  })
}

/** What each command takes: one recipe or link, or nothing, and these options. */
const commands: Readonly<Record<string, { readonly source: boolean; readonly options: readonly string[] }>> =
  {
    run: { source: true, options: ['steps', 'backend', 'save', 'half', 'weights', 'profile'] },
    notebook: { source: true, options: ['keras', 'torch'] },
    claims: { source: false, options: ['only', 'json'] },
    checkpoints: { source: false, options: ['only'] },
  }

/** @throws BadInput for what no command would use, so that nothing is left out without a word */
function requireUse(
  command: string | undefined,
  sources: readonly string[],
  options: readonly string[],
): asserts command is string {
  const known = Object.keys(commands).join(', ')
  if (command === undefined) throw new BadInput(`Say what to do, one of ${known}.\n${usage}`)
  const taken = commands[command]
  if (taken === undefined) throw new BadInput(`There is no command ${command}; there are ${known}.\n${usage}`)
  if (taken.source && sources.length !== 1)
    throw new BadInput(`${command} takes one recipe or link, and was given ${sources.length}.\n${usage}`)
  if (!taken.source && sources.length > 0)
    throw new BadInput(
      `${command} takes options alone, not ${sources[0]}; --only names those that are meant.`,
    )
  const foreign = options.find((option) => !taken.options.includes(option))
  if (foreign !== undefined) throw new BadInput(`${command} has no use for --${foreign}.`)
  if (options.includes('half') && !options.includes('save'))
    throw new BadInput('--half is about the file that --save writes, and there is no --save.')
}

function readArguments(args: string[]) {
  const options = {
    steps: { type: 'string' },
    backend: { type: 'string' },
    profile: { type: 'boolean' },
    save: { type: 'string' },
    half: { type: 'boolean' },
    weights: { type: 'string' },
    keras: { type: 'boolean' },
    torch: { type: 'boolean' },
    help: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { tokens, ...read } = parsed(() => parseArgs({ args, options, allowPositionals: true, tokens: true }))
  const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
  const twice = names.find((name, i) => names.indexOf(name) < i)
  // the last one would count, and the others be lost without a word
  if (twice !== undefined) throw new BadInput(`The option --${twice} is given twice.`)
  return read
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new BadInput(`${sentenceOf(error as NodeJS.ErrnoException)}\n${usage}`)
  }
}

/** What Node says of arguments that it cannot read, in a sentence of this door's. */
function sentenceOf({ code, message }: NodeJS.ErrnoException): string {
  const option = /--?[\w-]+/.exec(message)?.[0]
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message
  return message.includes('does not take')
    ? `The option ${option} takes no value.`
    : `The option ${option} wants a value after it, which does not begin with a dash.`
}

/** A file or a link as a recipe; in the terminal, unlike in the page, a bad field is an error. */
function recipeFrom(source: string): AutoencoderRecipe {
  const { recipe, complaints } = readSource(source)
  if (complaints.length > 0) throw new BadInput(complaints.map(({ sentence }) => sentence).join('\n'))
  return recipe
}

function readSource(source: string): ReadRecipe<AutoencoderRecipe> {
  const { book } = autoencoder
  if (isFile(source)) return readRecipe(book, parseJson(fromHere(source)))
  const link = recipeIn(source)
  if (link !== null) return readLink(book, link)
  if (existsSync(fromHere(source))) throw new BadInput(`${source} is a folder; a recipe is a file.`)
  throw new BadInput(`There is no file ${source}, and it is not a link either: a link has #r= in it.`)
}

function isFile(source: string): boolean {
  const path = fromHere(source)
  return existsSync(path) && statSync(path).isFile()
}

/** A path as the reader means it, from the folder in which npm was called; npm itself runs in the repository's. */
function fromHere(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '', path)
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BadInput(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function withSteps(recipe: AutoencoderRecipe, given: string | undefined): AutoencoderRecipe {
  if (given === undefined) return recipe
  const steps = /^\d+$/.test(given) ? Number(given) : NaN
  const { recipe: read, complaints } = readRecipe(autoencoder.book, {
    ...recipe,
    optimise: { ...recipe.optimise, steps },
  })
  const [complaint] = complaints
  if (complaint && Number.isInteger(steps) && steps <= mostSteps)
    throw new BadInput(`--steps ${given}: ${complaint.sentence}`)
  if (complaint) throw new BadInput(`--steps ${given}: it must be a whole number from 0 to 1,000,000.`)
  return read
}

function backendFrom(given: string): BackendName {
  if (given === 'wasm' || given === 'cpu') return given
  throw new BadInput(`--backend ${given}: it must be wasm or cpu.`)
}

function weightsFrom(file: string): Uint8Array {
  if (!isFile(file)) throw new BadInput(`--weights ${file}: there is no such file.`)
  return readFileSync(fromHere(file))
}

/** A run that begins with the weights of a file; they are looked at when it does. */
function withWeights(recipe: AutoencoderRecipe, bytes: Uint8Array | null): AutoencoderRecipe {
  return bytes === null ? recipe : { ...recipe, from: { checkpoint: digestOfFile(bytes) } }
}

function notebookCommand(source: string, { keras = false, torch = false }): void {
  if (keras === torch) throw new BadInput('notebook: say --keras or --torch, one of them.')
  const recipe = recipeFrom(source)
  process.stdout.write(notebookFor(recipe, keras ? 'keras' : 'torch', recipeIn(source) && source))
}

/** The backend that a link pins, where the terminal has it; a file pins none. */
function backendOfLink(source: string): BackendName {
  const { backend, complaint } = isFile(source) ? { backend: null, complaint: null } : backendIn(source)
  if (complaint) progress(`${complaint.sentence} wasm computes.`)
  if (backend === 'webgl')
    progress('The link asks for webgl, which the terminal does not have; wasm computes.')
  return backend === null || backend === 'webgl' ? 'wasm' : backend
}

/** Runs claims, those of several chapters in processes of their own, and prints lines for each. */
async function claimsCommand(only: string | undefined, json: boolean): Promise<void> {
  const ids = [...new Set(only?.split(',').map((id) => id.trim()) ?? claims.map(({ id }) => id))]
  const wanted = ids.map((id) => {
    const claim = claimOf(id)
    if (claim) return claim
    throw new BadInput(`There is no claim ${id}; there are ${namesLike(id).join(', ')}.`)
  })
  const verdicts: Verdict[] = []
  const hear = (verdict: Verdict): void => {
    verdicts.push(verdict)
    if (tellVerdict(verdict)) return
    if (!json) printVerdict(verdict)
    if (verdict.verdict !== verdict.expected)
      progress(`${verdict.id}: the chapter prints ${verdict.expected}.`)
  }
  const chapters = [...new Set(wanted.map(({ chapter }) => chapter))].map((chapter) =>
    wanted.filter((claim) => claim.chapter === chapter),
  )
  const seconds = (of: typeof wanted) => of.reduce((sum, claim) => sum + claim.seconds, 0)
  if (process.send === undefined)
    progress(
      `${wanted.length} to judge: some ${seconds(wanted)} s on one core; claims of two chapters are judged at once`,
    )
  if (chapters.length === 1) await judgeHere(wanted, hear)
  else {
    const longestFirst = chapters.toSorted((a, b) => seconds(b) - seconds(a))
    await judgeApart(
      longestFirst.map((of) => of.map(({ id }) => id)),
      hear,
    )
  }
  if (json) print(JSON.stringify(verdicts.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))))
  if (verdicts.some(({ verdict, expected }) => verdict !== expected)) process.exitCode = 1
}

/** The claims that share a word with this name; all of them where none does. */
function namesLike(name: string): readonly string[] {
  const words = name.toLowerCase().split(/[^a-z0-9]+/)
  const all = claims.map(({ id }) => id)
  const near = all.filter((id) => id.split('-').some((word) => word.length > 2 && words.includes(word)))
  return near.length > 0 ? near : all
}

async function judgeHere(
  wanted: readonly Claim<AutoencoderRecipe>[],
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  endWithParent()
  await startEngine('wasm')
  let judged = ''
  const onClaim = (id: string): void => void (judged = id)
  const context = { bench: autoencoder, openData: openFailing, openSet: openWhole, onClaim }
  try {
    for await (const verdict of judge(wanted, context)) onVerdict(verdict)
  } catch (error) {
    progress(`${judged} could not be judged:`)
    throw error
  }
  // else the line to the parent keeps the process alive
  process.disconnect?.()
}

function printVerdict({ id, figures, verdict, seconds }: Verdict): void {
  const { lecture, section } = claimOf(id)!
  print([id, `${lecture} “${section}”`, verdict, `${seconds.toFixed(1)} s`].join(' · '))
  for (const figure of figures) print(`  ${lineOf(figure)}`)
}

function lineOf(figure: Figure): string {
  const { name, value, range, bound } = figure
  const values = [value, ...(range ?? [])].map((x) => x.toPrecision(4))
  const wanted = bound && ('atLeast' in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`)
  const within = range ? ` (${values[1]} to ${values[2]})` : ''
  return `${name.en}: ${values[0]}${within}${wanted ? `, to be ${wanted}${isWithin(figure) ? '' : ' ✗'}` : ''}`
}

/** A whole set of images. */
async function openWhole(set: SetName): Promise<Dataset> {
  const data = await openDataset(set, fileSource('public/data'))
  await Promise.all([data.trainReady(data.train.count), data.testReady()])
  return data
}

/** Trains checkpoints, one after the other; each is there as soon as it is done. */
async function checkpointsCommand(only: string | undefined): Promise<void> {
  const wanted = plans.filter(({ family }) => only === undefined || family === only)
  if (wanted.length === 0) throw new BadInput(`checkpoints/recipes.json has no recipe of the family ${only}.`)
  await startEngine('wasm')
  const list = new Map(checkpoints.map((checkpoint) => [checkpoint.file, checkpoint]))
  const figures = { ...(parseJson('checkpoints/measured.json') as Record<string, Measured>) }
  for (const plan of wanted) {
    const { checkpoint, bytes, measured } = await makeCheckpoint(plan, openFailing)
    const { file } = checkpoint
    list.set(file, checkpoint)
    figures[file] = measured
    const files = plans.map(({ family, code }) => `${family}-${code.size}.safetensors`)
    const made = files.filter((name) => list.has(name))
    writeFileSync(`checkpoints/${file}`, bytes)
    writeJson(
      'checkpoints/index.json',
      made.map((name) => list.get(name)),
    )
    writeJson('checkpoints/measured.json', Object.fromEntries(made.map((name) => [name, figures[name]])))
    print(`${file} · ${bytes.length} bytes · ${JSON.stringify(measured.test)}`)
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}

/** Starts a backend, and says where another one, or less of it, computes. */
async function startEngine(wanted: BackendName): Promise<Backend> {
  const backend = await startBackend(wanted, null)
  const { name, refused } = backend
  if (name !== wanted) progress(`${wanted} does not start here; ${name} computes instead.`)
  const lacking = refused.find(({ reason }) => reason === 'noKernels')
  if (lacking)
    progress(`${name} computes without the lab's own kernels, several times slower: ${lacking.detail}`)
  return backend
}

/** The packed data; a chunk that fails ends the command with its sentence. */
async function openFailing({ data: { set, own } }: AutoencoderRecipe): Promise<Dataset> {
  if (own) {
    throw new BadInput(
      `data.own: the images “${own.name}” are kept in the browser that they were brought to; the terminal cannot read them.`,
    )
  }
  const data = await openDataset(set, fileSource('public/data'))
  data.subscribe(({ failure }) => {
    if (failure) fail(failure)
  })
  return data
}

interface Wishes {
  /** the file for the final weights */
  readonly save: string | undefined
  readonly precision: Precision
  readonly isProfiled: boolean
  /** a file of weights to begin with */
  readonly own: Uint8Array | null
}

async function train(
  recipe: AutoencoderRecipe,
  backendName: BackendName,
  { save, precision, isProfiled, own }: Wishes,
): Promise<void> {
  if (save !== undefined) requireFolderOf(save)
  const backend = await startEngine(backendName)
  const data = await openFailing(recipe)
  const initial = await initialWeights(
    rootOf(recipe),
    (file) => readFile(`checkpoints/${file}`),
    async () => own,
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadInput(own === null ? reason : `--weights: ${reason}`)
  })
  const run = runLineage(autoencoder, recipe, { openData: async () => data, initial })
  const { steps } = recipe.optimise
  const first = firstStep(recipe)
  if (first > 0) progress(`the run branches at step ${first}: what it comes from is trained first`)
  const start = performance.now()
  let last = await pull(run)
  while (last.step < steps) {
    last = await pull(run)
    if (last.loss && last.step % Math.min(100, Math.max(10, steps / 10)) === 0) {
      progress(`step ${last.step} of ${steps} · batch ${last.loss.total.toFixed(3)} per image`)
    }
  }
  const seconds = (performance.now() - start) / 1000
  const snapshot = await last.snapshot()
  if (snapshot === null) throw new Divergence('weights', last.step, NaN)
  await run.return()
  if (isProfiled) await printProfile(recipe, snapshot.parameters, data)
  if (save !== undefined) saveWeights(save, precision, recipe, snapshot.parameters)
  progress('measuring')
  const model = await autoencoder.open(recipe, snapshot, data)
  const measured = await model.report()
  model.dispose()
  const result = {
    recipe,
    backend: backend.name,
    steps,
    seconds: rounded(seconds, 1),
    msPerStep: steps > 0 ? rounded((seconds * 1000) / steps, 2) : 0,
    ...measured,
    digest: digestOf(snapshot.parameters),
  }
  print(JSON.stringify(result))
}

/** Before anything is trained: a run whose weights cannot be written is a run for nothing. */
function requireFolderOf(file: string): void {
  const folder = dirname(file)
  if (!existsSync(fromHere(folder))) throw new BadInput(`--save ${file}: there is no folder ${folder}.`)
}

function saveWeights(
  file: string,
  precision: Precision,
  recipe: AutoencoderRecipe,
  tensors: readonly NamedArray[],
): void {
  try {
    writeFileSync(fromHere(file), weightsFile({ recipe, step: recipe.optimise.steps, tensors }, precision))
  } catch (error) {
    throw new BadInput(`--save ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  progress(`wrote ${file}`)
}

/** The parts of a step with what they cost, in the order of the stages. */
async function printProfile(
  recipe: AutoencoderRecipe,
  weights: readonly NamedArray[],
  data: Dataset,
): Promise<void> {
  progress('what a training step costs, in milliseconds (medians; each part by itself with its gradient)')
  for (const { part, milliseconds } of await autoencoder.profile(recipe, weights, data)) {
    progress(`  ${milliseconds.toFixed(2).padStart(8)}  ${part}`)
  }
}

async function pull(run: Run<AutoencoderRecipe>): Promise<RunStep<AutoencoderRecipe>> {
  const next = await run.next()
  if (next.done) throw new Error('The run ended by itself.')
  return next.value
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}

function fail(error: unknown): never {
  progress(error instanceof Error ? error.message : String(error))
  if (error instanceof BadInput) process.exit(2)
  process.exit(error instanceof Divergence ? 3 : 1)
}

void main(process.argv.slice(2)).catch(fail)

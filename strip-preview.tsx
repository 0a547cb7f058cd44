import { useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import './src/ui/base.css'
import { autoencoder } from './src/benches/autoencoder/bench.ts'
import { recipeBook } from './src/benches/autoencoder/recipe.ts'
import { BenchContext } from './src/benches/autoencoder/instruments/InstrumentView.tsx'
import { StripView, StripChips } from './src/benches/autoencoder/instruments/strip/StripView.tsx'
import { readRecipe } from './src/lab/recipe.ts'
import { withValueAt, undotted } from './src/lab/json.ts'
import { openDataset } from './src/data/dataset.ts'
import { httpSource } from './src/data/source.ts'
import { selectTest } from './src/data/selection.ts'
import { startBackend } from './src/tensors/backends.ts'

const q = new URLSearchParams(location.search)
if (q.get('theme')) document.documentElement.dataset.theme = q.get('theme')!
const width = Number(q.get('w') ?? 1068)
const steps = Number(q.get('steps') ?? 150)
const start = readRecipe(recipeBook, JSON.parse(q.get('recipe') ?? '{}'))
if (start.complaints.length) console.error(JSON.stringify(start.complaints))
const wasm = { 'tfjs-backend-wasm.wasm': plain, 'tfjs-backend-wasm-simd.wasm': simd, 'tfjs-backend-wasm-threaded-simd.wasm': threaded }

let opening: Promise<any> | null = null
async function trained(recipe: any) {
  await startBackend('wasm', wasm)
  const data = await openDataset('mnist', httpSource('/data/'))
  await data.testReady()
  const run = autoencoder.run(recipe, { data })
  let snap: any
  for (let i = 0; i <= steps; i++) { const { value } = await run.next(); if (i === steps) snap = await value!.snapshot() }
  await run.return()
  return { data, model: await autoencoder.open(recipe, snap, data) }
}

function Preview() {
  const [edited, setEdited] = useState<any>(start.recipe)
  const [chosen, choose] = useState<any>(q.get('code') ? { kind: 'code', code: Float32Array.from(JSON.parse(q.get('code')!)) } : { kind: 'test', index: 18 })
  const [live, setLive] = useState<any>(null)
  const [passage, setPassage] = useState<any>(null)
  useEffect(() => { if (q.get('null')) return; opening ??= trained(start.recipe); opening.then(setLive).catch((e) => console.error(e)) }, [])
  useEffect(() => { live?.model.ask('strip', chosen).then((p: any) => { setPassage(p); document.title = 'ready' }).catch((e: any) => console.error(String(e))) }, [live, chosen])
  const bench = useMemo<any>(() => ({
    step: steps, recipe: edited, edited, test: live ? { pixels: live.data.test.pixels, labels: live.data.test.labels, indices: selectTest(live.data, edited.data) } : null,
    pca: null, history: [], batchLosses: [], chosen, choose, passage, colourByClass: false, setColourByClass() {},
    edit: (path: string, value: unknown) => { console.log(path, JSON.stringify(value)); setEdited((r: any) => withValueAt(r, undotted(path), value)) },
    changeable: recipeBook.changeable, ask: async () => {},
  }), [edited, chosen, passage, live])
  return <BenchContext value={bench}><div id="frame" style={{ width }}>{q.get('chips') ? <StripChips /> : <StripView />}</div></BenchContext>
}
createRoot(document.getElementById('root')!).render(<Preview />)

// Be the encoder: twelve digits to be placed on the plane; a decoder trains on the reader's places, and an autoencoder beside it.

import {
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from 'react'
import type { ByHand, Decoded } from '../../lab/byHand.ts'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, formatSignificant } from '../../ui/format.ts'
import { ImageGrid } from '../../ui/ImageGrid.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import styles from './BeTheEncoder.module.css'
import card from './text.module.css'

const text = defineWords({
  en: {
    title: 'Be the encoder',
    lead: 'Drag the twelve digits to where you would put them, so that a decoder that sees nothing but the place can draw each again. Arrow keys move the one in focus.',
    waiting: 'The images are on their way.',
    place: (digit: number, x: string, y: string) => `Digit ${digit}, at ${x} and ${y}`,
    train: 'Train a decoder on my places',
    again: 'Train again',
    cancel: 'Cancel',
    progress: 'Training',
    originals: 'The digits',
    yours: (error: string) => `From your places: ${error} per pixel, mean squared error`,
    machines: (error: string) => `From the machine’s places: ${error} per pixel, mean squared error`,
    map: (whose: string) => `What the decoder draws all over the plane, ${whose}`,
    ofYours: 'yours',
    ofMachine: 'the machine’s',
    places: 'Where the machine put them',
  },
})

/** Two of each of six digits, by their places among the test images with that label. */
const wanted = [0, 1, 3, 4, 7, 8]
const pixels = 784
const step = 0.05

/** Begins in two rows, in no order that helps. */
const firstPlaces = Array.from({ length: 12 }, (_, i): [number, number] => [
  -0.75 + 0.3 * (i % 6),
  i < 6 ? 0.35 : -0.35,
])

export function BeTheEncoder() {
  const bench = use(ChapterContext)
  return bench === null ? null : <Placing bench={bench} />
}

function Placing({ bench }: { bench: ChapterBench }) {
  const t = useWords(text)
  const [places, setPlaces] = useState(firstPlaces)
  const [done, setDone] = useState<number | null>(null)
  const [result, setResult] = useState<ByHand | null>(null)
  const [sentence, setSentence] = useState<string | null>(null)
  const running = useRef<AbortController>(null)
  const test = useSyncExternalStore(bench.today.subscribe, bench.testImages)
  const chosen = useMemo(() => test && chosenOf(test), [test])
  useEffect(() => () => running.current?.abort(), [])
  if (chosen === null) {
    return (
      <section className={card.card} aria-label={t.title}>
        <h3>{t.title}</h3>
        <p>{t.waiting}</p>
      </section>
    )
  }
  const { images, labels } = chosen
  const move = (index: number, [x, y]: readonly [number, number]) => {
    const within = (value: number) => Math.max(-1, Math.min(1, value))
    setPlaces((before) => before.map((place, i) => (i === index ? [within(x), within(y)] : place)))
  }
  const train = async () => {
    const { signal } = (running.current = new AbortController())
    const onProgress = (now: number, total: number) => {
      if (!signal.aborted) setDone(now / total)
    }
    setDone(0)
    setSentence(null)
    try {
      setResult(
        await bench.placedByHand(images.slice(), Float32Array.from(places.flat()), onProgress, signal),
      )
    } catch (error) {
      if (!signal.aborted) setSentence(error instanceof Error ? error.message : String(error))
    }
    setDone(null)
  }
  return (
    <section className={card.card} aria-label={t.title}>
      <h3>{t.title}</h3>
      <p>{t.lead}</p>
      <Plane images={images} labels={labels} places={places} onMove={move} />
      <div className={card.actions}>
        {done === null ? (
          <Button kind="primary" onClick={() => void train()}>
            {result === null ? t.train : t.again}
          </Button>
        ) : (
          <>
            <progress max={1} value={done} aria-label={t.progress} />
            <Button onClick={() => running.current?.abort()}>{t.cancel}</Button>
          </>
        )}
      </div>
      <div aria-live="polite">
        {sentence !== null && <p>{sentence}</p>}
        {result && (
          <>
            <Drawn caption={t.originals} images={images} />
            <Drawn
              caption={t.yours(formatSignificant(result.person.msePerPixel, 2))}
              images={result.person.reconstructions}
            />
            <Map decoded={result.person} caption={t.map(t.ofYours)} />
            <Drawn
              caption={t.machines(formatSignificant(result.machine.msePerPixel, 2))}
              images={result.machine.reconstructions}
            />
            <Map decoded={result.machine} caption={t.map(t.ofMachine)} />
            <figure className={styles.figure}>
              <figcaption>{t.places}</figcaption>
              <Plane images={images} labels={labels} places={pairsOf(result.machine)} />
            </figure>
          </>
        )}
      </div>
    </section>
  )
}

/** The twelve digits, or what a decoder makes of them. */
function Drawn({ images, caption }: { images: Float32Array; caption: string }) {
  return (
    <figure className={styles.figure}>
      <figcaption>{caption}</figcaption>
      <ImageGrid images={images} columns={6} label={caption} />
    </figure>
  )
}

function Map({ decoded, caption }: { decoded: Decoded; caption: string }) {
  return (
    <figure className={styles.figure}>
      <figcaption>{caption}</figcaption>
      <ImageGrid
        images={decoded.map}
        columns={Math.sqrt(decoded.map.length / pixels)}
        label={caption}
        gap={0}
      />
    </figure>
  )
}

interface PlaneProps {
  readonly images: Float32Array
  readonly labels: readonly number[]
  readonly places: readonly (readonly [number, number])[]
  /** given, the digits can be moved */
  readonly onMove?: (index: number, place: readonly [number, number]) => void
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}

/** The square [−1, 1]² with a digit at each place. */
function Plane({ images, labels, places, onMove }: PlaneProps) {
  const t = useWords(text)
  const plane = useRef<HTMLDivElement>(null)
  const drag = (index: number, event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, top, width, height } = plane.current!.getBoundingClientRect()
    onMove?.(index, [(2 * (event.clientX - left)) / width - 1, 1 - (2 * (event.clientY - top)) / height])
  }
  const press = (index: number, event: KeyboardEvent) => {
    const by = arrows[event.key]
    if (by === undefined || onMove === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const [x, y] = places[index]!
    onMove(index, [x + by[0], y + by[1]])
  }
  return (
    <div className={styles.plane} ref={plane}>
      {places.map(([x, y], i) => (
        <button
          key={i}
          type="button"
          className={styles.digit}
          style={{ left: `${50 + 50 * x}%`, top: `${50 - 50 * y}%` }}
          aria-label={t.place(labels[i]!, formatNumber(x, 2), formatNumber(y, 2))}
          disabled={onMove === undefined}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => drag(i, event)}
          onKeyDown={(event) => press(i, event)}
        >
          <ImageGrid images={images.subarray(i * pixels, (i + 1) * pixels)} columns={1} label="" pixel={1} />
        </button>
      ))}
    </div>
  )
}

/** Within [−1, 1]². */
function pairsOf({ codes, half }: Decoded): [number, number][] {
  return Array.from({ length: codes.length / 2 }, (_, i) => [codes[2 * i]! / half, codes[2 * i + 1]! / half])
}

/** Twelve test images: two of each wanted label; null where the set has not as many. */
function chosenOf(test: NonNullable<ReturnType<ChapterBench['testImages']>>) {
  const indices = wanted.flatMap((label) => {
    const first = test.labels.indexOf(label)
    return [first, test.labels.indexOf(label, first + 1)]
  })
  if (indices.includes(-1)) return null
  const images = new Float32Array(indices.length * pixels)
  for (const [i, index] of indices.entries()) {
    for (let j = 0; j < pixels; j++) images[i * pixels + j] = test.pixels[index * pixels + j]! / 255
  }
  return { images, labels: indices.map((index) => test.labels[index]!) }
}

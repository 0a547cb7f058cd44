// The chosen image with the ways to another one: the one before, the next, one by its number, one's own drawing.

import { useMemo, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { DigitPad } from '../../../../ui/DigitPad.tsx'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { useBench, type Bench, type Chosen, type TestImages } from '../InstrumentView.tsx'
import styles from './Data.module.css'
import { NextIcon, PencilIcon, PreviousIcon } from './icons.tsx'
import { Image } from './ImageView.tsx'
import { Popover } from './PopoverView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    test: 'test image',
    drawn: 'your image',
    shown: 'The chosen image',
    previous: 'Previous test image',
    next: 'Next test image',
    draw: 'Draw a digit of your own',
    drawHint: 'It goes through the network while you draw.',
    bring: 'Take a picture instead…',
    backToTest: (index: number) => `back to image ${index}`,
    backToDrawing: 'back to your image',
  },
  de: {
    test: 'Testbild',
    drawn: 'Ihr Bild',
    shown: 'Das gewählte Bild',
    previous: 'Voriges Testbild',
    next: 'Nächstes Testbild',
    draw: 'Eine eigene Ziffer zeichnen',
    drawHint: 'Sie geht durch das Netz, während Sie zeichnen.',
    bring: 'Lieber ein Bild nehmen…',
    backToTest: (index: number) => `zurück zu Bild ${index}`,
    backToDrawing: 'zurück zu Ihrem Bild',
  },
})

/** Until the test images are there, as many as the lab's sets have. */
const testImages = 10_000

type ChosenImageOnly = Exclude<Chosen, { kind: 'code' }>

export function ChosenImage() {
  const bench = useBench()
  const { chosen, test } = bench
  const t = useWords(words)
  const { bareCode } = useWords(stripWords)
  const image = useChosenPixels(bench)
  const { image: kept, test: index } = useKept(chosen)
  const step = (by: 1 | -1) => bench.choose({ kind: 'test', index: neighbour(test, index, by) })
  return (
    <>
      <div className={styles.chosen}>
        <StepButton name={t.previous} onPress={() => step(-1)} next={false} />
        <Image image={image} label={t.shown} pixel={3}>
          {chosen.kind === 'code' && bareCode}
        </Image>
        <StepButton name={t.next} onPress={() => step(1)} next />
      </div>
      <div className={styles.caption}>
        {chosen.kind === 'test' && (
          <div className={styles.number}>
            <NumberField
              label={t.test}
              value={index}
              min={0}
              max={(test?.labels.length ?? testImages) - 1}
              integer
              format={String}
              onCommit={(next) => bench.choose({ kind: 'test', index: next })}
            />
          </div>
        )}
        {chosen.kind === 'drawn' && t.drawn}
        {chosen.kind === 'code' && (
          <button type="button" className={styles.back} onClick={() => bench.choose(kept)}>
            {kept.kind === 'test' ? t.backToTest(kept.index) : t.backToDrawing}
          </button>
        )}
        {chosen.kind !== 'code' && (
          <Popover label={<PencilIcon />} name={t.draw} bare className={styles.pencil}>
            <div className={styles.pad}>
              <DigitPad
                label={t.draw}
                size={196}
                onDraw={(drawn) => bench.choose({ kind: 'drawn', pixels: drawn })}
                onCommit={(drawn) => bench.choose({ kind: 'drawn', pixels: drawn })}
              />
              <p>{t.drawHint}</p>
              <Button onClick={bench.bringOwn}>{t.bring}</Button>
            </div>
          </Popover>
        )}
      </div>
    </>
  )
}

function StepButton({ name, onPress, next }: { name: string; onPress: () => void; next: boolean }) {
  return (
    <button type="button" className={styles.step} aria-label={name} title={name} onClick={onPress}>
      {next ? <NextIcon /> : <PreviousIcon />}
    </button>
  )
}

/** The chosen image as the encoder sees it; the stored bytes until the model has answered; null for a bare code. */
function useChosenPixels({ chosen, passage, test, edited }: Bench): Float32Array | Uint8Array | null {
  const index = chosen.kind === 'test' && edited.data.pixels === 'grey' ? chosen.index : null
  const stored = useMemo(
    () => (test && index !== null ? test.pixels.subarray(index * pixels, (index + 1) * pixels) : null),
    [test, index],
  )
  if (chosen.kind === 'code') return null
  if (chosen.kind === 'drawn') return chosen.pixels
  return stored?.length === pixels ? stored : (passage?.input ?? null)
}

/** What was chosen last that is an image, and the last test image, so that there is a way back to them. */
function useKept(chosen: Chosen): { image: ChosenImageOnly; test: number } {
  const [kept, setKept] = useState<{ image: ChosenImageOnly; test: number }>(() => ({
    image: chosen.kind === 'code' ? { kind: 'test', index: 0 } : chosen,
    test: chosen.kind === 'test' ? chosen.index : 0,
  }))
  if (chosen.kind === 'code' || chosen === kept.image) return kept
  const now = { image: chosen, test: chosen.kind === 'test' ? chosen.index : kept.test }
  setKept(now)
  return now
}

/** The next image of the recipe's classes on this side, around the ends. */
function neighbour(test: TestImages | null, index: number, by: 1 | -1): number {
  const images = test?.labels.length ?? testImages
  if (test === null || test.indices.length === 0) return (index + by + images) % images
  const { indices } = test
  if (by === 1) return indices.find((other) => other > index) ?? indices[0]!
  return indices.findLast((other) => other < index) ?? indices.at(-1)!
}

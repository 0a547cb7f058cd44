// The image that the reader has chosen, as a question to the model names it, and choosing one in a line of images.

import { useMemo } from 'react'
import { formatCount } from '../../../ui/format.ts'
import { defineWords, useWords } from '../../../ui/words.tsx'
import { classNameOf } from './classNames.ts'
import { useBench } from './InstrumentView.tsx'
import type { AskedImage } from './pictureOf.ts'
import type { PictureLine } from './PictureLinesView.tsx'

const text = defineWords({
  en: {
    image: (index: string, name: string) => `Test image ${index}, class ${name}`,
    plainImage: (index: string) => `Test image ${index}`,
  },
})

/** The chosen test image or drawing; where a bare code is chosen, the test image `otherwise`. */
export function useLookedAt(otherwise: number): AskedImage {
  const { chosen } = useBench()
  return useMemo<AskedImage>(
    () => (chosen.kind === 'code' ? { kind: 'test', index: otherwise } : chosen),
    [chosen, otherwise],
  )
}

/** What makes a line of these test images one to choose from. */
export function useChoosing(indices: Uint32Array): Pick<PictureLine, 'onPick' | 'selected' | 'describe'> {
  const { chosen, choose, test, recipe } = useBench()
  const words = useWords(text)
  const selected = chosen.kind === 'test' ? indices.indexOf(chosen.index) : -1
  return {
    onPick: (i) => choose({ kind: 'test', index: indices[i]! }),
    ...(selected >= 0 && { selected }),
    describe: (i) => {
      const index = indices[i]!
      if (!test) return words.plainImage(formatCount(index))
      return words.image(formatCount(index), classNameOf(recipe.data, test.labels[index]!))
    },
  }
}

// What stands in place of everything said of log p(x) where the pixels are grey: why, and the way to pixels that have it.

import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'
import { useEvidenceName } from './evidenceNameView.tsx'
import { words as text } from './exactPosterior/words.ts'
import { Instead } from './WaitingView.tsx'

export function NoLikelihood() {
  const { edit } = useBench()
  const words = useWords(text)
  const evidence = useEvidenceName()
  return (
    <Instead>
      <p>{words.grey(evidence)}</p>
      <Button onClick={() => edit('data.pixels', 'sampled')}>{words.useSampled}</Button>
    </Instead>
  )
}

// Which draw of the noise is shown, and the button for another one.

import { Button } from '../../../ui/Button.tsx'
import { formatCount } from '../../../ui/format.ts'
import { defineWords, useWords } from '../../../ui/words.tsx'
import { mostDraws } from './noise.ts'
import layout from './Layout.module.css'

const text = defineWords({
  en: {
    number: (draw: string) => `draw ${draw}`,
    another: 'Another draw',
  },
})

interface DrawAgainProps {
  /** from 0 */
  readonly draw: number
  readonly onDraw: (draw: number) => void
}

export function DrawAgain({ draw, onDraw }: DrawAgainProps) {
  const words = useWords(text)
  return (
    <div className={layout.end}>
      <span>{words.number(formatCount(draw))}</span>
      <Button onClick={() => onDraw((draw + 1) % mostDraws)}>{words.another}</Button>
    </div>
  )
}

// A line of text with formulas between dollars, code between backticks, and raised letters.

import { Fragment } from 'react'
import { Raised } from './Raised.tsx'
import { Tex } from './Tex.tsx'

export function Written({ text }: { text: string }) {
  return text.split(/(\$[^$]+\$|`[^`]+`)/).map((piece, i) => <Fragment key={i}>{set(piece)}</Fragment>)
}

function set(piece: string): React.ReactNode {
  const inside = piece.slice(1, -1)
  if (piece.startsWith('$')) return <Tex tex={inside} />
  if (piece.startsWith('`')) return <code>{inside}</code>
  return <Raised text={piece} />
}

// The prose of a scene: paragraphs of plain text, in which `[code]{…}` and its like give words a colour of the model.

import type { ModelColour } from '../../ui/colours.ts'

export interface Piece {
  readonly text: string
  /** null: ink */
  readonly colour: ModelColour | null
}

const mark = /\[(encoder|code|decoder|reconstruction|penalty)\]\{([^{}]*)\}/g

/** Paragraphs, which an empty line ends; whatever is no mark stands as it is written. */
export function paragraphsOf(prose: string): readonly (readonly Piece[])[] {
  return prose
    .split(/\n\s*\n/)
    .map((paragraph) => piecesOf(paragraph.trim()))
    .filter((pieces) => pieces.length > 0)
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  const add = (piece: string, colour: Piece['colour']): void => {
    if (piece !== '') pieces.push({ text: piece, colour })
  }
  let at = 0
  for (const found of text.matchAll(mark)) {
    add(text.slice(at, found.index), null)
    add(found[2]!, found[1] as ModelColour)
    at = found.index + found[0].length
  }
  add(text.slice(at), null)
  return pieces
}

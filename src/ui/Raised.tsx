// Text in which letters are raised or lowered: the page's typefaces have no signs for them.

import { Fragment } from 'react'

const marks: Readonly<Record<string, React.ReactNode>> = {
  ᵀ: <sup>T</sup>,
  ᵗ: <sup>t</sup>,
  '⁻¹': <sup>−1</sup>,
  ᵢ: <sub>i</sub>,
}
const marked = new RegExp(`(${Object.keys(marks).join('|')})`)

export function Raised({ text }: { text: string }) {
  return text.split(marked).map((piece, i) => <Fragment key={i}>{marks[piece] ?? piece}</Fragment>)
}

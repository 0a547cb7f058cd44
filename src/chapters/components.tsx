// What the chapters' Markdown may use beside paragraphs, lists and emphasis.

import { ClaimView } from './ClaimView.tsx'
import { BeTheEncoder } from './text/BeTheEncoder.tsx'
import { Chapter, Cite, Term } from './text/Cite.tsx'
import { Compare, Open } from './text/Compare.tsx'
import { DrawCurve } from './text/DrawCurve.tsx'
import { Equation, Formula } from './text/Formula.tsx'
import { Mistake } from './text/Mistake.tsx'
import { Part } from './text/Part.tsx'
import { Predict } from './text/Predict.tsx'

export const components = {
  BeTheEncoder,
  Chapter,
  Cite,
  Claim: ClaimView,
  Compare,
  DrawCurve,
  Equation,
  Formula,
  Mistake,
  Open,
  Part,
  Predict,
  Term,
} as const

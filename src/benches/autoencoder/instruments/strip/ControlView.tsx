// One control of the recipe by its dotted path, where it stands alone: the same parts as in its column.

import { useBench } from '../InstrumentView.tsx'
import { CodeSize } from './CodeView.tsx'
import { OptimiseNumber } from './OptimiseView.tsx'
import { ParameterSlider } from './ParameterView.tsx'
import { controlAt } from './paths.ts'
import { Weight } from './TermsView.tsx'

/** Nothing where the recipe has no such control now. */
export function Control({ path }: { path: string }) {
  const { edited } = useBench()
  const place = controlAt(path, edited)
  if (place === null) return null
  if (place.kind === 'codeSize') return <CodeSize />
  if (place.kind === 'optimise') return <OptimiseNumber field={place.field} />
  if (place.kind === 'corruption') return <ParameterSlider at="corrupt" parameter={place.parameter} />
  const { term, parameter } = place
  if (parameter.name === 'weight') return <Weight term={term} />
  return <ParameterSlider at={`objective.${term.id}`} parameter={parameter} colour={term.colour} />
}

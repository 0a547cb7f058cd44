// Pointing from the prose into the page: the part pointed at is named on the page's root, whose styles light it up.

import { createContext } from 'react'
import './pointing.css'

export type PartName =
  | 'data'
  | 'corrupt'
  | 'encode'
  | 'code'
  | 'decode'
  | 'objective'
  | 'optimise'
  | 'codePlane'
  | 'instrument'
  | 'transport'

/** Names a part, or none any more. */
export function point(part: PartName | null): void {
  if (part === null) delete document.documentElement.dataset['pointed']
  else document.documentElement.dataset['pointed'] = part
}

export const PointContext = createContext<(part: PartName | null) => void>(point)

// How any part of the page opens the place where the reader brings images of their own.

import { createContext } from 'react'
import type { OwnFile } from '../../data/own/bytes.ts'
import type { Lab } from '../laboratory.ts'

export interface OwnDataRequest {
  /** the side that they are for */
  readonly lab: Lab
  /** what was dropped or pasted; without, the reader chooses */
  readonly files?: Promise<readonly OwnFile[]>
}

/** null on a stage, where nothing is brought in */
export const OwnDataContext = createContext<((request: OwnDataRequest) => void) | null>(null)

// Whether large libraries for pictures and formulas may be loaded yet; until then formulas are plain text and plots empty.

import { createContext } from 'react'

export const LaterContext = createContext(true)

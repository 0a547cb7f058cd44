// A word of the prose that points into the picture: hover or focus it, and the part that it names lights up.

import { use, type ReactNode } from 'react'
import { PointContext, type PartName } from './pointing.ts'
import styles from './text.module.css'

const colours: Readonly<Record<PartName, string | undefined>> = {
  data: undefined,
  corrupt: undefined,
  encode: 'encoder',
  code: 'code',
  decode: 'decoder',
  objective: 'reconstruction',
  optimise: undefined,
  codePlane: 'code',
  instrument: undefined,
  transport: undefined,
}

export function Part({
  of,
  colour = colours[of],
  children,
}: {
  of: PartName
  /** where another meaning is meant than the part's own, such as a penalty of the objective */
  colour?: string
  children: ReactNode
}) {
  const point = use(PointContext)
  return (
    <button
      type="button"
      className={styles.part}
      data-colour={colour}
      onPointerEnter={() => point(of)}
      onPointerLeave={() => point(null)}
      onFocus={() => point(of)}
      onBlur={() => point(null)}
    >
      {children}
    </button>
  )
}

// Which two coordinates of the code a plane shows: two menus, in which the coordinate that tells most stands first.

import { useMemo } from 'react'
import { Choice } from '../../../ui/Choice.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { defineWords, useWords } from '../../../ui/words.tsx'
import { coordinateName } from './coordinateName.ts'
import { descending } from './posteriorMoments.ts'

const text = defineWords({
  en: {
    across: 'Across',
    up: 'Up',
    coordinate: (name: string, kl: string) => `${name} · KL ${kl}`,
  },
})

interface CoordinatesProps {
  /** mean KL to the prior of every coordinate, nats; null where it is not known */
  readonly kl: Float32Array | null
  readonly size: number
  /** from 0 */
  readonly first: number
  readonly second: number
  readonly onChoose: (first: number, second: number) => void
}

export function Coordinates({ kl, size, first, second, onChoose }: CoordinatesProps) {
  const words = useWords(text)
  const options = useMemo(() => {
    const order = kl ? descending(kl) : Array.from({ length: size }, (_, j) => j)
    return order.map((j) => ({
      value: String(j),
      label: kl ? words.coordinate(coordinateName(j), formatNumber(kl[j]!, 2)) : coordinateName(j),
    }))
  }, [kl, size, words])
  return (
    <>
      <Choice
        label={words.across}
        value={String(first)}
        options={options}
        onChange={(value) => onChoose(Number(value), second)}
      />
      <Choice
        label={words.up}
        value={String(second)}
        options={options}
        onChange={(value) => onChoose(first, Number(value))}
      />
    </>
  )
}

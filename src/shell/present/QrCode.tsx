// A QR code of an address, made on this machine: dark modules on light ones, with the quiet margin that readers need.

import { useMemo } from 'react'
import { encode } from 'uqr'
import { useWords } from '../../ui/words.tsx'
import styles from './Presentation.module.css'
import { words } from './words.ts'

const margin = 4

export function QrCode({ address }: { address: string }) {
  const t = useWords(words)
  const code = useMemo(() => modulesOf(address), [address])
  if (code === null) return <p className={styles.noQr}>{t.qrTooLong}</p>
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t.qr(address)}
    >
      <rect width={code.size} height={code.size} fill="white" />
      <path d={code.path} fill="black" />
    </svg>
  )
}

/** Null where the address is longer than any QR code. */
function modulesOf(address: string): { size: number; path: string } | null {
  try {
    const { data, size } = encode(address, { ecc: 'L', border: margin })
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size, path: dark.join('') }
  } catch {
    return null
  }
}

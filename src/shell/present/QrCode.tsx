// A QR code of an address, made on this machine: dark modules on light ones, with the quiet margin that readers need.

import { useMemo } from 'react'
import { encode } from 'uqr'
import { useWords } from '../../ui/words.tsx'
import styles from './Presentation.module.css'
import { words } from './words.ts'

const margin = 4

export function QrCode({ address }: { address: string }) {
  const t = useWords(words)
  const code = useMemo(() => pictureOf(address), [address])
  if (code === null) return <p className={styles.noQr}>{t.qrTooLong}</p>
  return <img className={styles.qr} src={code} alt={t.qr(address)} />
}

/** As an image's address; null where the text is longer than any QR code. */
function pictureOf(text: string): string | null {
  try {
    const { data, size } = encode(text, { ecc: 'L', border: margin })
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    const modules = `<path d="${dark.join('')}"/>`
    const paper = `<rect width="${size}" height="${size}" fill="white"/>`
    // soft edges: sharp ones of a broken number of pixels are of unequal width, and readers stumble
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${paper}${modules}</svg>`
    return `data:image/svg+xml,${encodeURIComponent(svg)}`
  } catch {
    return null
  }
}

// One image of 28 × 28 pixels in its place, which is an outline while there is no image.

import type { ReactNode } from 'react'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import styles from './Image.module.css'

export interface ImageProps {
  image: Float32Array | Uint8Array | null | undefined
  label: string
  /** CSS pixels per image pixel. */
  pixel: number
  /** Signed values, blue below zero and orange above, with this at the ends. */
  limit?: number
  pale?: boolean
  /** Stands in the outline. */
  children?: ReactNode
}

export function Image({ image, label, pixel, limit, pale, children }: ImageProps) {
  return (
    <div
      className={styles.frame}
      data-empty={!image || undefined}
      data-pale={pale || undefined}
      style={{ width: 28 * pixel, height: 28 * pixel }}
    >
      {image ? <ImageGrid images={image} columns={1} pixel={pixel} limit={limit} label={label} /> : children}
    </div>
  )
}

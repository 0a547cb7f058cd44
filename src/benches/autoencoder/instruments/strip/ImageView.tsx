// One image of 28 × 28 pixels in its place, which is an outline while there is no image; hidden pixels are hatched.

import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { side } from '../../shapes.ts'
import styles from './Image.module.css'

export interface ImageProps {
  image: Float32Array | Uint8Array | null | undefined
  label: string
  /** CSS pixels per image pixel. */
  pixel: number
  /** Signed values, blue below zero and orange above, with this at the ends. */
  limit?: number
  pale?: boolean
  /** 1 at every pixel that is hidden, which is another thing than paper. */
  mask?: Float32Array | null
  /** Stands in the outline. */
  children?: ReactNode
}

export function Image({ image, label, pixel, limit, pale, mask, children }: ImageProps) {
  return (
    <div
      className={styles.frame}
      data-empty={!image || undefined}
      data-pale={pale || undefined}
      style={{ width: side * pixel, height: side * pixel }}
    >
      {image ? <ImageGrid images={image} columns={1} pixel={pixel} limit={limit} label={label} /> : children}
      {image && mask && <Hatching mask={mask} pixel={pixel} />}
    </div>
  )
}

/** Tint and diagonals over the hidden pixels. */
function Hatching({ mask, pixel }: { mask: Float32Array; pixel: number }) {
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const length = side * pixel
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.clearRect(0, 0, length, length)
    context.save()
    context.beginPath()
    mask.forEach((isHidden, i) => {
      if (isHidden === 1) context.rect((i % side) * pixel, Math.floor(i / side) * pixel, pixel, pixel)
    })
    context.clip()
    context.fillStyle = palette.colour('track')
    context.fillRect(0, 0, length, length)
    context.strokeStyle = palette.colour('muted')
    context.beginPath()
    for (let at = 0; at < 2 * length; at += pixel * 2) {
      context.moveTo(at, 0)
      context.lineTo(0, at)
    }
    context.globalAlpha = 0.55
    context.stroke()
    context.restore()
  }, [mask, pixel, length, palette])
  return <canvas ref={canvas} className={styles.hatching} width={length} height={length} aria-hidden="true" />
}

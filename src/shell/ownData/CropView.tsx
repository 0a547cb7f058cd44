// A picture of which the reader takes a square: dragged and zoomed beneath a window, with what becomes of it beside.

import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react'
import { borderOf, type GreyImage } from '../../data/own/grey.ts'
import { wayOf } from '../../ui/arrows.ts'
import { Button } from '../../ui/Button.tsx'
import { ImageGrid } from '../../ui/ImageGrid.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useWords } from '../../ui/words.tsx'
import { croppedImage, largestZoom, middleOf, squareOf, within, type Crop } from './crop.ts'
import styles from './OwnData.module.css'
import { words } from './words.ts'

interface CropViewProps {
  readonly image: GreyImage
  /** are the images that the recipe trains on digits as MNIST's? */
  readonly isDigits: boolean
  readonly onUse: (pixels: Float32Array) => void
  readonly onBack: () => void
}

/** Of the window, what an arrow key moves. */
const nudge = 0.04
const closer = 1.15

export function CropView({ image, isDigits, onUse, onBack }: CropViewProps) {
  const t = useWords(words)
  const [crop, setCrop] = useState(() => middleOf(image))
  const [inverted, setInverted] = useState(() => borderOf(image) > 127.5)
  const [asDigit, setAsDigit] = useState(isDigits)
  const pixels = useMemo(
    () => croppedImage(image, crop, { inverted, asDigit }),
    [image, crop, inverted, asDigit],
  )
  return (
    <div className={styles.stage}>
      <div className={styles.crop}>
        <Window image={image} crop={crop} onCrop={(next) => setCrop(within(image, next))} />
        <figure className={styles.becomes}>
          <ImageGrid images={pixels} columns={1} pixel={5} label={t.becomes} />
          <figcaption className={styles.muted}>{t.becomes}</figcaption>
        </figure>
      </div>
      <Slider
        label={t.zoom}
        value={crop.zoom}
        scale={{ kind: 'log', min: 1, max: largestZoom }}
        onChange={(zoom) => setCrop(within(image, { ...crop, zoom }))}
      />
      <Toggle label={t.invert} checked={inverted} onChange={setInverted} />
      <p className={styles.muted}>{t.invertHint}</p>
      <Toggle label={t.asDigit} checked={asDigit} onChange={setAsDigit} />
      <div className={styles.actions}>
        <Button onClick={onBack}>{t.back}</Button>
        <Button kind="primary" onClick={() => onUse(pixels)}>
          {t.useImage}
        </Button>
      </div>
    </div>
  )
}

interface WindowProps {
  readonly image: GreyImage
  readonly crop: Crop
  readonly onCrop: (crop: Crop) => void
}

function Window({ image, crop, onCrop }: WindowProps) {
  const t = useWords(words)
  const canvas = useRef<HTMLCanvasElement>(null)
  const held = useRef<{ x: number; y: number; from: Crop }>(null)
  const picture = useMemo(() => drawn(image), [image])
  const square = squareOf(image, crop)

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const { width } = context.canvas
    const scale = width / square.side
    const border = Math.round(borderOf(image))
    context.fillStyle = `rgb(${border} ${border} ${border})`
    context.fillRect(0, 0, width, width)
    context.imageSmoothingQuality = 'high'
    context.drawImage(
      picture,
      -square.left * scale,
      -square.top * scale,
      image.width * scale,
      image.height * scale,
    )
  }, [image, picture, square.left, square.top, square.side])

  // React listens to the wheel passively, and the page would scroll.
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      onCrop({ ...crop, zoom: crop.zoom * 2 ** (-event.deltaY / 400) })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [crop, onCrop])

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId)
    held.current = { x: event.clientX, y: event.clientY, from: crop }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!held.current) return
    const { x, y, from } = held.current
    const perPixel = squareOf(image, from).side / event.currentTarget.clientWidth
    onCrop({
      ...from,
      x: from.x - (event.clientX - x) * perPixel,
      y: from.y - (event.clientY - y) * perPixel,
    })
  }
  const letGo = () => {
    held.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = nudge * square.side
    const way = wayOf(event.key)
    const zooms: Record<string, number> = { '+': crop.zoom * closer, '-': crop.zoom / closer }
    const zoom = zooms[event.key]
    if (way) onCrop({ ...crop, x: crop.x + way[0] * by, y: crop.y + way[1] * by })
    else if (zoom !== undefined) onCrop({ ...crop, zoom })
    else return
    event.preventDefault()
  }
  return (
    // A place to drag takes keys and pointers as no plain image does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="application"
      aria-label={t.crop}
      title={t.crop}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes keys
      tabIndex={0}
      className={styles.window}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} width={448} height={448} aria-hidden="true" />
    </div>
  )
}

/** The picture on a canvas of its own size. */
function drawn({ width, height, values }: GreyImage): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [width, height]
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const picture = context.createImageData(width, height)
  const opaque = 0xff000000
  new Uint32Array(picture.data.buffer).set(Uint32Array.from(values, (grey) => opaque + grey * 0x010101))
  context.putImageData(picture, 0, 0)
  return canvas
}

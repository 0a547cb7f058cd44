// The film: the frames kept, one after the other at the reader's speed, ended by the last one or by any touch of the run.

/** times `framesPerSecond` */
export const filmSpeeds = [0.5, 1, 2, 4, 8] as const

/** frames a second at speed 1 */
const framesPerSecond = 4

export interface FilmDoors {
  /** steps at which a frame stands, ascending */
  readonly steps: () => readonly number[]
  readonly shown: () => number
  readonly speed: () => number
  readonly show: (place: number | 'live') => void
  readonly tell: (isPlaying: boolean) => void
  /** calls back once, before the next drawing, with the time in ms */
  readonly beforeDrawing: (callback: (now: number) => void) => void
}

/** The frame after the shown one; null at the last one. */
export function nextFrame(steps: readonly number[], shown: number): number | null {
  return steps.find((step) => step > shown) ?? null
}

export class Film {
  readonly #doors: FilmDoors
  /** every showing has a number: of an ended one nothing is heard any more */
  #showing = 0
  #isPlaying = false

  constructor(doors: FilmDoors) {
    this.#doors = doors
  }

  /** From the shown frame on; from the first one, where the last is shown. */
  play(): void {
    const { steps, shown, show, tell } = this.#doors
    const [first] = steps()
    if (this.#isPlaying || first === undefined) return
    this.#isPlaying = true
    tell(true)
    if (nextFrame(steps(), shown()) === null) show(first)
    this.#goOn(++this.#showing, null)
  }

  stop(): void {
    if (!this.#isPlaying) return
    this.#isPlaying = false
    this.#showing += 1
    this.#doors.tell(false)
  }

  toggle(): void {
    if (this.#isPlaying) this.stop()
    else this.play()
  }

  /** Asks for the next drawing only when this one is done, so that a slow one is followed by no rush. */
  #goOn(showing: number, since: number | null): void {
    this.#doors.beforeDrawing((now) => {
      if (showing !== this.#showing) return
      const { steps, shown, speed, show } = this.#doors
      const isDue = since !== null && now - since >= 1000 / (framesPerSecond * speed())
      if (!isDue) return this.#goOn(showing, since ?? now)
      const next = nextFrame(steps(), shown())
      if (next === null || next === steps().at(-1)) {
        this.stop()
        show('live')
        return
      }
      show(next)
      this.#goOn(showing, now)
    })
  }
}

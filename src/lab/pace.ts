// In step: two runs, each in a thread of its own, of which neither gets more than a few steps ahead of the other, however
// fast its steps are. So both share the device, and what is compared is always compared at the same step.

/** A run may be ahead by this: a word between threads takes a part of a step, and is not waited for after each. */
export const mostAhead = 4

/** One end of the line between the two runs. */
export class Pace {
  readonly #port: MessagePort
  /** where the other run is while it takes steps; null: it takes none for now, and nobody waits for it */
  #other: number | null = null
  #resting = true
  #wake = (): void => {}

  constructor(port: MessagePort) {
    this.#port = port
    port.addEventListener('message', ({ data }: MessageEvent<number | null>) => {
      this.#other = data
      this.#wake()
    })
    port.start()
  }

  /** Resolves when the run that has come to `step` may take its next one, or is to rest. */
  async turn(step: number): Promise<void> {
    this.#resting = false
    this.#say(step)
    while (!this.#resting && this.#other !== null && step - this.#other >= mostAhead) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** This run takes no step for now: it is paused, has ended or is gone. */
  rest(): void {
    if (this.#resting) return
    this.#resting = true
    this.#say(null)
    this.#wake()
  }

  /** Nobody waits for anybody any more. */
  close(): void {
    this.rest()
    this.#port.close()
    this.#other = null
  }

  #say(step: number | null): void {
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    this.#port.postMessage(step)
  }
}

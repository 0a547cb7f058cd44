// A pause in which messages are heard: one turn of the event loop, without the four milliseconds of a timer.

/** Resolves in the next turn of the event loop. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}

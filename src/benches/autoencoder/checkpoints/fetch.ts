// Checkpoints in the browser: each file is loaded by itself, when it is asked for.

/** Addresses by file name. */
const addresses = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../../../checkpoints/*.safetensors', {
      eager: true,
      query: '?url',
      import: 'default',
    }),
  ).map(([path, address]) => [path.split('/').at(-1)!, address]),
)

/** @throws Error with a sentence where the file does not come */
export async function fetchCheckpoint(file: string): Promise<Uint8Array> {
  const address = addresses[file]
  if (address === undefined) throw new Error(`The checkpoint ${file} is not part of this page.`)
  const response = await fetch(address).catch(() => null)
  if (!response?.ok) {
    const why = response === null ? 'the network is away' : `the server answers ${response.status}`
    throw new Error(`The checkpoint ${file} could not be loaded: ${why}. Try again, or train it here.`)
  }
  return new Uint8Array(await response.arrayBuffer())
}

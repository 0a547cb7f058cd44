// The names of the backends, apart from what starts them, so that the page can name them without loading an engine.

export const backendNames = ['webgl', 'wasm', 'cpu'] as const
export type BackendName = (typeof backendNames)[number]

/** `automatic` follows the rule; a name pins one backend. */
export type BackendChoice = 'automatic' | BackendName

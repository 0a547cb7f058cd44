// Types of what Vite adds to the language: asset URLs (`?url`), CSS modules, import.meta.env.

/// <reference types="vite/client" />

/** What scripts/assembly.mjs makes of AssemblyScript: the bytes of a WebAssembly module. */
declare module '*?assembly' {
  const binary: Uint8Array<ArrayBuffer>
  export default binary
}

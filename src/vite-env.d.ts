// Types of what Vite adds to the language: asset URLs (`?url`), CSS modules, import.meta.env.

/// <reference types="vite/client" />

/** What scripts/assembly.mjs makes of AssemblyScript: a function that brings the bytes of a WebAssembly module. */
declare module '*?assembly' {
  const binary: () => Promise<ArrayBuffer>
  export default binary
}

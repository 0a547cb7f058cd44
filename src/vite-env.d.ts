// Types of what Vite adds to the language: asset URLs (`?url`), CSS modules, import.meta.env.

/// <reference types="vite/client" />

// How the page is served while one works on it, and how it and the terminal door are built.
//
//   vite build               the page, into dist/
//   vite build --mode lab    the terminal door src/cli.ts for Node, into dist-lab/cli.js

import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown, type UserConfig } from 'vite'
import { assembly } from './scripts/assembly.mjs'
import { chapterText } from './scripts/mdx.mjs'
import { offline } from './scripts/offline.mjs'

// What the built page may load: nothing but its own files. Training needs WASM, plots need inline styles.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

// Puts the policy into the head of the built page; the dev server needs inline scripts and goes without.
function policy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

// Leaves out what libraries bring along and no reader needs: fonts for browsers older than woff2, styles of maps, and the
// threads of the WASM backend, which need headers that ordinary hosts do not send.
function lean(): Plugin {
  return {
    name: 'lean',
    enforce: 'pre',
    load(id) {
      if (id.endsWith('/wasm-out/tfjs-backend-wasm-threaded-simd.js')) return 'export default null'
      if (id.endsWith('/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js'))
        return 'export const wasmWorkerContents = null'
      return null
    },
    transform(code, id) {
      if (id.includes('katex') && id.includes('.css')) {
        return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g, '')
      }
      return id.includes('maplibre-gl') && id.includes('.css') ? '' : null
    },
  }
}

// What the worker imports. Left to be discovered, these would reload the page at the reader's first click.
export const workerDependencies = [
  'comlink',
  'zod/mini',
  'ml-matrix',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/gradients/*.js',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-wasm/dist/base.js',
  '@tensorflow/tfjs-backend-wasm/dist/kernels/*.js',
  '@tensorflow/tfjs-backend-cpu',
  '@noble/hashes/sha2.js',
  '@petamoriken/float16',
  'fflate',
]

// What the page loads only when the first plot or formula is drawn.
export const pictureDependencies = [
  'plotly.js/lib/core',
  'plotly.js/lib/heatmap',
  'plotly.js/src/traces/scattergl/strict',
  'katex',
]

// Two warnings about libraries that plotly brings along, and about nothing that could be mended here: typedarray-pool imports
// Node's `buffer` for a function that nobody calls in a browser, and bit-twiddle begins with a directive that means nothing.
function isKnownHarmless({ plugin, code, id, message }: Rolldown.RollupLog): boolean {
  return (
    (plugin === 'rolldown:vite-resolve' &&
      message.startsWith('Module "buffer" has been externalized') &&
      message.includes('/node_modules/typedarray-pool/')) ||
    (code === 'MODULE_LEVEL_DIRECTIVE' && id?.endsWith('/node_modules/bit-twiddle/twiddle.js') === true)
  )
}

// how long a plugin takes is no news to whoever starts the lab
const checks = { pluginTimings: false }

// What comes at once comes in one piece: split by what loads which of it later, it would be a tenth larger when compressed.
const atOnce = {
  codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
} satisfies Rolldown.OutputOptions

const page: UserConfig = {
  base: './',
  plugins: [assembly(), lean(), chapterText(), react(), policy(), offline()],
  define: { global: 'globalThis' },
  worker: { format: 'es', plugins: () => [assembly(), lean()], rolldownOptions: { output: atOnce, checks } },
  optimizeDeps: { include: [...workerDependencies, ...pictureDependencies] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: atOnce,
      checks,
      onLog: (level, log, print) => {
        if (!isKnownHarmless(log)) print(level, log)
      },
    },
  },
}

// Where the WASM backend, bundled, looks for its binaries in Node.
const wasmFolder = `
import { createRequire as createRequireOfPackages } from 'node:module'
const __dirname = createRequireOfPackages(import.meta.url)
  .resolve('@tensorflow/tfjs-backend-wasm/package.json')
  .replace('package.json', 'wasm-out')
`

const terminal: UserConfig = {
  plugins: [assembly()],
  publicDir: false,
  // one copy of tfjs, its ES modules: the CommonJS build that Node would take lacks the gradients
  ssr: { noExternal: [/^@tensorflow\//] },
  build: {
    ssr: 'src/cli.ts',
    target: 'node20',
    outDir: 'dist-lab',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { entryFileNames: 'cli.js', codeSplitting: false, banner: wasmFolder },
      checks,
    },
  },
}

export default defineConfig(({ mode }) => (mode === 'lab' ? terminal : page))

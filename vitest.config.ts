// The sets of vitest tests: unit (Node), alone (Node, each file in a process of its own), gates (Node, long) and browser (a
// real Chromium).

import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { assembly } from './scripts/assembly.mjs'
import { chapterText } from './scripts/mdx.mjs'
import { findChromium } from './tests/support/chromium.mjs'
import { pictureDependencies, workerDependencies } from './vite.config.ts'

// A run of Node tests alone looks for no browser, so that it needs none.
const nodeOnly = /--project[= ](unit|alone|gates)\b/.test(process.argv.join(' '))

const define = { global: 'globalThis' }

// One copy of tfjs, its ES modules, as in the bundles: the CommonJS build that Node would take lacks the gradients.
const server = { deps: { inline: [/@tensorflow\//] } }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assembly()],
        define,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/equalBytes.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers: availableParallelism(),
          // a second per file goes into loading the engine anew
          isolate: false,
          server,
          testTimeout: 60_000,
          // a frame of every instrument takes a second, more on a busy machine
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        plugins: [assembly()],
        define,
        test: {
          name: 'alone',
          include: ['tests/alone/**/*.test.ts'],
          setupFiles: ['tests/support/equalBytes.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers: availableParallelism(),
          server,
          testTimeout: 60_000,
        },
      },
      {
        plugins: [assembly()],
        define,
        test: {
          name: 'gates',
          include: ['tests/gates/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          server,
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
      {
        plugins: [assembly(), chapterText(), react()],
        define,
        worker: { format: 'es', plugins: () => [assembly()] },
        optimizeDeps: {
          include: [
            ...workerDependencies,
            ...pictureDependencies,
            'react',
            'react-dom',
            'react-dom/client',
            'zustand',
            'zustand/vanilla',
            'vitest-browser-react',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/equalBytes.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: nodeOnly ? {} : await findChromium() }),
            instances: [{ browser: 'chromium', viewport: { width: 1440, height: 900 } }],
          },
        },
      },
    ],
  },
})

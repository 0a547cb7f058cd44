// The end-to-end tests: the built page, served from dist as any static host would, in the tests' own browser.

import { defineConfig } from '@playwright/test'
import { anyFreePort } from './scripts/port.mjs'
import { findChromium } from './tests/support/chromium.mjs'

// Playwright reads this file once more in its worker, which inherits the port from here.
const port = (process.env.E2E_PORT ??= String(await anyFreePort()))
const baseURL = `http://localhost:${port}/`

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  // a page that trains leaves little of two cores to whatever else it is to show
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL,
    // what the page gets for use without a network would take its share of every test; those about it allow it
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    launchOptions: await findChromium(),
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host localhost --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
  },
})

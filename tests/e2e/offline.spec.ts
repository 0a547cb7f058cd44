// Without a network: after one visit everything is there, the data included; and a new version waits for the reader.

import { createServer, type Server } from 'node:http'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { openLab, runStatus, stepOf, train } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

test.use({ serviceWorkers: 'allow' })

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('after one visit the lab opens and trains on MNIST without a network', async ({ page, context }) => {
  await openLab(page, quick)
  await choose(page, 'Use without a network')
  await expect(page.getByText('Everything is here, the data included')).toBeVisible({ timeout: 90_000 })
  await context.setOffline(true)
  await page.goto('about:blank')
  await page.goto(`/${linkOf({ ...quick, seed: 3 })}`)
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
  // what was not looked at before is there, too
  await page.getByRole('tab', { name: 'Reconstructions' }).click()
  await expect(page.getByRole('region', { name: 'Reconstructions' })).toBeVisible()
})

test('a new version waits until the reader reloads, and the run goes on in it', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'bottleneck-'))
  await cp('dist', folder, { recursive: true, filter: (path) => !path.endsWith('.safetensors') })
  const server = await serve(folder)
  try {
    const { port } = server.address() as AddressInfo
    const address = `http://localhost:${port}/${linkOf({ ...quick, optimise: { steps: 100_000, batch: 32 } })}`
    await page.goto(address)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.reload()
    await page.getByRole('button', { name: 'Train' }).click({ timeout: 60_000 })
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(3)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(runStatus(page)).toContainText('Paused')
    const reached = await stepOf(page)

    const script = await readFile(join(folder, 'serviceWorker.js'), 'utf8')
    await writeFile(
      join(folder, 'serviceWorker.js'),
      script.replace(/"?version"?:[`"]\w+[`"]/, 'version:`another`'),
    )
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    const reload = page.getByRole('button', { name: 'Reload to update' })
    await expect(reload).toBeVisible({ timeout: 60_000 })
    expect(await stepOf(page)).toBe(reached)
    await reload.click()
    await expect(reload).toHaveCount(0, { timeout: 60_000 })
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(reached)
    expect(await page.evaluate(() => caches.keys())).toContain('bottleneck-page-another')
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }
})

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** A folder as any static host serves it, on a port of its own. */
async function serve(folder: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url!, 'http://localhost')
    const path = join(folder, pathname === '/' ? 'index.html' : pathname)
    readFile(path).then(
      (bytes) =>
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return server
}

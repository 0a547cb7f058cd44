// Draws the icons that an installed page needs from the mark in public/icon.svg: node scripts/icons.mjs

import './node-version.mjs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../tests/support/chromium.mjs'
import { root } from './fresh.mjs'

const mark = readFileSync(join(root, 'public/icon.svg'), 'utf8')
const paper = '#fbfaf7'
/** @type {[name: string, size: number, share: number][]} of its side the mark takes this share; a mask cuts off the rest */
const icons = [
  ['icon-192', 192, 0.84],
  ['icon-512', 512, 0.84],
  ['icon-maskable', 512, 0.58],
]

const { chromium } = await import('playwright')
const browser = await chromium.launch(await findChromium())
try {
  for (const [name, size, share] of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const style = `<style>body{display:grid;place-content:center;height:100vh;margin:0;background:${paper}}svg{width:${size * share}px}</style>`
    await page.setContent(style + mark)
    await page.screenshot({ path: join(root, 'public', `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
}

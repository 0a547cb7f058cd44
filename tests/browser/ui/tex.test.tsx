// Formulas: set in the colours of the model, and read aloud.

import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../../../src/ui/base.css'
import { readColour } from '../../../src/ui/colours.ts'
import { LaterContext } from '../../../src/ui/later.ts'
import { plainTex, Tex } from '../../../src/ui/Tex.tsx'

const objective = String.raw`\term{reconstruction}{-\mathbb{E}[\log p(x|z)]} + \term{penalty}{\beta D_\mathrm{KL}}`

test('a term has the colour of its token, in every theme', async () => {
  await render(<Tex tex={objective} />)
  await vi.waitFor(() => expect(document.querySelector('.katex-html')).not.toBeNull(), { timeout: 10_000 })
  const beta = [...document.querySelectorAll<HTMLElement>('.katex-html .mord')].find(
    (part) => part.textContent === 'β',
  )!
  document.documentElement.dataset.theme = 'light'
  const light = getComputedStyle(beta).color
  expect(light).toBe(readColour('penalty-ink'))
  document.documentElement.dataset.theme = 'dark'
  expect(getComputedStyle(beta).color).not.toBe(light)
  document.documentElement.removeAttribute('data-theme')
})

test('a formula has MathML for screen readers', async () => {
  await render(<Tex tex="z = \\mu + \\sigma \\odot \\varepsilon" />)
  await vi.waitFor(() => expect(document.querySelector('math')).not.toBeNull())
})

test('a formula cannot bring links or classes into the page', async () => {
  await render(<Tex tex={String.raw`\href{javascript:alert(1)}{x} \htmlClass{evil}{y}`} />)
  await vi.waitFor(() => expect(document.querySelector('.katex')).not.toBeNull())
  expect(document.querySelector('.katex a, .evil')).toBeNull()
  expect(page.getByRole('link').elements()).toHaveLength(0)
})

test('before it may be set, a formula is plain text in the same colours', async () => {
  await render(
    <LaterContext value={false}>
      <Tex tex={String.raw`\term{reconstruction}{\lVert x - \hat x \rVert^2} \mid z \in \mathbb{R}^{16}`} />
    </LaterContext>,
  )
  expect(document.body.textContent).toContain('‖x − x\u0302‖² | z in R¹⁶')
  const part = [...document.querySelectorAll('span')].find(({ textContent }) =>
    textContent?.startsWith('‖x'),
  )!
  expect(document.querySelector('.katex')).toBeNull()
  expect(part.querySelector<HTMLElement>('[style]')?.style.color).toBe('var(--reconstruction-ink)')
})

test('plain text keeps what changes a meaning: what stands above a letter, and fractions', () => {
  expect(plainTex(String.raw`\tilde x \sim q(\tilde x \mid x)`)).toBe('x\u0303 ∼ q(x\u0303 | x)')
  expect(plainTex(String.raw`\hat\rho_j = \frac1m \sum a`)).toBe('ρ\u0302_j = 1/mΣa')
  expect(plainTex(String.raw`\tfrac12 \bar x`)).toBe('1/2 x\u0304')
})

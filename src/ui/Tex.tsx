// A formula: at once as plain text, then, when KaTeX has come, as it is set in print.

import { lazy, Suspense, use } from 'react'
import { LaterContext } from './later.ts'
import styles from './Tex.module.css'

export interface TexProps {
  /**
   * The formula in TeX. `\term{reconstruction}{…}` gives a part the colour of a token: encoder, code, decoder,
   * reconstruction, penalty, ink or muted.
   */
  tex: string
  /** On a line of its own, in display style. */
  display?: boolean
  /** What stands there until KaTeX has come, and for good if it cannot; the TeX without its commands unless told. */
  plain?: string
}

/** Commands that stand for a sign. Signs that the page's fonts lack are words. */
const signs: Record<string, string> = {
  mid: ' | ',
  Vert: ' ‖ ',
  sim: ' ∼ ',
  in: ' in ',
  lVert: '‖',
  rVert: '‖',
  cdot: ' · ',
  times: ' × ',
  odot: ' × ',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  varepsilon: 'ε',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  phi: 'φ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  sum: 'Σ',
  le: ' ≤ ',
  ge: ' ≥ ',
  top: 'T',
  partial: '∂',
}
/** Signs that stand above the letter before them. */
const accents: Record<string, string> = { hat: '\u0302', tilde: '\u0303', bar: '\u0304' }
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const silent =
  /\\(?:mathrm|mathbf|mathcal|mathbb|text|operatorname|textstyle|displaystyle|left|right|bigl?|bigr?)(?![A-Za-z])/g

/** A formula's letters without TeX's commands and braces, for the moment before it is set. */
export function plainTex(tex: string): string {
  return tex
    .replaceAll(/\\(?:term|begin|end)\{[a-z]+\}/g, '')
    .replaceAll(silent, '')
    .replaceAll(/\\[,;!]/g, ' ')
    .replaceAll(/\\t?frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2 ')
    .replaceAll(/\\t?frac\s*(\w)\s*(\w)/g, '$1/$2 ')
    .replaceAll(
      /\\(hat|tilde|bar)\s*\{?(\\[A-Za-z]+|[A-Za-z])\}?/g,
      (_whole, accent: string, letter: string) => letter + accents[accent]!,
    )
    .replaceAll(/\^\{?(\d+)\}?/g, (_whole, power: string) =>
      power.replaceAll(/\d/g, (digit) => raised[Number(digit)]!),
    )
    .replaceAll(/\s*\\([A-Za-z]+)\s*/g, (whole, name: string) => signs[name] ?? whole.replace('\\', ''))
    .replaceAll('-', '−')
    .replaceAll(/[{}\\]/g, '')
    .replaceAll(/\s+/g, ' ')
}

interface Part {
  readonly text: string
  readonly colour?: string
}

/** The plain formula in parts, each in the colour of its `\term`. */
function partsOf(tex: string): Part[] {
  const parts: Part[] = []
  const add = (piece: string, colour?: string) => {
    const text = plainTex(piece)
    if (text !== '') parts.push({ text, colour })
  }
  let rest = tex
  for (let found = term.exec(rest); found; found = term.exec(rest)) {
    add(rest.slice(0, found.index))
    const from = found.index + found[0].length
    let [depth, end] = [1, from]
    for (; end < rest.length && depth > 0; end++) depth += { '{': 1, '}': -1 }[rest[end]!] ?? 0
    add(rest.slice(from, end - 1), found[1])
    rest = rest.slice(end)
  }
  add(rest)
  return parts
}

const term = /\\term\{([a-z]+)\}\{/

function inkOf(colour: string): string {
  return ['ink', 'muted'].includes(colour) ? `var(--${colour})` : `var(--${colour}-ink)`
}

function PlainTex({ tex, display, plain }: TexProps) {
  return (
    <span className={styles.plain} data-display={display || undefined}>
      {plain ??
        partsOf(tex).map(({ text, colour }, i) => (
          <span key={i} style={{ color: colour && inkOf(colour) }}>
            {text}
          </span>
        ))}
    </span>
  )
}

// Without a network the page goes on with plain text.
const SetTex = lazy(() => import('./SetTex.tsx').catch(() => ({ default: PlainTex })))

export function Tex(props: TexProps) {
  const mayLoad = use(LaterContext)
  if (!mayLoad) return <PlainTex {...props} />
  return (
    <Suspense fallback={<PlainTex {...props} />}>
      <SetTex {...props} />
    </Suspense>
  )
}

// The colour tokens as canvases and plots need them, and a hook that tells when they change.

import { useMemo, useSyncExternalStore } from 'react'

/** A colour of the model: it means the same thing in formula, slider, curve, network and prose. */
export type ModelColour = 'encoder' | 'code' | 'decoder' | 'reconstruction' | 'penalty'

/** A colour token of tokens.css, without its two dashes. */
export type ColourName =
  | ModelColour
  | `${ModelColour}-ink`
  | `${ModelColour}-tint`
  | 'paper'
  | 'panel'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'edge'
  | 'track'
  | 'hover'
  | 'focus'
  | 'error'
  | 'warning'
  | 'image-paper'
  | 'image-ink'
  | 'negative'
  | 'positive'
  | 'unknown'
  | `class-${number}`

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number]

export type Theme = 'light' | 'dark' | 'projector'

/** The colours as `rgb(…)` text, in the order of the names, as the theme has them at this moment. */
export function readColours(names: readonly ColourName[]): string[] {
  // A custom property reads back as its text, light-dark(…) and all; a real property reads back resolved.
  const probe = document.createElement('span')
  probe.hidden = true
  document.documentElement.append(probe)
  const style = getComputedStyle(probe)
  const colours = names.map((name) => {
    probe.style.color = `var(--${name})`
    return style.color
  })
  probe.remove()
  return colours
}

/** One colour as `rgb(…)` text, as the theme has it at this moment. */
export function readColour(name: ColourName): string {
  return readColours([name])[0]!
}

/** A colour read from the tokens as three numbers from 0 to 255. */
function parseRgb(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

/** The colours of the ten classes, 0 to 9. */
export function classColours(): string[] {
  return readColours(Array.from({ length: 10 }, (_, digit): ColourName => `class-${digit}`))
}

const darkScheme = '(prefers-color-scheme: dark)'

/** The theme in force: what the root element says, else what the system prefers. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark' || chosen === 'projector') return chosen
  return matchMedia(darkScheme).matches ? 'dark' : 'light'
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const scheme = matchMedia(darkScheme)
  scheme.addEventListener('change', onChange)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', onChange)
  }
}

/** The theme in force; renders again when it changes, so that drawings can read their colours anew. */
export function useTheme(): Theme {
  return useSyncExternalStore(watchTheme, currentTheme, () => 'light')
}

/** The colours of one theme, each read once. */
export interface Palette {
  theme: Theme
  /** As `rgb(…)` text, for plots and styles. */
  colour: (name: ColourName) => string
  /** As three numbers, for image data. */
  rgb: (name: ColourName) => Rgb
}

function readPalette(theme: Theme): Palette {
  const known = new Map<ColourName, string>()
  const colour = (name: ColourName): string => {
    const found = known.get(name) ?? readColour(name)
    known.set(name, found)
    return found
  }
  return { theme, colour, rgb: (name) => parseRgb(colour(name)) }
}

/** The colours of the theme in force: another palette, and so another drawing, when the theme changes. */
export function usePalette(): Palette {
  const theme = useTheme()
  return useMemo(() => readPalette(theme), [theme])
}

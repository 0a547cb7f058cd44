// The look shared by all plots: thin rules, small muted numbers, titles at the ends of their axes.

import type { Annotation, Layout, LayoutAxis } from 'plotly.js'
import { formatSignificant } from './format.ts'

/** What the look takes from the tokens. */
export interface PlotTokens {
  ink: string
  muted: string
  rule: string
  panel: string
  sans: string
  /** Size of the axis numbers, CSS pixels. */
  small: number
}

export type PlotLayout = Partial<Layout>
export type PlotAxis = Partial<LayoutAxis>

/** A linear axis: title, unit in brackets, and range if it is known. */
export function linearAxis(title: string, unit?: string, range?: readonly [number, number]): PlotAxis {
  return {
    type: 'linear',
    title: { text: unit ? `${title} (${unit})` : title },
    ...(range && { range: [...range], autorange: false }),
  }
}

/** A logarithmic axis over a range of positive values, its ticks plain numbers: 1, 10, 100, 1,000. */
export function logAxis(title: string, range: readonly [number, number], unit?: string): PlotAxis {
  const ticks = logTicks(range[0], range[1])
  return {
    ...linearAxis(title, unit),
    type: 'log',
    range: [Math.log10(range[0]), Math.log10(range[1])],
    autorange: false,
    tickmode: 'array',
    tickvals: ticks,
    ticktext: ticks.map((tick) => formatSignificant(tick)),
  }
}

/** Powers of ten between two positive values; where they are fewer than three, also 3 (or 2 and 5) times those. */
export function logTicks(low: number, high: number): number[] {
  const within = (multiples: readonly number[]) => {
    const ticks: number[] = []
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const multiple of multiples) ticks.push(Number((multiple * 10 ** power).toPrecision(3)))
    }
    return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001)
  }
  return [[1], [1, 3]].map(within).find((ticks) => ticks.length >= 3) ?? within([1, 2, 5])
}

function isAxis(key: string): boolean {
  return /^[xy]axis\d*$/.test(key)
}

/** The title at the end of its axis, written horizontally: above a vertical axis, below the right end of a level one. */
function titleAtEnd(key: string, text: string, tokens: PlotTokens): Partial<Annotation> {
  const axis = key.replace('axis', '')
  const look = { text, showarrow: false, font: { color: tokens.muted, size: tokens.small } }
  return axis.startsWith('x')
    ? {
        ...look,
        xref: `${axis} domain` as 'x',
        x: 1,
        xanchor: 'right',
        yref: 'paper',
        y: 0,
        yanchor: 'top',
        yshift: -tokens.small * 1.7,
      }
    : {
        ...look,
        xref: 'paper',
        x: 0,
        xanchor: 'left',
        xshift: -tokens.small * 3,
        yref: `${axis} domain` as 'y',
        y: 1,
        yanchor: 'bottom',
        // above half a tick label of its own size
        yshift: Math.round(tokens.small * 0.75),
      }
}

/** The whole layout of a plot: the shared look, what the plot itself wants, and its size in CSS pixels. */
export function plotLayout(
  own: PlotLayout,
  tokens: PlotTokens,
  size: { width: number; height: number },
): PlotLayout {
  const axisLook: PlotAxis = {
    gridcolor: tokens.rule,
    gridwidth: 1,
    zeroline: false,
    showline: false,
    ticks: '',
    tickfont: { color: tokens.muted, size: tokens.small },
    tickangle: 0,
    ticklabeloverflow: 'allow',
    exponentformat: 'none',
    separatethousands: true,
    fixedrange: true,
  }
  const layout: PlotLayout = {
    font: { family: tokens.sans, size: tokens.small, color: tokens.ink },
    paper_bgcolor: 'rgba(0, 0, 0, 0)',
    plot_bgcolor: 'rgba(0, 0, 0, 0)',
    margin: {
      l: tokens.small * 3.4,
      r: tokens.small * 1.2,
      t: tokens.small * (own.yaxis?.title?.text ? 2 : 0.8),
      b: tokens.small * (own.xaxis?.title?.text ? 3.2 : 1.8),
      pad: tokens.small * 0.4,
    },
    showlegend: false,
    hovermode: 'closest',
    dragmode: false,
    hoverlabel: {
      bgcolor: tokens.panel,
      bordercolor: tokens.rule,
      font: { family: tokens.sans, size: tokens.small, color: tokens.ink },
    },
    // Whatever the reader has zoomed to stays when the data changes.
    uirevision: 'kept',
    ...own,
    ...size,
    autosize: false,
  }
  const titles: Partial<Annotation>[] = []
  for (const key of new Set(['xaxis', 'yaxis', ...Object.keys(own).filter(isAxis)])) {
    const { title, ...rest } = (own[key as 'xaxis'] ?? {}) as PlotAxis
    layout[key as 'xaxis'] = { ...axisLook, ...rest }
    if (title?.text) titles.push(titleAtEnd(key, title.text, tokens))
  }
  layout.annotations = [...(own.annotations ?? []), ...titles]
  return layout
}

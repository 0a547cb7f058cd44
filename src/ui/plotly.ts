// The parts of plotly.js that the page uses: core with scatter, scattergl and heatmap. Large; load it lazily.

import './plotlyGlobal.ts'
import core from 'plotly.js/lib/core'
import heatmap from 'plotly.js/lib/heatmap'
// The ordinary scattergl compiles its shaders' bindings with eval, which the content security policy forbids.
import scattergl from 'plotly.js/src/traces/scattergl/strict'

core.register([scattergl, heatmap] as never)

export const { newPlot, react, purge } = core

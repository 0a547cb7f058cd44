// Plotly's older dependencies ask Node's `global` for the browser's globals; this is imported before them.

Object.assign(globalThis, { global: globalThis })

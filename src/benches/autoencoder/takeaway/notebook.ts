// A Jupyter notebook as JSON, nbformat 4.5 (https://nbformat.readthedocs.io): cells of Markdown and of Python.

export interface Cell {
  readonly kind: 'markdown' | 'code'
  readonly source: string
}

export const text = (source: string): Cell => ({ kind: 'markdown', source: source.trim() })
export const code = (source: string): Cell => ({ kind: 'code', source: source.trim() })

/** The file of these cells; `about` is kept in its metadata, where no reader of notebooks looks at it. */
export function notebookOf(cells: readonly Cell[], about: Readonly<Record<string, unknown>>): string {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
      bottleneck: about,
    },
    cells: cells.map(({ kind, source }, i) => ({
      id: `cell-${i + 1}`,
      cell_type: kind,
      metadata: {},
      ...(kind === 'code' ? { execution_count: null, outputs: [] } : {}),
      source: linesOf(source),
    })),
  }
  return `${JSON.stringify(notebook, null, 1)}\n`
}

/** Each line with its end, as the format wants them. */
function linesOf(source: string): string[] {
  const lines = source.split('\n')
  return lines.map((line, i) => (i < lines.length - 1 ? `${line}\n` : line))
}

// Python where this machine has one, for tests that read or run the notebooks; null where it has none.

import { spawnSync } from 'node:child_process'

const candidates = ['python3', '/usr/bin/python3', 'python']

/** The first Python that imports these modules. */
export function pythonWith(...modules: readonly string[]): string | null {
  const check = modules.map((name) => `import ${name}`).join('\n')
  return candidates.find((name) => spawnSync(name, ['-c', check]).status === 0) ?? null
}

/** What a script prints, read as JSON; `input` is its standard input. @throws with what it said where it failed */
export function printed(python: string, script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(python, ['-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
}

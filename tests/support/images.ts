// The packed sets as a test in Node opens them: the real ones, packed first where they are not.

import { fileURLToPath } from 'node:url'
import { packData } from '../../scripts/data.mjs'
import { openDataset, type Dataset } from '../../src/data/dataset.ts'
import { fileSource } from '../../src/data/fileSource.ts'
import type { SetName } from '../../src/data/manifest.ts'

const opened = new Map<SetName, Promise<Dataset>>()

/** All images of the set, there when this resolves; one copy per test file. */
export function openImages(set: SetName): Promise<Dataset> {
  const known = opened.get(set)
  if (known) return known
  const opening = openWhole(set)
  opened.set(set, opening)
  return opening
}

async function openWhole(set: SetName): Promise<Dataset> {
  packData()
  const folder = fileURLToPath(new URL('../../public/data', import.meta.url))
  const data = await openDataset(set, fileSource(folder))
  await data.trainReady(data.train.count)
  await data.testReady()
  return data
}

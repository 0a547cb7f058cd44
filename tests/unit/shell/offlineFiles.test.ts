import { describe, expect, test } from 'vitest'
import { answerOf, outdatedCaches, pageCache, type OfflineFiles } from '../../../src/shell/offline/files.ts'

const files: OfflineFiles = {
  version: 'two',
  page: ['index.html', 'icon.svg', 'assets/index-1.js', 'data/mnist/manifest.json'],
  later: ['assets/undercomplete-2-1.safetensors'],
  data: [{ path: 'data/mnist/train-00.bin', sha256: 'abc', bytes: 7 }],
}
const scope = 'https://lab.example/course/'
const answer = (path: string, isNavigation = false) =>
  answerOf(files, scope, { url: new URL(path, scope).href, isNavigation })

describe('without a network', () => {
  test('the page answers for its folder, whatever stands behind ? and #, and for nothing beside it', () => {
    expect(answer('?x=1#r=abc', true)).toEqual({ kind: 'page' })
    expect(answer('index.html', true)).toEqual({ kind: 'page' })
    expect(answer('lectures.html', true)).toBeNull()
    expect(answer('/elsewhere/', true)).toBeNull()
    expect(answer('https://other.example/course/icon.svg')).toBeNull()
  })

  test('files of the build answer for themselves; only those with a digest in their names are never asked for again', () => {
    expect(answer('assets/index-1.js')).toEqual({ kind: 'file', isHashed: true })
    expect(answer('icon.svg')).toEqual({ kind: 'file', isHashed: false })
    expect(answer('data/mnist/manifest.json')).toEqual({ kind: 'file', isHashed: false })
    expect(answer('assets/of-the-version-before.js')).toEqual({ kind: 'file', isHashed: true })
    expect(answer('something.txt')).toBeNull()
  })

  test('a packed chunk is found by its digest, as the data’s own cache keeps it', () => {
    expect(answer('data/mnist/train-00.bin')).toEqual({ kind: 'chunk', sha256: 'abc' })
  })

  test('the version before stays, for tabs that still show it; older ones go, and nobody else’s caches do', () => {
    const names = ['bottleneck-data', pageCache('zero'), pageCache('one'), pageCache('two')]
    expect(outdatedCaches(names, 'two')).toEqual([pageCache('zero')])
    expect(outdatedCaches([pageCache('two')], 'two')).toEqual([])
  })
})

// Decks come back as they were written, and whatever stands in one is read or becomes a sentence that names scene and field.

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decks } from '../../../src/chapters/decks.ts'
import {
  mostScenes,
  readDeck,
  readDeckFile,
  readDeckLink,
  writeDeckLink,
  writtenDeck,
} from '../../../src/lab/deck.ts'
import { packed } from '../../../src/lab/link.ts'
import { known } from '../../../src/shell/present/labDeck.ts'

const scene = { title: 'One', prose: 'Words.', recipe: { family: 'variational' } }
const deckWith = (...scenes: unknown[]) => ({ version: 1, title: 'A lecture', scenes })
const sentencesOf = (value: unknown) =>
  readDeck(known, value).complaints.map(({ sentence, remedy }) => `${sentence} ${remedy}`)

describe('a deck that comes with the lab', () => {
  test.each(decks)(
    '$title is read without a complaint, and comes back from its file and its link',
    (written) => {
      const { deck, complaints } = readDeck(known, written)
      expect(complaints).toEqual([])
      expect(deck!.scenes).toHaveLength(written.scenes.length)
      expect(readDeckFile(known, JSON.stringify(writtenDeck(known, deck!))).deck).toEqual(deck)
      const link = writeDeckLink(known, deck!)
      expect(readDeckLink(known, link).deck).toEqual(deck)
      expect(link.length).toBeLessThan(4000)
    },
  )

  test.each(decks)('$title begins every scene with a checkpoint, or is about fresh weights', (written) => {
    const fresh = readDeck(known, written).deck!.scenes.filter(({ recipe }) => recipe.from === undefined)
    expect(fresh.map(({ title }) => title)).toEqual(['The codes unfold'])
  })
})

describe('what cannot be used of a deck', () => {
  test('is left out with a sentence that names scene and field', () => {
    const wrong = {
      ...scene,
      prose: 12,
      instrument: 'microscope',
      claim: 'everything',
      controls: ['code.size', 'data.set', 'objective.kl.weight'],
      view: { image: { test: -1 } },
      colour: 'red',
      recipe: { family: 'variational', code: { size: 'many' } },
    }
    const { deck, complaints } = readDeck(known, deckWith(scene, wrong))
    expect(complaints.map(({ field }) => field)).toEqual([
      'scenes.1.colour',
      'scenes.1.prose',
      'scenes.1.recipe.code.size',
      'scenes.1.instrument',
      'scenes.1.claim',
      'scenes.1.controls',
      'scenes.1.view',
    ])
    for (const { sentence } of complaints) expect(sentence).toMatch(/^Scene 2: .*\.$/)
    expect(complaints[1]!.sentence).toBe(
      'Scene 2: prose is 12; it must be a text of at most 1200 characters.',
    )
    expect(deck!.scenes[1]).toMatchObject({
      title: 'One',
      prose: '',
      instrument: null,
      claim: null,
      controls: ['code.size', 'objective.kl.weight'],
      view: {},
    })
  })

  test('is the whole deck where it has another version, no list of scenes, or no scene', () => {
    expect(sentencesOf({ ...deckWith(scene), version: 2 })[0]).toContain('reads decks of version 1')
    expect(sentencesOf({ version: 1, title: '', scenes: 7 })[0]).toContain('it must be a list of scenes')
    expect(sentencesOf(deckWith())[0]).toContain('no scene that can be shown')
    expect(sentencesOf(deckWith(7))[0]).toBe('Scene 1: it is 7; it must be a JSON object. It is left out.')
    expect(sentencesOf('deck')[0]).toContain('is not a JSON object')
    expect(readDeckFile(known, '{').complaints[0]!.sentence).toBe('The file is not JSON.')
    expect(readDeckFile(known, ' '.repeat(1e6 + 1)).complaints[0]!.sentence).toContain('larger than any deck')
    expect(readDeckLink(known, '%%').complaints[0]!.sentence).toContain('cannot be decoded')
  })

  test('are the scenes beyond the longest deck', () => {
    const { deck, complaints } = readDeck(known, deckWith(...Array.from({ length: 70 }, () => scene)))
    expect(deck!.scenes).toHaveLength(mostScenes)
    expect(complaints[0]!.sentence).toContain('70 scenes')
  })

  test('is never an exception, and always a sentence', () => {
    const wildScene = fc.record(
      {
        title: fc.anything(),
        prose: fc.anything(),
        recipe: fc.anything(),
        view: fc.anything(),
        controls: fc.oneof(fc.array(fc.string()), fc.anything()),
        instrument: fc.oneof(fc.constant('samples'), fc.anything()),
        claim: fc.anything(),
      },
      { requiredKeys: [] },
    )
    const wild = fc.oneof(
      fc.anything(),
      fc.record({
        version: fc.constant(1),
        title: fc.anything(),
        scenes: fc.array(fc.oneof(wildScene, fc.anything())),
      }),
    )
    fc.assert(
      fc.property(wild, (value) => {
        const { deck, complaints } = readDeck(known, value)
        for (const { sentence, remedy } of complaints) expect(`${sentence} ${remedy}`).toMatch(/\.$/)
        const again = deck === null ? null : readDeck(known, writtenDeck(known, deck))
        // nothing to show is said; what is left of it is a deck
        expect(again === null ? complaints.length > 0 : again.complaints.length === 0).toBe(true)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => packed(JSON.parse(json))),
        ),
        (text) => {
          expect(readDeckLink(known, text).complaints.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 100 },
    )
  })
})

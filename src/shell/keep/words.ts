// The words of the list of kept runs.

import { formatCount } from '../../ui/format.ts'
import { defineWords } from '../../ui/words.tsx'

function inMegabytes(bytes: number): string {
  return formatCount(Math.ceil(bytes / 2 ** 20))
}

export const words = defineWords({
  en: {
    title: 'Kept runs',
    intro:
      'The run that goes on is kept by itself in this browser, and a reload goes on with it. What you keep stays until you delete it.',
    keepThis: 'Keep this run',
    keepRecipe: 'Keep this recipe',
    mine: 'Kept by you',
    automatic: 'Kept by itself',
    noneYet: 'Nothing is kept yet.',
    name: 'Name',
    note: 'Note',
    nameOf: (recipe: string) => `Name of ${recipe}`,
    noteOf: (recipe: string) => `Note on ${recipe}`,
    running: 'shown now',
    noRun: 'recipe without a run',
    atStep: (step: string) => `step ${step}`,
    size: (bytes: number) => `${inMegabytes(bytes)} MB`,
    open: 'Open',
    compare: 'Set beside',
    keep: 'Keep',
    more: 'More',
    saveFile: 'Save as a file',
    remove: 'Delete',
    removed: (name: string) => `${name} is deleted.`,
    undo: 'Undo',
    exportAll: 'Save all as a file',
    importFile: 'Open a file',
    imported: (runs: number) =>
      runs === 0
        ? 'Nothing of the file was kept.'
        : runs === 1
          ? 'One run of the file is kept.'
          : `${runs} runs of the file are kept.`,
    takes: (bytes: number, allowed: number) =>
      `Kept runs take ${inMegabytes(bytes)} of the ${inMegabytes(allowed)} MB that they may take in this browser. Where there is no room, the oldest that was kept by itself gives way.`,
    absent:
      'This browser keeps nothing for the page, as in a private window. The link of Share carries the recipe.',
    full: 'There is no room to keep this: delete a kept run, and try again.',
    gone: 'This run is not kept any more: it was deleted, or gave way to newer ones.',
    failed: (reason: string) =>
      `The kept runs could not be reached: ${reason}. Close the list and open it again.`,
  },
})

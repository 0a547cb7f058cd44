// The few words that the shared parts say themselves.

import { formatCount, formatSignificant } from './format.ts'
import { defineWords } from './words.tsx'

export const uiWords = defineWords({
  en: {
    more: 'More',
    clear: 'Clear',
    dismiss: 'Dismiss',
    close: 'Close',
    expand: 'Fill the bench',
    shrink: 'Back to its place',
    table: 'Show as a table',
    picture: 'Show as a picture',
    saveFile: 'Save',
    numbers: 'Numbers (CSV)',
    vectors: 'Picture (SVG)',
    pixels: 'Picture (PNG)',
    embedded: 'Images and points that WebGL draws are embedded as pixels.',
    notSaved: (reason: string) => `The file could not be made: ${reason}.`,
    showMoreRows: (count: number) => `Show ${formatCount(count)} more rows`,
    rowsShown: (shown: number, all: number) =>
      `${formatCount(shown)} of ${formatCount(all)} rows are shown; the file has them all.`,
    outOfRange: (label: string, min: number, max: number) =>
      `${label} goes from ${formatSignificant(min, 6)} to ${formatSignificant(max, 6)}.`,
    atLeast: (label: string, min: number) => `${label} is ${formatSignificant(min, 6)} or more.`,
    atMost: (label: string, max: number) => `${label} is ${formatSignificant(max, 6)} or less.`,
    notANumber: (label: string) => `${label} is a number.`,
    notWhole: (label: string) => `${label} is a whole number.`,
    drawHere:
      'Draw with a pointer. With the keyboard: arrow keys move the pen, Space puts it down or lifts it.',
    cell: (row: number, column: number) => `Row ${formatCount(row)}, column ${formatCount(column)}`,
    signedScale: (limit: string) => `blue is −${limit}, white 0, orange ${limit}`,
    noWebgl: (points: number) =>
      `This browser gave the plot no WebGL, so it is drawn without, with ${formatCount(points)} points.`,
    plotFailed: (reason: string) => `The plot could not be drawn: ${reason}`,
  },
  de: {
    more: 'Mehr',
    clear: 'Leeren',
    dismiss: 'Schließen',
    close: 'Schließen',
    expand: 'Groß zeigen',
    shrink: 'Zurück an den Platz',
    table: 'Als Tabelle zeigen',
    picture: 'Als Bild zeigen',
    saveFile: 'Speichern',
    numbers: 'Zahlen (CSV)',
    vectors: 'Bild (SVG)',
    pixels: 'Bild (PNG)',
  },
})

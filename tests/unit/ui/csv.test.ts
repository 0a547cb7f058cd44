// Tables as files: RFC 4180.

import { expect, test } from 'vitest'
import { toCsv } from '../../../src/ui/csv.ts'

test('a table becomes a header with units and one line per row, ended by CR LF', () => {
  const table = {
    columns: [{ label: 'step' }, { label: 'reconstruction', unit: 'nats per image' }],
    rows: [
      [1, 206.1],
      [10, 148.25],
    ],
  }
  expect(toCsv(table)).toBe('step,reconstruction (nats per image)\r\n1,206.1\r\n10,148.25\r\n')
})

test('commas, quotes and line breaks are quoted', () => {
  const table = { columns: [{ label: 'name, kind' }], rows: [['say "code"'], ['two\nlines'], ['plain']] }
  expect(toCsv(table)).toBe('"name, kind"\r\n"say ""code"""\r\n"two\nlines"\r\nplain\r\n')
})

// Tables as comma-separated text, by RFC 4180.

/** A table of numbers and texts; a unit, if any, belongs to the column. */
export interface Table {
  columns: readonly { label: string; unit?: string }[]
  rows: readonly (readonly (string | number)[])[]
}

/** A column's heading: its label, with the unit in brackets. */
export function columnHeading(column: Table['columns'][number]): string {
  return column.unit ? `${column.label} (${column.unit})` : column.label
}

function field(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The table as CSV: a header line, lines ended by CR LF, numbers in full precision. */
export function toCsv(table: Table): string {
  const lines = [table.columns.map(columnHeading), ...table.rows]
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

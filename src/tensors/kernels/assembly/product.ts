// Matrix products by packed panels in the caches (Goto & van de Geijn 2008), in 4 × 8 tiles that stay in registers.

/** Rows of a tile: one number of each is spread over a register. */
const tileRows: i32 = 4
/** Columns of a tile: two registers of four. With it 8 sums, 2 columns and a spread number fit into 16 registers. */
const tileColumns: i32 = 8
/** Rows, depth and columns of a block: its panels of a (196 kB) and b (393 kB) fit into a second-level cache. */
const blockRows: i32 = 128
const blockDepth: i32 = 384
const blockColumns: i32 = 256

/** Bytes that `product` needs beside its matrices. */
export function productScratch(): usize {
  return <usize>(4 * (tileRows * tileColumns + blockDepth * (blockRows + blockColumns)))
}

/**
 * c = op(a) · op(b), where op transposes or does nothing: op(a) is m × k, op(b) is k × n, c is m × n, all row by row.
 * `scratch` are `productScratch()` bytes.
 */
export function product(
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  scratch: usize,
): void {
  // bytes from one row of op(a), or column of op(b), to the next, and from one step into the depth to the next
  const aLine: usize = transposeA ? 4 : <usize>k * 4
  const aDeeper: usize = transposeA ? <usize>m * 4 : 4
  const bLine: usize = transposeB ? <usize>k * 4 : 4
  const bDeeper: usize = transposeB ? 4 : <usize>n * 4
  const rowBytes = <usize>n * 4
  const edge = scratch
  const panelsA = edge + <usize>(4 * tileRows * tileColumns)
  const panelsB = panelsA + <usize>(4 * blockRows * blockDepth)

  for (let j = 0; j < n; j += blockColumns) {
    const columns = min(blockColumns, n - j)
    for (let p = 0; p < k; p += blockDepth) {
      const depth = min(blockDepth, k - p)
      pack(
        b + <usize>j * bLine + <usize>p * bDeeper,
        bLine,
        bDeeper,
        columns,
        depth,
        tileColumns,
        panelsB,
      )
      for (let i = 0; i < m; i += blockRows) {
        const rows = min(blockRows, m - i)
        pack(a + <usize>i * aLine + <usize>p * aDeeper, aLine, aDeeper, rows, depth, tileRows, panelsA)
        block(panelsA, panelsB, c + <usize>i * rowBytes + <usize>j * 4, rows, columns, depth, rowBytes, p > 0, edge)
      }
    }
  }
}

/** All tiles of one block of c, from its packed panels. */
function block(
  panelsA: usize,
  panelsB: usize,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  rowBytes: usize,
  adds: bool,
  edge: usize,
): void {
  for (let column = 0; column < columns; column += tileColumns) {
    const b = panelsB + <usize>(column * depth) * 4
    const width = min(tileColumns, columns - column)
    for (let row = 0; row < rows; row += tileRows) {
      const a = panelsA + <usize>(row * depth) * 4
      const height = min(tileRows, rows - row)
      const to = c + <usize>row * rowBytes + <usize>column * 4
      if (height === tileRows && width === tileColumns) {
        tile(a, b, depth, to, rowBytes, adds)
      } else {
        tile(a, b, depth, edge, tileColumns * 4, false)
        copyEdge(edge, to, rowBytes, height, width, adds)
      }
    }
  }
}

/** A tile of c = Σ_p a_p bᵀ_p, or c + that. Its sums never leave the registers. */
function tile(a: usize, b: usize, depth: i32, c: usize, rowBytes: usize, adds: bool): void {
  const c1 = c + rowBytes
  const c2 = c1 + rowBytes
  const c3 = c2 + rowBytes
  let sum00 = f32x4.splat(0)
  let sum01 = sum00
  let sum10 = sum00
  let sum11 = sum00
  let sum20 = sum00
  let sum21 = sum00
  let sum30 = sum00
  let sum31 = sum00
  const end = a + <usize>depth * 16
  while (a < end) {
    const left = v128.load(b)
    const right = v128.load(b, 16)
    let spread = v128.load_splat<f32>(a)
    sum00 = f32x4.add(sum00, f32x4.mul(spread, left))
    sum01 = f32x4.add(sum01, f32x4.mul(spread, right))
    spread = v128.load_splat<f32>(a, 4)
    sum10 = f32x4.add(sum10, f32x4.mul(spread, left))
    sum11 = f32x4.add(sum11, f32x4.mul(spread, right))
    spread = v128.load_splat<f32>(a, 8)
    sum20 = f32x4.add(sum20, f32x4.mul(spread, left))
    sum21 = f32x4.add(sum21, f32x4.mul(spread, right))
    spread = v128.load_splat<f32>(a, 12)
    sum30 = f32x4.add(sum30, f32x4.mul(spread, left))
    sum31 = f32x4.add(sum31, f32x4.mul(spread, right))
    a += 16
    b += 32
  }
  // each block of the depth is summed by itself, which rounds less than one long sum
  if (adds) {
    sum00 = f32x4.add(sum00, v128.load(c))
    sum01 = f32x4.add(sum01, v128.load(c, 16))
    sum10 = f32x4.add(sum10, v128.load(c1))
    sum11 = f32x4.add(sum11, v128.load(c1, 16))
    sum20 = f32x4.add(sum20, v128.load(c2))
    sum21 = f32x4.add(sum21, v128.load(c2, 16))
    sum30 = f32x4.add(sum30, v128.load(c3))
    sum31 = f32x4.add(sum31, v128.load(c3, 16))
  }
  v128.store(c, sum00)
  v128.store(c, sum01, 16)
  v128.store(c1, sum10)
  v128.store(c1, sum11, 16)
  v128.store(c2, sum20)
  v128.store(c2, sum21, 16)
  v128.store(c3, sum30)
  v128.store(c3, sum31, 16)
}

/** The part of a tile that lies within c. */
function copyEdge(edge: usize, c: usize, rowBytes: usize, height: i32, width: i32, adds: bool): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const to = c + <usize>row * rowBytes + <usize>column * 4
      const sum = load<f32>(edge + <usize>(row * tileColumns + column) * 4)
      store<f32>(to, adds ? load<f32>(to) + sum : sum)
    }
  }
}

/**
 * Lays `lines` rows of a (or columns of b) out in panels of `width` lines: one step into the depth after the other, the
 * lines of a panel side by side; lines that are missing in the last panel are zeros. One of the two strides is 4 bytes.
 */
function pack(from: usize, line: usize, deeper: usize, lines: i32, depth: i32, width: i32, to: usize): void {
  const panel = <usize>(width * depth) * 4
  for (let first = 0; first < lines; first += width) {
    const base = from + <usize>first * line
    if (lines - first < width) packRest(base, line, deeper, lines - first, depth, width, to)
    else if (line === 4) packAcross(base, deeper, depth, width, to)
    else packAlong(base, line, depth, width, to)
    to += panel
  }
}

/** A panel whose lines lie side by side already. */
function packAcross(from: usize, deeper: usize, depth: i32, width: i32, to: usize): void {
  for (let p = 0; p < depth; p++) {
    v128.store(to, v128.load(from))
    if (width === tileColumns) v128.store(to, v128.load(from, 16), 16)
    from += deeper
    to += <usize>width * 4
  }
}

/** A panel whose lines lie one after the other: transposed, four by four. */
function packAlong(from: usize, line: usize, depth: i32, width: i32, to: usize): void {
  const step = <usize>width * 4
  const whole = depth & ~3
  for (let p = 0; p < whole; p += 4) {
    for (let i = 0; i < width; i += 4) {
      transpose(from + <usize>i * line + <usize>p * 4, line, to + <usize>p * step + <usize>i * 4, step)
    }
  }
  for (let p = whole; p < depth; p++) {
    for (let i = 0; i < width; i++) {
      store<f32>(to + <usize>p * step + <usize>i * 4, load<f32>(from + <usize>i * line + <usize>p * 4))
    }
  }
}

/** The last panel, with zeros where it has fewer lines than a tile. */
function packRest(from: usize, line: usize, deeper: usize, lines: i32, depth: i32, width: i32, to: usize): void {
  for (let p = 0; p < depth; p++) {
    for (let i = 0; i < width; i++) {
      store<f32>(to, i < lines ? load<f32>(from + <usize>i * line + <usize>p * deeper) : 0)
      to += 4
    }
  }
}

/** Four rows of four numbers become four columns. */
function transpose(from: usize, line: usize, to: usize, step: usize): void {
  const row0 = v128.load(from)
  const row1 = v128.load(from + line)
  const row2 = v128.load(from + 2 * line)
  const row3 = v128.load(from + 3 * line)
  const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5)
  const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7)
  const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
  v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
  v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
  v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
}

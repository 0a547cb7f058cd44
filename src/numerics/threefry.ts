// Threefry-2x32 with 20 rounds: a counter-based generator, whose numbers are a pure function of key and
// counter, from Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011 (their
// library is Random123).

/** The constant which makes the third key word from the first two, so that no key is all zeros. */
const parity = 0x1bd11bda

/**
 * Fills `out` with random 32-bit words: word `index + i` of the sequence of one key and first counter goes to
 * `out[i]`. Word w is half w mod 2 of the block whose counter is (counter0, ⌊w/2⌋). Keys and counters count
 * modulo 2³²; `index` is a whole number, and `index + out.length` at most 2³³.
 */
export function fillThreefry(
  key0: number,
  key1: number,
  counter0: number,
  index: number,
  out: Uint32Array,
): void {
  const k0 = key0 | 0
  const k1 = key1 | 0
  const k2 = parity ^ k0 ^ k1
  const c0 = (counter0 + k0) | 0
  const firstBlock = Math.floor(index / 2)
  const blocks = Math.ceil((index + out.length) / 2) - firstBlock
  let at = firstBlock * 2 - index // -1 when the first word wanted is the second half of its block

  for (let block = 0; block < blocks; block++) {
    let x0 = c0
    let x1 = (firstBlock + block + k1) | 0

    // The rounds are written out: every draw of a run passes here.
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
    x0 = (x0 + k1) | 0
    x1 = (x1 + k2 + 1) | 0

    x0 = (x0 + x1) | 0
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0
    x0 = (x0 + k2) | 0
    x1 = (x1 + k0 + 2) | 0

    x0 = (x0 + x1) | 0
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
    x0 = (x0 + k0) | 0
    x1 = (x1 + k1 + 3) | 0

    x0 = (x0 + x1) | 0
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0
    x0 = (x0 + k1) | 0
    x1 = (x1 + k2 + 4) | 0

    x0 = (x0 + x1) | 0
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
    x0 = (x0 + x1) | 0
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0

    if (at >= 0) out[at] = x0 + k2
    if (at + 1 < out.length) out[at + 1] = x1 + k0 + 5
    at += 2
  }
}

// The code plane: from codes to places and back, and a range that shows nearly all of them and stays calm.

import { describe, expect, test } from 'vitest'
import {
  countBeyond,
  equalScales,
  limitsAround,
  rangeAround,
  spreadOf,
} from '../../../src/benches/autoencoder/instruments/codePlane/limits.ts'
import type { CodePlanePart } from '../../../src/benches/autoencoder/instruments/codePlane/measure.ts'
import {
  byClass,
  codeAt,
  nearestPoint,
  placeOf,
  pushedApart,
} from '../../../src/benches/autoencoder/instruments/codePlane/plane.ts'
import {
  covarianceOn,
  ellipseOf,
  limitsOfPrior,
  priorCentre,
} from '../../../src/benches/autoencoder/instruments/codePlane/prior.ts'
import { principalPlane } from '../../../src/numerics/principalPlane.ts'
import { openStream } from '../../../src/numerics/streams.ts'

const stream = openStream(7, 'measuring')

/** The plane of 500 codes of size 8, stretched so that two directions stand out. */
function principalPart(): { part: CodePlanePart; codes: Float32Array } {
  const codes = stream
    .normals(0, 500 * 8)
    .map((value, i) => value * [5, 3, 1, 0.5, 0.3, 0.2, 0.1, 0.1][i % 8]! + (i % 8))
  const { mean, across, up, points, share } = principalPlane(codes, 8)
  return { codes, part: { axes: { kind: 'principal', share }, points, origin: mean, across, up } }
}

describe('places and codes', () => {
  test('the code of an image stands where its point is drawn', () => {
    const { part, codes } = principalPart()
    for (const i of [0, 17, 499]) {
      const place = placeOf(part, codes.subarray(i * 8, (i + 1) * 8))!
      expect(place.x).toBeCloseTo(part.points[i * 2]!, 3)
      expect(place.y).toBeCloseTo(part.points[i * 2 + 1]!, 3)
    }
  })

  test('the code decoded at a place stands at that place', () => {
    const { part } = principalPart()
    const place = placeOf(part, codeAt(part, { x: -3.5, y: 1.25 }))!
    expect(place.x).toBeCloseTo(-3.5, 4)
    expect(place.y).toBeCloseTo(1.25, 4)
  })

  test('on two coordinates, the others stay at the mean of the codes', () => {
    const part: CodePlanePart = {
      axes: { kind: 'coordinates', first: 2, second: 0 },
      points: new Float32Array(2),
      origin: Float32Array.of(0, 0.5, 0),
      across: Float32Array.of(0, 0, 1),
      up: Float32Array.of(1, 0, 0),
    }
    expect([...codeAt(part, { x: 4, y: -2 })]).toEqual([-2, 0.5, 4])
  })

  test('a code of another size has no place', () => {
    expect(placeOf(principalPart().part, new Float32Array(2))).toBeNull()
  })

  test('a press picks the nearest point within reach, measured in pixels', () => {
    const points = Float32Array.of(0, 0, 1, 0, 0, 1)
    const scales = { x: 10, y: 1000 }
    expect(nearestPoint(points, { x: 0.45, y: 0 }, scales, 7)).toBe(0)
    expect(nearestPoint(points, { x: 0.55, y: 0 }, scales, 7)).toBe(1)
    expect(nearestPoint(points, { x: 0, y: 0.5 }, scales, 7)).toBeNull()
  })

  test('the centre of a class is the mean of its points; a class without images has none', () => {
    const groups = byClass(Float32Array.of(0, 0, 2, 4, 9, 9), Uint8Array.of(3, 3, 8))
    expect(groups.map(({ label, x, y, indices }) => ({ label, x, y, indices }))).toEqual([
      { label: 3, x: 1, y: 2, indices: [0, 1] },
      { label: 8, x: 9, y: 9, indices: [2] },
    ])
  })
})

describe('the range that is shown', () => {
  const cloud = stream.normals(1, 20_000)

  test('holds all but a few thousandths of the codes', () => {
    const limits = limitsAround(cloud, null)
    expect(countBeyond(cloud, limits)).toBeLessThan(0.004 * 10_000)
  })

  test('is not torn open by one stray code', () => {
    const stray = Float32Array.from(cloud)
    stray[0] = 1e6
    expect(limitsAround(stray, null)).toEqual(limitsAround(cloud, null))
  })

  test('has a unit as long upwards as across, whatever the box', () => {
    for (const [width, height] of [
      [450, 450],
      [230, 120],
      [1000, 650],
      [300, 700],
    ] as const) {
      const { x, y } = equalScales(limitsAround(cloud, null), { width, height, text: 11 })
      expect((x[1] - x[0]) / width).toBeCloseTo((y[1] - y[0]) / height, 10)
    }
  })

  test.each([11, 13, 24])(
    'has grid lines at least three heights of their numbers apart, at %i pixels too',
    (text) => {
      for (const spread of [0.013, 1, 7, 900]) {
        const { x, step } = equalScales(
          { x: [-spread, spread], y: [-spread, spread] },
          { width: 900, height: 600, text },
        )
        expect((step * 900) / (x[1] - x[0])).toBeGreaterThanOrEqual(3 * text)
      }
    },
  )

  test('always holds the limits', () => {
    const limits = { x: [-3, 1], y: [0, 10] } as const
    const { x, y } = equalScales(limits, { width: 800, height: 200, text: 11 })
    expect(x[0]).toBeLessThanOrEqual(-3)
    expect(x[1]).toBeGreaterThanOrEqual(1)
    expect(y[0]).toBeCloseTo(0, 10)
    expect(y[1]).toBeCloseTo(10, 10)
  })

  test('stays while the codes move within it, and changes a few times while they grow a hundredfold', () => {
    let limits = limitsAround(cloud, null)
    const first = limits
    limits = limitsAround(
      cloud.map((value) => value * 1.02),
      limits,
    )
    expect(limits).toBe(first)
    let changes = 0
    for (let growth = 1; growth < 100; growth *= 1.05) {
      const next = limitsAround(
        cloud.map((value) => value * growth),
        limits,
      )
      if (next !== limits) changes++
      limits = next
    }
    expect(changes).toBeLessThan(25)
    expect(rangeAround([-1, 1], [-100, 100])).not.toEqual([-100, 100])
  })

  test('survives codes that are all the same, or not numbers', () => {
    expect(rangeAround([0, 0], null).map(Math.sign)).toEqual([-1, 1])
    expect(spreadOf(Float32Array.of(Number.NaN, Number.NaN), 0)).toBeNull()
    expect(rangeAround(null, null)).toEqual([-1, 1])
    const [low, high] = rangeAround([5, 5], null)
    expect(low).toBeLessThan(5)
    expect(high).toBeGreaterThan(5)
  })
})

test('labels that cover each other are pushed apart; one alone stays', () => {
  const label = (x: number, y: number) => ({ x, y, width: 12, height: 16 })
  const places = pushedApart([label(0, 0), label(3, 1), label(3, 1), label(200, 50)])
  expect(places[3]).toEqual({ x: 200, y: 50 })
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) {
      expect(Math.abs(a.x - b.x) > 11 || Math.abs(a.y - b.y) > 15).toBe(true)
    }
  }
})

describe('the prior and a posterior on the plane', () => {
  const { part, codes } = principalPart()

  test('the prior’s mean stands where the code 0 does, and its circles are seen', () => {
    const centre = priorCentre(part)
    expect(centre).toEqual(placeOf(part, new Float32Array(8)))
    const { x, y } = limitsAround(part.points, null, limitsOfPrior(centre))
    expect(x[0]).toBeLessThanOrEqual(centre.x - 2)
    expect(x[1]).toBeGreaterThanOrEqual(centre.x + 2)
    expect(y[0]).toBeLessThanOrEqual(centre.y - 2)
    expect(y[1]).toBeGreaterThanOrEqual(centre.y + 2)
  })

  test('samples of N(μ, diag σ²), projected, have the covariance that is drawn', () => {
    const logVariance = Float32Array.from({ length: 8 }, (_, j) => Math.log(0.1 + j))
    const mean = codes.subarray(0, 8)
    const at = placeOf(part, mean)!
    const noise = stream.normals(5, 40_000 * 8)
    let [across, up, both] = [0, 0, 0]
    for (let i = 0; i < 40_000; i++) {
      const sample = mean.map((value, j) => value + Math.exp(logVariance[j]! / 2) * noise[i * 8 + j]!)
      const place = placeOf(part, sample)!
      across += (place.x - at.x) ** 2 / 40_000
      up += (place.y - at.y) ** 2 / 40_000
      both += ((place.x - at.x) * (place.y - at.y)) / 40_000
    }
    const drawn = covarianceOn(part, logVariance)
    expect(Math.abs(drawn.across / across - 1)).toBeLessThan(0.03)
    expect(Math.abs(drawn.up / up - 1)).toBeLessThan(0.03)
    expect(Math.abs(drawn.both - both)).toBeLessThan(0.03 * Math.sqrt(across * up))
  })

  test('the prior’s own covariance is the identity in the plane, so that its circles are round', () => {
    const { across, up, both } = covarianceOn(part, new Float32Array(8))
    expect(across).toBeCloseTo(1, 5)
    expect(up).toBeCloseTo(1, 5)
    expect(both).toBeCloseTo(0, 5)
  })

  test('the plane has two directions where all codes are one, or lie on a line, too', () => {
    const same = new Float32Array(50 * 4).fill(0.5)
    const onLine = Float32Array.from({ length: 50 * 4 }, (_, at) => (at % 4 === 2 ? Math.sin(at) : 0))
    for (const cloud of [same, onLine]) {
      const { mean, across, up, points } = principalPlane(cloud, 4)
      const flat: CodePlanePart = { axes: { kind: 'principal', share: 1 }, points, origin: mean, across, up }
      const own = covarianceOn(flat, new Float32Array(4))
      expect([own.across, own.up]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)])
      expect(own.both).toBeCloseTo(0, 5)
    }
    expect(principalPlane(onLine, 4).across[2]).toBeCloseTo(1, 5)
  })

  test('the ellipse is one standard deviation: L Lᵀ is the covariance', () => {
    const covariance = { across: 2, up: 3, both: -1.5 }
    const { width, lean, height } = ellipseOf(covariance)
    expect(width * width).toBeCloseTo(2, 12)
    expect(width * lean).toBeCloseTo(-1.5, 12)
    expect(lean * lean + height * height).toBeCloseTo(3, 12)
    expect(ellipseOf({ across: 0, up: 4, both: 0 })).toEqual({ width: 0, lean: 0, height: 2 })
  })
})

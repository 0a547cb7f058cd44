// The film: the frames kept, one by one at the reader's speed, and which of them have a picture over the timeline.

import { describe, expect, test } from 'vitest'
import { Film, nextFrame } from '../../../src/shell/film.ts'
import { thumbnailSteps } from '../../../src/shell/thumbnailSteps.ts'
import { placeOf } from '../../../src/shell/timelineScale.ts'

/** A screen that draws when it is told to, and how many drawings are asked for at once. */
function openScreen(at: number | 'live' = 0) {
  const kept = [0, 1, 2, 5, 10]
  let shown = at
  let waiting: ((now: number) => void)[] = []
  let now = 0
  const told: boolean[] = []
  const seen: (number | 'live')[] = []
  const speeds = { now: 1 }
  const film = new Film({
    steps: () => kept,
    shown: () => (shown === 'live' ? kept.at(-1)! : shown),
    speed: () => speeds.now,
    show: (place) => seen.push((shown = place)),
    tell: (isPlaying) => told.push(isPlaying),
    beforeDrawing: (callback) => waiting.push(callback),
  })
  const draw = (after: number) => {
    now += after
    const due = waiting
    waiting = []
    due.forEach((callback) => callback(now))
  }
  return { film, draw, seen, told, speeds, kept, waiting: () => waiting.length }
}

describe('a film', () => {
  test('goes on from the shown frame, four frames a second, and ends with the run itself', () => {
    const { film, draw, seen, told, waiting } = openScreen(1)
    film.play()
    draw(0)
    for (let i = 0; i < 24; i++) draw(50)
    expect(seen).toEqual([2, 5, 'live'])
    expect(told).toEqual([true, false])
    expect(waiting()).toBe(0)
  })

  test('begins at the first frame where the last is shown', () => {
    const { film, seen } = openScreen('live')
    film.play()
    expect(seen).toEqual([0])
  })

  test('is as fast as the reader wants, also while it plays', () => {
    const { film, draw, seen, speeds } = openScreen()
    speeds.now = 0.5
    film.play()
    draw(0)
    draw(490)
    expect(seen).toEqual([])
    draw(10)
    expect(seen).toEqual([1])
    speeds.now = 8
    draw(32)
    expect(seen).toEqual([1, 2])
  })

  test('shows one frame a drawing and asks for one drawing at a time, however long they take', () => {
    const { film, draw, seen, waiting } = openScreen()
    film.play()
    draw(0)
    for (const frames of [1, 2, 3]) {
      expect(waiting()).toBe(1)
      draw(5000)
      expect(seen).toHaveLength(frames)
    }
  })

  test('stops where it is, is not heard of again, and is not played twice at once', () => {
    const { film, draw, seen, told, waiting } = openScreen()
    film.play()
    film.play()
    expect(waiting()).toBe(1)
    draw(0)
    draw(250)
    film.toggle()
    draw(250)
    draw(250)
    expect(seen).toEqual([1])
    expect(told).toEqual([true, false])
    film.toggle()
    draw(0)
    draw(250)
    expect(seen).toEqual([1, 2])
  })

  test('of nothing is nothing', () => {
    const { film, kept, told } = openScreen()
    kept.length = 0
    film.play()
    expect(told).toEqual([])
    expect(nextFrame([], 0)).toBeNull()
  })
})

describe('the frames with a picture', () => {
  const marks = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 20, 25, 32, 50, 79, 100, 200, 316, 501, 1000,
  ]

  test('are spread over the axis, never more than wanted, and never over each other', () => {
    const chosen = thumbnailSteps(marks, 1000, 10, 0.05)
    expect(chosen.length).toBeGreaterThan(6)
    expect(chosen.length).toBeLessThanOrEqual(10)
    const places = chosen.map((step) => placeOf(step, 1000))
    places.slice(1).forEach((place, i) => expect(place - places[i]!).toBeGreaterThanOrEqual(0.05))
    expect(new Set(chosen).size).toBe(chosen.length)
  })

  test('stay when more frames arrive', () => {
    const before = thumbnailSteps(marks.slice(0, 15), 1000, 10, 0.05)
    const after = thumbnailSteps(marks, 1000, 10, 0.05)
    expect(after.slice(0, before.length)).toEqual(before)
  })

  test('are none where there is no frame', () => {
    expect(thumbnailSteps([], 1000, 10, 0.05)).toEqual([])
  })
})

// A kernel's call on WebGL: its inputs made ready, its outputs made, one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { deviceOf, type Device, type Draw } from './device.ts'
import type { Program } from './program.ts'
import { filledSidesOf, freshSheet, goesOnBeside, inputSheet, type Sheet } from './sheet.ts'

export interface Given {
  /** in the order of the program's names */
  readonly here?: readonly TensorInfo[]
  readonly anywhere?: readonly TensorInfo[]
  readonly numbers?: readonly number[]
}

/** Blocks of a target: how many lie below each other and side by side. */
export type Blocks = readonly [down: number, across: number]

const none: readonly never[] = []
const oneBlock: Blocks = [1, 1]

/** The one output of a program that has no other; inputs named `here` are of the same size. */
export function compute(
  backend: MathBackendWebGL,
  program: Program,
  given: Given,
  shape: readonly number[],
): TensorInfo {
  return computeAll(backend, program, given, shape)[0]!
}

/** All outputs of a program, each of this shape. */
export function computeAll(
  backend: MathBackendWebGL,
  program: Program,
  given: Given,
  shape: readonly number[],
): TensorInfo[] {
  const outputs = program.outputs.map(() => freshSheet(backend, shape))
  const targets = outputs.map(({ sheet }) => sheet)
  const infos = outputs.map(({ info }) => info)
  withInputs(backend, given, infos, (device, draw) => device.draw(program, draw, targets))
  return infos
}

/**
 * One tensor by a program whose outputs are its blocks: of the choices the first of no more blocks than suit the device
 * and with enough for each block, else a single one.
 */
export function computeInBlocks(
  backend: MathBackendWebGL,
  programOf: (blocks: Blocks) => Program,
  choices: readonly Blocks[],
  given: Given,
  shape: readonly number[],
): TensorInfo {
  const { info, sheet } = freshSheet(backend, shape)
  withInputs(backend, given, [info], (device, draw) => {
    const blocks = choices.find((choice) => fits(choice, sheet, device.mostBlocks)) ?? oneBlock
    if (blocks === oneBlock) device.draw(programOf(blocks), draw, [sheet])
    else device.drawBlocks(programOf(blocks), draw, sheet, ...blocks)
  })
  return info
}

function fits([down, across]: Blocks, sheet: Sheet, most: number): boolean {
  const isEnough = sheet.height >= 2 * down && sheet.width >= 2 * across
  return down * across <= most && isEnough && !goesOnBeside(sheet)
}

/** Fills the outputs, all of one shape; where that throws, there are none. */
function withInputs(
  backend: MathBackendWebGL,
  { here = none, anywhere = none, numbers = none }: Given,
  outputs: readonly TensorInfo[],
  work: (device: Device, draw: Draw) => void,
): void {
  const temporary: TensorInfo[] = []
  const [rows, columns] = filledSidesOf(outputs[0]!.shape)
  try {
    work(deviceOf(backend), {
      here: here.map((info) => inputSheet(backend, info, temporary)),
      anywhere: anywhere.map((info) => inputSheet(backend, info, temporary)),
      numbers,
      rows,
      columns,
    })
  } catch (error) {
    for (const info of outputs) backend.disposeIntermediateTensorInfo(info)
    throw error
  } finally {
    for (const info of temporary) backend.disposeIntermediateTensorInfo(info)
  }
}

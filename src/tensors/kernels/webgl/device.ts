// Draws of our own on the context of tfjs's backend, of which one may fill several textures. A stock draw sets all the state
// that it needs, so none is put back.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { compile, verticesOf, type Compiled, type Program } from './program.ts'
import { isSoftware, rendererOf } from './renderer.ts'
import { goesOnBeside, type Sheet } from './sheet.ts'

export interface Draw {
  /** in the order of the program's names, as the two below */
  readonly here?: readonly Sheet[]
  readonly anywhere?: readonly Sheet[]
  readonly numbers?: readonly number[]
  /** sides of the tensor that is computed, in numbers */
  readonly rows: number
  readonly columns: number
}

export interface Device {
  /** how many textures one draw can fill */
  readonly most: number
  /**
   * Of how many blocks a target is best drawn. Blocks share what they read and are copied together afterwards; on a software
   * renderer they take half the time, on hardware nothing has been measured, and a target is drawn as one.
   */
  readonly mostBlocks: number
  /** Fills a target for each of the program's outputs, all of one size, in as few draws as the device can. */
  readonly draw: (program: Program, draw: Draw, targets: readonly Sheet[]) => void
  /**
   * Fills one target, of which the program's outputs are blocks, `down` below each other and `across` side by side, row by
   * row: in one draw, after which they are copied together.
   */
  readonly drawBlocks: (program: Program, draw: Draw, target: Sheet, down: number, across: number) => void
  /** Lets go of a texture that is about to be deleted: it would live on for as long as it is attached to a framebuffer. */
  readonly forget: (texture: WebGLTexture) => void
  /** Lets go of every texture; what is drawn next is attached anew. */
  readonly forgetAll: () => void
}

const devices = new WeakMap<WebGLRenderingContext, Device>()

export function deviceOf({ gpgpu: { gl } }: MathBackendWebGL): Device {
  let device = devices.get(gl)
  if (device === undefined) {
    device = openDevice(gl as WebGL2RenderingContext)
    devices.set(gl, device)
  }
  return device
}

/** The device of a context on which something of ours has been drawn. */
export function openedDevice(gl: WebGLRenderingContext): Device | undefined {
  return devices.get(gl)
}

function openDevice(gl: WebGL2RenderingContext): Device {
  const vertices = verticesOf(gl)
  const noVertices = gl.createVertexArray()
  const usual = new Map<Program, Compiled>()
  const variants = new Map<string, Compiled>()
  /** by how many textures they fill, and the first of them */
  const frames: Map<WebGLTexture, Frame>[] = []
  const blocks = new Map<string, Frame>()
  const most = [8, 4].find((count) => canFill(gl, count)) ?? 1
  const mostBlocks = isSoftware(rendererOf(gl)) ? most : 1

  /** @param first the first output to be filled, of `count` */
  function compiled(program: Program, anywhere: readonly Sheet[], first: number, count: number): Compiled {
    const isUsual = count === program.outputs.length && !anywhere.some(goesOnBeside)
    const beside = isUsual ? [] : (program.anywhere ?? []).filter((_, i) => goesOnBeside(anywhere[i]!))
    const name = isUsual ? '' : [program.name, first, count, ...beside].join()
    let found = isUsual ? usual.get(program) : variants.get(name)
    if (found === undefined) {
      found = compile(gl, vertices, program, { beside, first, count })
      if (isUsual) usual.set(program, found)
      else variants.set(name, found)
    }
    return found
  }

  /** Into the bound framebuffer. */
  function run(
    { handle, numbers: location, values }: Compiled,
    { here = none, anywhere = none, numbers = none, rows, columns }: Draw,
    width: number,
    height: number,
    across: number,
  ): void {
    gl.viewport(0, 0, width, height)
    gl.scissor(0, 0, width, height)
    gl.useProgram(handle)
    gl.bindVertexArray(noVertices)
    values[0] = width
    values[1] = height
    values[2] = across
    values[3] = rows
    values[4] = columns
    let at = 5
    let unit = 0
    for (const { texture } of here) bindTexture(unit++, texture)
    for (const sheet of anywhere) {
      bindTexture(unit++, sheet.texture)
      values[at++] = 1 / sheet.width
      values[at++] = 1 / sheet.height
      values[at++] = sheet.across
    }
    for (const number of numbers) values[at++] = number
    gl.uniform1fv(location, values)
    gl.drawArrays(gl.TRIANGLES, 0, 3)
  }

  function bindTexture(unit: number, texture: WebGLTexture): void {
    gl.activeTexture(gl.TEXTURE0 + unit)
    gl.bindTexture(gl.TEXTURE_2D, texture)
  }

  function draw(program: Program, given: Draw, targets: readonly Sheet[]): void {
    const { anywhere = none } = given
    for (let first = 0; first < targets.length; first += most) {
      const count = Math.min(most, targets.length - first)
      const { width, height, across } = targets[first]!
      const shader = compiled(program, anywhere, first, count)
      bindFrame(targets, first, count)
      run(shader, given, width, height, across)
    }
  }

  /** The backend's textures come round again, mostly together: to bind is cheaper than to attach. */
  function bindFrame(targets: readonly Sheet[], first: number, count: number): void {
    const known = (frames[count] ??= new Map<WebGLTexture, Frame>())
    const key = targets[first]!.texture
    const found = known.get(key)
    if (found === undefined) {
      const textures = targets.slice(first, first + count).map(({ texture }) => texture)
      known.set(key, { frame: newFrame(gl, textures), textures })
      return
    }
    const { frame, textures } = found
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame)
    for (let i = 1; i < count; i++) {
      const { texture } = targets[first + i]!
      if (textures[i] === texture) continue
      attach(gl, i, texture)
      textures[i] = texture
    }
  }

  function drawBlocks(program: Program, given: Draw, target: Sheet, down: number, across: number): void {
    const { anywhere = none } = given
    const width = Math.ceil(target.width / across)
    const height = Math.ceil(target.height / down)
    const shader = compiled(program, anywhere, 0, down * across)
    gl.bindFramebuffer(gl.FRAMEBUFFER, blocksOf(down * across, width, height))
    run(shader, given, width, height, width)
    bindTexture(0, target.texture)
    for (let i = 0; i < down * across; i++) {
      const x = (i % across) * width
      const y = Math.floor(i / across) * height
      const [w, h] = [Math.min(width, target.width - x), Math.min(height, target.height - y)]
      if (w <= 0 || h <= 0) continue
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + i)
      gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, x, y, 0, 0, w, h)
    }
  }

  /** A framebuffer with textures of its own, which all targets of one size share. */
  function blocksOf(count: number, width: number, height: number): WebGLFramebuffer {
    const name = `${count} of ${width} by ${height}`
    const known = blocks.get(name)
    if (known !== undefined) return known.frame
    for (const [oldest, block] of blocks) {
      if (blocks.size < mostSizes) break
      deleteWhole(gl, block)
      blocks.delete(oldest)
    }
    const textures = Array.from({ length: count }, () => newTexture(gl, width, height))
    const frame = newFrame(gl, textures)
    blocks.set(name, { frame, textures })
    return frame
  }

  function forget(texture: WebGLTexture): void {
    frames.forEach((known) => {
      for (const [first, { frame, textures }] of known) {
        if (!textures.includes(texture)) continue
        gl.deleteFramebuffer(frame)
        known.delete(first)
      }
    })
  }

  function forgetAll(): void {
    frames.forEach((known) => {
      for (const { frame } of known.values()) gl.deleteFramebuffer(frame)
      known.clear()
    })
    for (const block of blocks.values()) deleteWhole(gl, block)
    blocks.clear()
  }

  return { most, mostBlocks, draw, drawBlocks, forget, forgetAll }
}

const none: readonly never[] = []

interface Frame {
  readonly frame: WebGLFramebuffer
  /** those that are attached to it */
  readonly textures: WebGLTexture[]
}

/** Sizes whose blocks are kept; a network of a dozen layers has fewer. */
const mostSizes = 64

/** Bound, and drawn into as a whole. */
function newFrame(gl: WebGL2RenderingContext, textures: readonly WebGLTexture[]): WebGLFramebuffer {
  const frame = gl.createFramebuffer()
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame)
  gl.drawBuffers(textures.map((_, i) => gl.COLOR_ATTACHMENT0 + i))
  textures.forEach((texture, i) => attach(gl, i, texture))
  return frame
}

/** The framebuffer with textures that nobody else has. */
function deleteWhole(gl: WebGL2RenderingContext, { frame, textures }: Frame): void {
  gl.deleteFramebuffer(frame)
  for (const texture of textures) gl.deleteTexture(texture)
}

/** To the bound framebuffer. */
function attach(gl: WebGL2RenderingContext, place: number, texture: WebGLTexture): void {
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + place, gl.TEXTURE_2D, texture, 0)
}

function newTexture(gl: WebGL2RenderingContext, width: number, height: number): WebGLTexture {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, width, height)
  return texture
}

/** Can one draw fill so many textures of floats? Some devices have the places and not the memory for it. */
function canFill(gl: WebGL2RenderingContext, count: number): boolean {
  if (count > gl.getParameter(gl.MAX_DRAW_BUFFERS)) return false
  const textures = Array.from({ length: count }, () => newTexture(gl, 1, 1))
  const frame = newFrame(gl, textures)
  const isComplete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE
  deleteWhole(gl, { frame, textures })
  return isComplete
}

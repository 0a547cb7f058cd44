// tfjs's WebGL backend on a context of the lab's own, which the device may take away; loaded when it is started.

import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { openedDevice } from './kernels/webgl/device.ts'
import { giveBack } from './kernels/webgl/renderer.ts'
import { takeOver } from './kernels/webgl/takeOver.ts'

/**
 * Bytes of textures above which one that is given back is deleted: a bound for a run whose batch is changed again and again.
 * Far above what a run needs as a rule, because one that needs more makes textures anew at every step: a small network
 * would take half as long again.
 */
const mostBytes = 256 * 2 ** 20

type Fence = Parameters<GPGPUContext['pollFence']>[0]

class Context extends GPGPUContext {
  /** A fence of a lost context is passed: stock tfjs would ask it for ever, and whoever reads behind it would never hear. */
  override pollFence(fence: Fence): Promise<void> {
    return super.pollFence({
      ...fence,
      isFencePassed: () => this.gl.isContextLost() || fence.isFencePassed(),
    })
  }

  override deleteMatrixTexture(texture: WebGLTexture): void {
    openedDevice(this.gl)?.forget(texture)
    super.deleteMatrixTexture(texture)
  }
}

class LosableBackend extends MathBackendWebGL {
  /** Rejects where the context is lost, of which nothing but zeros can be read. */
  override async read(dataId: tf.DataId): Promise<tf.BackendValues> {
    const values = await super.read(dataId)
    if (this.gpgpu.gl.isContextLost()) throw new Error('The WebGL context was lost while a tensor was read.')
    return values
  }

  /** Deletes the textures that no tensor is in; stock tfjs keeps them for tensors of the same size, which may never come. */
  sweep(): void {
    const manager = this.getTextureManager()
    openedDevice(this.gpgpu.gl)?.forgetAll()
    // what tfjs's own declaration leaves out
    const { freeTextures } = manager as unknown as {
      freeTextures: Record<string, { texture: WebGLTexture }[]>
    }
    for (const textures of Object.values(freeTextures)) {
      for (const { texture } of textures.splice(0)) this.gpgpu.deleteMatrixTexture(texture)
    }
    Object.assign(manager, {
      numFreeTextures: 0,
      _numBytesAllocated: manager.numBytesAllocated - manager.numBytesFree,
      _numBytesFree: 0,
    })
  }
}

/**
 * A backend on this context, registered as tfjs's `webgl`, with what becomes of it.
 * @throws what tfjs throws where it cannot compute on it
 */
export function register(context: WebGL2RenderingContext) {
  takeOver()
  setWebGLContext(2, context)
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', mostBytes)
  const backend = new LosableBackend(new Context(context))
  if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl')
  const factory = () => backend
  tf.registerBackend('webgl', factory, 2)
  const released = new AbortController()
  return {
    onLost(listener: () => void) {
      const heard = { once: true, signal: released.signal }
      context.canvas.addEventListener('webglcontextlost', () => listener(), heard)
    },
    isLost: () => context.isContextLost(),
    sweep: () => backend.sweep(),
    release() {
      released.abort()
      giveBack(context)
      // unless another one has come in its place
      if (tf.findBackendFactory('webgl') === factory) tf.removeBackend('webgl')
    },
  }
}

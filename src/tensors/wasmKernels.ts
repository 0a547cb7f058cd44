// The stock WASM kernels that models and instruments are made of; all of the package's would be twice the bytes.

import { registerKernel } from '@tensorflow/tfjs-core'
import { absConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Abs.js'
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js'
import { addNConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/AddN.js'
import { avgPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/AvgPool.js'
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul.js'
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast.js'
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat.js'
import { eluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Elu.js'
import { equalConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Equal.js'
import { expConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp.js'
import { expandDimsConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ExpandDims.js'
import { expm1Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Expm1.js'
import { fillConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Fill.js'
import { greaterConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Greater.js'
import { greaterEqualConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/GreaterEqual.js'
import { lessConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Less.js'
import { lessEqualConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LessEqual.js'
import { logConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log.js'
import { log1pConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log1p.js'
import { logicalAndConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LogicalAnd.js'
import { logicalNotConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LogicalNot.js'
import { maxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Max.js'
import { maxPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool.js'
import { maximumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Maximum.js'
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean.js'
import { minConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Min.js'
import { minimumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Minimum.js'
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js'
import { negConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Neg.js'
import { onesLikeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/OnesLike.js'
import { packConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pack.js'
import { padV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/PadV2.js'
import { powConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pow.js'
import { realDivConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv.js'
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu.js'
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js'
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ResizeNearestNeighbor.js'
import { selectConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Select.js'
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid.js'
import { sliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice.js'
import { softplusConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softplus.js'
import { splitVConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/SplitV.js'
import { sqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sqrt.js'
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square.js'
import { squaredDifferenceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/SquaredDifference.js'
import { stepConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step.js'
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub.js'
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum.js'
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh.js'
import { tileConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tile.js'
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose.js'
import { unpackConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Unpack.js'
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ZerosLike.js'

const kernels = [
  absConfig,
  addConfig,
  addNConfig,
  avgPoolConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  eluConfig,
  equalConfig,
  expConfig,
  expandDimsConfig,
  expm1Config,
  fillConfig,
  greaterConfig,
  greaterEqualConfig,
  lessConfig,
  lessEqualConfig,
  logConfig,
  log1pConfig,
  logicalAndConfig,
  logicalNotConfig,
  maxConfig,
  maxPoolConfig,
  maximumConfig,
  meanConfig,
  minConfig,
  minimumConfig,
  multiplyConfig,
  negConfig,
  onesLikeConfig,
  packConfig,
  padV2Config,
  powConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  resizeNearestNeighborConfig,
  selectConfig,
  sigmoidConfig,
  sliceConfig,
  softplusConfig,
  splitVConfig,
  sqrtConfig,
  squareConfig,
  squaredDifferenceConfig,
  stepConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  tileConfig,
  transposeConfig,
  unpackConfig,
  zerosLikeConfig,
]

kernels.forEach((kernel) => registerKernel(kernel))

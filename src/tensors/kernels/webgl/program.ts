// A program of ours on WebGL: GLSL by its parts, and what is compiled of it, once for all shapes.

/** A fragment shader's parts. Values at a name are `vec4`s: two rows by two columns of numbers, row by row. */
export interface Program {
  /** tells it from every other */
  readonly name: string
  /** inputs that lie like the target, read where it draws: `name` */
  readonly here?: readonly string[]
  /** inputs read anywhere: `nameAt(row, column)` in texels; sampler `name`, a texel's sides `nameStep` */
  readonly anywhere?: readonly string[]
  /** the draw's own numbers, by these names */
  readonly numbers?: readonly string[]
  /** what `body` fills */
  readonly outputs: readonly string[]
  readonly functions?: string
  /**
   * GLSL that may use `row` and `column`, the target's texel, `rows` and `columns`, the tensor's sides in numbers, and
   * `width` and `height`, the target's in texels.
   */
  readonly body: string
}

/** Programs by their names, each built when it is first asked for. */
export function programs<Variant>(
  nameOf: (variant: Variant) => string,
  build: (variant: Variant) => Omit<Program, 'name'>,
): (variant: Variant) => Program {
  const built = new Map<string, Program>()
  return (variant) => {
    const name = nameOf(variant)
    let program = built.get(name)
    if (program === undefined) {
      program = { name, ...build(variant) }
      built.set(name, program)
    }
    return program
  }
}

export interface Compiled {
  readonly handle: WebGLProgram
  readonly numbers: WebGLUniformLocation | null
  /** what `numbers` is set to, filled anew for every draw */
  readonly values: Float32Array
}

/** What a program is compiled for, where that is not the usual. */
export interface Variant {
  /** the inputs that are too tall for a texture and go on beside themselves */
  readonly beside: readonly string[]
  /** the first output that is filled, of `count`; the others are left out */
  readonly first: number
  readonly count: number
}

/** One triangle over the whole target, whose corners are numbered: there is nothing to read. */
const vertexSource = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}
`

export function verticesOf(gl: WebGL2RenderingContext): WebGLShader {
  return shaderOf(gl, gl.VERTEX_SHADER, vertexSource, 'of every draw')
}

/** The driver does not take a shader of ours, in its own words; other ops may do what it would have done. */
export class ShaderRefused extends Error {
  override readonly name = 'ShaderRefused'
}

/** @throws ShaderRefused */
export function compile(
  gl: WebGL2RenderingContext,
  vertices: WebGLShader,
  program: Program,
  variant: Variant,
): Compiled {
  const { name, here = [], anywhere = [], numbers = [] } = program
  const fragments = shaderOf(gl, gl.FRAGMENT_SHADER, sourceOf(program, variant), name)
  const handle = gl.createProgram()
  gl.attachShader(handle, vertices)
  gl.attachShader(handle, fragments)
  gl.linkProgram(handle)
  if (gl.getProgramParameter(handle, gl.LINK_STATUS) === false) {
    throw new ShaderRefused(`The shader “${name}” cannot be linked here: ${gl.getProgramInfoLog(handle)}`)
  }
  gl.useProgram(handle)
  const samplers = [...here.map((input) => `${input}Here`), ...anywhere]
  samplers.forEach((sampler, unit) => gl.uniform1i(gl.getUniformLocation(handle, sampler), unit))
  return {
    handle,
    numbers: gl.getUniformLocation(handle, 'numbers'),
    values: new Float32Array(5 + 3 * anywhere.length + numbers.length),
  }
}

function shaderOf(gl: WebGL2RenderingContext, type: GLenum, source: string, name: string): WebGLShader {
  const shader = gl.createShader(type)
  if (shader === null) throw new Error('The WebGL context is lost.')
  gl.shaderSource(shader, source)
  gl.compileShader(shader)
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) === false) {
    throw new ShaderRefused(`The shader “${name}” cannot be compiled here: ${gl.getShaderInfoLog(shader)}`)
  }
  return shader
}

function sourceOf(
  { name, here = [], anywhere = [], numbers = [], outputs, functions = '', body }: Program,
  { beside, first, count }: Variant,
): string {
  const steps = anywhere.flatMap((input) => [`${input}StepX`, `${input}StepY`, `${input}Across`])
  const names = ['width', 'height', 'across', 'rows', 'columns', ...steps, ...numbers]
  const isFilled = (i: number) => i >= first && i < first + count
  return `#version 300 es
// ${name}
precision highp float;
precision highp int;
precision highp sampler2D;
${outputs.map((output, i) => (isFilled(i) ? `layout(location = ${i - first}) out vec4 ${output};` : `vec4 ${output};`)).join('\n')}
${here.map((input) => `uniform sampler2D ${input}Here;`).join('\n')}
uniform float numbers[${names.length}];
${names.map((number, i) => `#define ${number} numbers[${i}]`).join('\n')}
${anywhere
  .map(
    (input) => `
uniform sampler2D ${input};
#define ${input}Step vec2(${input}StepX, ${input}StepY)
vec4 ${input}At(float row, float column) {${
      beside.includes(input)
        ? `
  int texel = int(row) * int(${input}Across) + int(column);
  int line = int(1.0 / ${input}StepX + 0.5);
  row = float(texel / line);
  column = float(texel % line);`
        : ''
    }
  return texture(${input}, (vec2(column, row) + 0.5) * ${input}Step);
}`,
  )
  .join('\n')}

// 0 for what a texel holds beyond the tensor, which stock products rely on
vec4 within(vec4 numbersHere, float row, float column) {
  if (2.0 * row + 1.5 > rows) numbersHere.zw = vec2(0.0);
  if (2.0 * column + 1.5 > columns) numbersHere.yw = vec2(0.0);
  return numbersHere;
}
${functions}
void main() {
  vec2 place = gl_FragCoord.xy;
${here.map((input) => `  vec4 ${input} = texture(${input}Here, place / vec2(width, height));`).join('\n')}
  int texel = int(place.y) * int(width) + int(place.x);
  float row = float(texel / int(across));
  float column = float(texel) - row * across;
${body}
}
`
}

// Elementary functions in GLSL, each of four numbers at once, that keep their last places where the obvious form cancels.

export const elementarySource = `
// log(1 + t) for t from 0 to 1; small, as 2 artanh s with s = t / (2 + t)
vec4 logarithmOfOnePlus(vec4 t) {
  vec4 s = t / (2.0 + t);
  vec4 z = s * s;
  vec4 series = 2.0 * s * (1.0 + z * (1.0 / 3.0 + z * (1.0 / 5.0 + z / 7.0)));
  return mix(log(1.0 + t), series, lessThan(t, vec4(0.2)));
}

// e^x − 1
vec4 exponentialMinusOne(vec4 x) {
  vec4 series = x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
  return mix(exp(x) - 1.0, series, lessThan(abs(x), vec4(0.1)));
}

// from e^−2|x|, which never overflows
vec4 hyperbolicTangent(vec4 x) {
  vec4 e = exp(-2.0 * abs(x));
  vec4 z = x * x;
  vec4 series = x * (1.0 - z * (1.0 / 3.0 - z * (2.0 / 15.0 - z * 17.0 / 315.0)));
  return mix(sign(x) * (1.0 - e) / (1.0 + e), series, lessThan(abs(x), vec4(0.1)));
}
`

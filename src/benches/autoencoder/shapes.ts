// The size of an image, which every room of this bench shares.

export const side = 28
export const pixels = side * side

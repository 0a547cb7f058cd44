// The words of the reconstructions.

export const words = {
  en: {
    note: 'test images',
    unitBelow: 'Below: squared error per image.',
    input: 'x',
    output: 'x̂',
    error: 'x − x̂',
    pca: 'PCA',
    inputLabel: 'Test images as the network gets them',
    outputLabel: 'What the network makes of them',
    errorLabel: 'What is missing, x − x̂',
    pcaLabel: (k: string) => `What PCA with ${k} components makes of them`,
    footer: (k: string) => `PCA: the best linear code, k = ${k}.`,
    footerWaiting: (k: string) => `PCA, k = ${k}, is being computed.`,
    ofNetwork: 'net',
    ofPca: 'PCA',
    image: (index: string, name: string, error: string) =>
      `Test image ${index}, class ${name}: squared error ${error}`,
    imageWithPca: (index: string, name: string, error: string, pca: string) =>
      `Test image ${index}, class ${name}: squared error ${error}, of PCA ${pca}`,
    plainImage: (index: string, error: string) => `Test image ${index}: squared error ${error}`,
    choose: 'Choose an image',
    fileIndex: 'test image',
    classColumn: 'class',
    network: 'network',
    pcaColumn: (k: string) => `PCA, k = ${k}`,
    unit: 'squared error per image',
  },
}

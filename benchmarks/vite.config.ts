// How the benchmark is built: with the product's own configuration, so that its kernels are compiled as in the product.
//
//   vite build               the page whose workers are the engines in the browser, into dist/site
//   vite build --mode lab    the command and the engines' processes for Node, into dist/node

import { defineConfig, mergeConfig, type UserConfig } from 'vite'
import product from '../vite.config.ts'

const page: UserConfig = {
  publicDir: '../public',
  build: { outDir: 'dist/site', emptyOutDir: true },
}

const node: UserConfig = {
  // CommonJS, of which Node finds no names; the rest stays where it is installed
  ssr: { noExternal: ['seedrandom'] },
  build: {
    ssr: true,
    outDir: 'dist/node',
    emptyOutDir: true,
    rolldownOptions: {
      input: { command: 'command.ts', process: 'process.ts' },
      output: { entryFileNames: '[name].js', codeSplitting: true },
    },
  },
}

export default defineConfig((environment) =>
  mergeConfig(product(environment), environment.mode === 'lab' ? node : page),
)

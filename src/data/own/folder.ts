// A folder of image files: what they lie in is their class.

import { nameOf, type OwnFile } from './bytes.ts'
import { resample, wholeOf, type GreyImage } from './grey.ts'
import { unlabelled } from './limits.ts'
import { Collecting, requireNotTooMany, shortened, UnusableFile, type OwnSet } from './ownSet.ts'

export interface ReadFolder {
  readonly set: OwnSet
  /** files that were left out, each with its sentence */
  readonly leftOut: readonly string[]
}

/** Each image scaled to 28×28, in the order of their paths; those that cannot be used are left out. @throws UnusableFile */
export async function readFolder(
  files: readonly OwnFile[],
  decode: (file: OwnFile) => Promise<GreyImage>,
  onFiles: (files: number) => void,
): Promise<ReadFolder> {
  const name = folderName(files)
  requireNotTooMany(name, files.length)
  const ordered = files.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
  const areOfOneFolder = new Set(ordered.map(folderOf)).size === 1
  const collecting = new Collecting(name)
  const leftOut: string[] = []
  for (const [i, file] of ordered.entries()) {
    const image = await decode(file).catch((error: unknown) => {
      if (!(error instanceof UnusableFile)) throw error
      leftOut.push(error.message)
      return null
    })
    if (image !== null) {
      const folder = folderOf(file)
      const into = collecting.add(areOfOneFolder ? unlabelled : folder, `The folder ${shortened(folder)}`)
      resample(image, wholeOf(image), into)
    }
    onFiles(i + 1)
  }
  if (collecting.count === 0) {
    throw new UnusableFile(
      `None of the ${files.length.toLocaleString('en')} files of ${name} is an image that can be used. ${leftOut[0] ?? ''}`.trim(),
    )
  }
  return { set: collecting.finish(), leftOut }
}

/** The folder that an image lies in; empty where there is none. */
function folderOf({ path }: OwnFile): string {
  return path.split('/').at(-2) ?? ''
}

/** The folder that was chosen, or how many images were. */
function folderName(files: readonly OwnFile[]): string {
  const [root, ...more] = new Set(
    files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')),
  )
  if (root !== undefined && root !== '' && more.length === 0) return shortened(root)
  return files.length === 1 ? shortened(nameOf(files[0]!)) : `${files.length.toLocaleString('en')} files`
}

/** Files that a system puts into folders by itself. */
export function isSystemFile(file: OwnFile): boolean {
  const parts = file.path.split('/')
  return parts.some((part) => part.startsWith('.') || part === '__MACOSX') || nameOf(file) === 'Thumbs.db'
}

// The files of what was dropped, pasted or chosen, folders walked to their ends.

import type { OwnFile } from '../../data/own/bytes.ts'
import { mostImages } from '../../data/own/limits.ts'

/** Files that need not be looked at any more: so many are no set. */
const mostFiles = mostImages + 1000

/** In any order, each with its path from what was dropped. Never more than are needed to say that there are too many. */
export async function filesOf(entries: readonly (FileSystemEntry | File)[]): Promise<readonly OwnFile[]> {
  const found: OwnFile[] = []
  const waiting = [...entries]
  for (let entry = waiting.pop(); entry !== undefined && found.length < mostFiles; entry = waiting.pop()) {
    if (entry instanceof File) found.push({ path: pathOf(entry), file: entry })
    else if (entry.isFile) {
      const path = entry.fullPath.replace(/^\//, '')
      found.push({ path, file: await fileOf(entry as FileSystemFileEntry) })
    } else waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)))
  }
  return found
}

/** What a folder that was chosen says of each of its files. */
function pathOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A reader gives a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

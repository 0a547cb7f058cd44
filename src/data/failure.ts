// What can go wrong with a file of a set, said in one sentence that names the set, the file, the fault and the remedy.

import type { SetName } from './manifest.ts'

export type Fault =
  | { kind: 'missing' }
  | { kind: 'unreachable'; detail: string }
  | { kind: 'web page' }
  | { kind: 'short'; bytes: number; expected: number }
  | { kind: 'altered' }
  | { kind: 'unreadable' }

export class DataError extends Error {
  override readonly name = 'DataError'
  readonly set: SetName
  readonly file: string
  readonly fault: Fault

  constructor(set: SetName, file: string, fault: Fault) {
    super(sentence(set, file, fault))
    this.set = set
    this.file = file
    this.fault = fault
  }
}

const putBack = 'put the packed data beside the page again, then retry'
const checkConnection = 'check the connection, then retry'
const chooseAgain = 'remove the set where it is kept, and choose its file again'
const reload = 'retry, and if it stays so, reload the page or pack the data again'

function sentence(set: SetName, file: string, fault: Fault): string {
  const which = `file ${file} of the set ${set}`
  // what is kept in the browser comes from no server
  if (set === 'own') return `The ${which} is not to be had as it was kept: ${chooseAgain}.`
  let says: string
  switch (fault.kind) {
    case 'missing':
      says = `There is no ${which}: ${putBack}.`
      break
    case 'unreachable':
      says = `Could not fetch the ${which} (${fault.detail}): ${checkConnection}.`
      break
    case 'web page':
      says = `The server answered with a web page instead of the ${which}: ${putBack}.`
      break
    case 'short': {
      const [bytes, expected] = [fault.bytes.toLocaleString('en'), fault.expected.toLocaleString('en')]
      says = `Only ${bytes} of ${expected} bytes arrived of the ${which}: ${checkConnection}.`
      break
    }
    case 'altered':
      says = `What arrived as the ${which} is not what its manifest describes: ${reload}.`
      break
    case 'unreadable':
      says = `What arrived as the ${which} is not a manifest that this version can read: ${reload}.`
      break
  }
  return says
}

/** Whether these bytes are a page of HTML, which many servers send, with status 200, in place of a missing file. */
export function looksLikeWebPage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 512))
  return /^\s*(<!--[^]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(start)
}

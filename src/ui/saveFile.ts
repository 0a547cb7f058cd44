// Hands the reader a file made in the page.

/** Saves text (UTF-8) or bytes under a name, as if the reader had pressed a download link. */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type = 'text/csv'): void {
  const blob = new Blob([content], { type: typeof content === 'string' ? `${type};charset=utf-8` : type })
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Revoked at once, the download would be empty in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

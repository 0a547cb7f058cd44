// The page's fonts as rules that a picture carries with it, so that its text looks the same wherever it is opened.

/** `@font-face` rules of the loaded faces of these families, their files as data; what cannot be fetched is left out. */
export async function embeddedFonts(families: ReadonlySet<string>): Promise<string> {
  const loaded = new Set(
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map((face) => keyOf(face.family, face.unicodeRange)),
  )
  const rules = [...document.styleSheets].flatMap((sheet) => fontRulesOf(sheet))
  const wanted = rules.filter(({ style }) => {
    const family = style.getPropertyValue('font-family')
    return (
      families.has(plain(family)) && loaded.has(keyOf(family, style.getPropertyValue('unicode-range') || all))
    )
  })
  return (await Promise.all(wanted.map(embedded))).join('\n')
}

const all = 'U+0-10FFFF'

const plain = (family: string): string => family.trim().replaceAll(/["']/g, '')

const keyOf = (family: string, range: string): string =>
  `${plain(family)} ${range.replaceAll(' ', '').toUpperCase()}`

function fontRulesOf(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule)
  } catch {
    return [] // a sheet of another origin
  }
}

async function embedded(rule: CSSFontFaceRule): Promise<string> {
  const [, address] = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src')) ?? []
  if (address === undefined) return ''
  const base = rule.parentStyleSheet?.href ?? document.baseURI
  const response = await fetch(new URL(address, base)).catch(() => null)
  if (!response?.ok) return ''
  const data = await dataAddress(await response.blob())
  const fields = ['font-family', 'font-weight', 'font-style', 'unicode-range']
    .map((name) => [name, rule.style.getPropertyValue(name)])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}:${value}`)
  return `@font-face{${fields.join(';')};src:url("${data}") format("woff2")}`
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error!))
    reader.readAsDataURL(blob)
  })
}

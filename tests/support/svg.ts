/**
 * Reads an SVG document as strictly as a browser reads XML, without a browser: every tag closed in its place, every
 * attribute quoted, no stray sign, no character that XML does not have.
 * @returns the text of each <text> element, and all tags with their attributes.
 * @throws where the document is not well-formed.
 */
export function readSvg(svg: string): { readonly texts: string[]; readonly tags: string[] } {
  const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u
  if (NOT_XML.test(svg)) throw new Error('a character that XML does not allow')
  const open: string[] = []
  const texts: string[] = []
  const tags: string[] = []
  for (const token of svg.trimEnd().match(/<[^>]*>|[^<]+/g) ?? []) {
    if (!token.startsWith('<')) {
      if (/&(?!(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);)|>/.test(token)) throw new Error(`a stray sign in ${token}`)
      if (open.includes('text')) texts[texts.length - 1] += unescaped(token)
      else if (token.trim() !== '') throw new Error(`text outside <text>: ${token}`)
      continue
    }
    const match = /^<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>$/i.exec(token)
    if (!match) throw new Error(`not a tag: ${token}`)
    const [, closing, name = '', , selfClosing] = match
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`)
      continue
    }
    tags.push(token)
    if (name === 'text') texts.push('')
    if (selfClosing === '') open.push(name)
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is never closed`)
  return { texts, tags }
}

function unescaped(text: string): string {
  return text.replaceAll('&#xa0;', ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

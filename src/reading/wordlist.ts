/** Ways to say one thing, a blank between two; each a pattern, `\s` for a blank inside one. */
export function anyOf(list: TemplateStringsArray): RegExp {
  return new RegExp(list.raw.join('').trim().split(/\s+/).join('|'))
}

/** Plain words, a blank between two. */
export function words(list: TemplateStringsArray): string[] {
  return list.raw.join('').trim().split(/\s+/)
}

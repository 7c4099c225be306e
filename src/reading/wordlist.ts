/** Ways to say one thing, a blank between two; each a pattern, `\s` for a blank inside one. */
export function anyOf(list: TemplateStringsArray): RegExp {
  return new RegExp(list.raw.join('').trim().split(/\s+/).join('|'))
}

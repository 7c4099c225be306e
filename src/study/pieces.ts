import { sectionsOf } from '../sections.ts'

/** The pieces of text of a prompts file, by their headings, and what is wrong with them in sentences. `blanks`: what may stand in the braces of each. */
export function readPieces<Name extends string>(
  markdown: string,
  blanks: Record<Name, readonly string[]>,
): { piece: (name: Name) => string; wrong: string[] } {
  const parts = sectionsOf(markdown)
  const wrong = Object.entries<readonly string[]>(blanks).flatMap(([name, known]) => {
    const text = parts.get(name)
    if (!text) return [`缺少“## ${name}”一节`]
    return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, blank = '']) =>
      known.includes(blank) ? [] : [`“${name}”里的 {${blank}} 没有内容可填`],
    )
  })
  return { piece: (name) => parts.get(name) ?? '', wrong }
}

/** Puts the values into the braces; one without a value leaves nothing. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? '')
}

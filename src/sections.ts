/** The sections of a prompts file: what stands under each `## ` heading, by the heading's words. */
export function sectionsOf(markdown: string): Map<string, string> {
  const parts = markdown.replaceAll('\r\n', '\n').split(/^## +/m).slice(1)
  return new Map(
    parts.map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return [heading.trim(), lines.join('\n').trim()]
    }),
  )
}

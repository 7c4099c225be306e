import type { Finding } from './finding.ts'

/** An article written as a Markdown file; every part knows where it stands in the file. */
export interface ArticleFile {
  title: Piece
  author: Piece
  digest: Piece
  body: Piece
}

interface Piece {
  text: string
  /** UTF-16 offset in the file. */
  start: number
}

const LABELS: Record<'title' | 'author' | 'digest', string> = {
  title: 'title|标题',
  author: 'author|作者',
  digest: 'digest|摘要|description',
}

/** A front part between two lines `---` (title, author, digest, or their Chinese names), else the first `# ` is the title. */
export function readArticleFile(text: string): ArticleFile {
  const front = /^\uFEFF?\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  const head = front?.[0] ?? ''
  const labelled = (name: keyof typeof LABELS): Piece | undefined => {
    const line = new RegExp(
      `^((?:${LABELS[name]})[ \\t]*[:：][ \\t]*["'“]?)(.*?)["'”]?[ \\t]*\\r?$`,
      'm',
    ).exec(head)
    return line ? { text: line[2] ?? '', start: line.index + (line[1] ?? '').length } : undefined
  }
  const rest: Piece = { text: text.slice(head.length), start: head.length }
  const title = labelled('title')
  const { title: heading, body } = title ? { title, body: rest } : splitHeading(rest)
  const empty = { text: '', start: 0 }
  return {
    title: heading,
    author: labelled('author') ?? empty,
    digest: labelled('digest') ?? empty,
    body,
  }
}

function splitHeading({ text, start }: Piece): { title: Piece; body: Piece } {
  const line = /^(\uFEFF?\s*#[ \t]+)([^\n\r]*)(\r?\n|$)/.exec(text)
  if (!line) return { title: { text: '', start }, body: { text, start } }
  const [whole, mark = '', words = ''] = line
  return {
    title: { text: words.trimEnd(), start: start + mark.length },
    body: { text: text.slice(whole.length), start: start + whole.length },
  }
}

/** A finding's place in the file instead of in its part. */
export function inFile(finding: Finding, file: ArticleFile): Finding {
  const piece = finding.part === 'picture' ? file.body : file[finding.part]
  return { ...finding, span: [finding.span[0] + piece.start, finding.span[1] + piece.start] }
}

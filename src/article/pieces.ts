import { Marked, type Token } from 'marked'
import type { Article, ArticlePicture } from './article.ts'

/** A part of the article's body without any look: what plain text, the long picture and Word are made from. */
export type Piece =
  | { kind: 'heading' | 'text' | 'quote'; text: string }
  | { kind: 'item'; mark: string; text: string }
  | { kind: 'table'; header: string[]; rows: string[][] }
  | { kind: 'picture'; picture: ArticlePicture; caption: string }

const marked = new Marked({ gfm: true, breaks: true })

/** The body in its order. A picture that the article does not have is left out. */
export function piecesOf({ body, pictures }: Pick<Article, 'body' | 'pictures'>): Piece[] {
  return marked.lexer(body).flatMap((token) => blockPieces(token, pictures))
}

function blockPieces(token: Token, pictures: ArticlePicture[]): Piece[] {
  if (token.type === 'space' || token.type === 'hr') return []
  if (token.type === 'heading') return [{ kind: 'heading', text: inline(token.tokens) }]
  if (token.type === 'blockquote') {
    return (token.tokens ?? []).map((one): Piece => ({ kind: 'quote', text: inline([one]) }))
  }
  if (token.type === 'list') return listPieces(token)
  if (token.type === 'table') return tablePieces(token)
  if (token.type === 'paragraph') return paragraphPieces(token.tokens ?? [], pictures)
  return [{ kind: 'text', text: inline([token]) }]
}

function listPieces(token: Token): Piece[] {
  if (token.type !== 'list' || !Array.isArray(token.items)) return []
  const first = Number(token.start || 1)
  return token.items.map((item: Token & { tokens?: Token[] }, index: number): Piece => {
    const mark = token.ordered ? `${first + index}.` : '•'
    return { kind: 'item', mark, text: inline(item.tokens) }
  })
}

function tablePieces(token: Token): Piece[] {
  if (token.type !== 'table') return []
  const words = (cells: { tokens?: Token[] }[]) => cells.map((cell) => inline(cell.tokens))
  return [{ kind: 'table', header: words(token.header), rows: token.rows.map(words) }]
}

/** Words and pictures may share a paragraph: each picture stands by itself, in its order. */
function paragraphPieces(tokens: Token[], pictures: ArticlePicture[]): Piece[] {
  const pieces: Piece[] = []
  let words: Token[] = []
  const flush = () => {
    const text = inline(words).trim()
    if (text !== '') pieces.push({ kind: 'text', text })
    words = []
  }
  for (const token of tokens) {
    if (token.type !== 'image') {
      words.push(token)
      continue
    }
    flush()
    const picture = pictureAt(String(token.href), pictures)
    if (picture) pieces.push({ kind: 'picture', picture, caption: token.text || picture.caption })
  }
  flush()
  return pieces
}

/** The picture that `图1` names. */
export function pictureAt(href: string, pictures: ArticlePicture[]): ArticlePicture | undefined {
  const number = Number(/^图(\d+)$/.exec(decodeURI(href))?.[1] ?? 0)
  return pictures[number - 1]
}

/** The words alone; a link keeps its address in brackets. */
function inline(tokens: Token[] = []): string {
  const words = tokens.map((token): string => {
    if (token.type === 'image') return ''
    if (token.type === 'br') return '\n'
    const inner = 'tokens' in token && token.tokens ? inline(token.tokens) : ''
    if (token.type === 'link') return /^https?:/.test(token.href) ? `${inner}（${token.href}）` : inner
    return inner || ('text' in token ? String(token.text) : token.raw)
  })
  // Marked does not close stars next to Chinese punctuation (see html.ts).
  return words.join('').replace(/\*\*([^*\n]+)\*\*/g, '$1')
}

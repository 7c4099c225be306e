import { dayOf } from '../clock.ts'
import { ARTICLE_STATES, type Article, contentHash, type Deed, KINDS, STEPS } from './article.ts'
import { mustBeSigned } from './exits.ts'
import { AI_LABEL } from './html.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { fullySigned } from './review.ts'

/** 文稿 of this room: what outside/word.ts sets on A4 (a part of the annual room's Paper). */
export interface ArticlePaper {
  title: string
  blocks: PaperBlock[]
  signer?: string
  day?: string
}
type PaperBlock =
  | { kind: 'heading'; level: 1; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'table'; header: string[]; rows: string[][]; widths: number[] }
  | { kind: 'picture'; bytes: Uint8Array; width: number; height: number; caption: string }

export interface PaperPicture {
  bytes: Uint8Array
  width: number
  height: number
}

/** The signed article as a paper. `pictures`: by hash, as JPEG or PNG; one that is missing is left out. Fault `article/unsigned`. */
export function articlePaper(article: Article, pictures: Map<string, PaperPicture>): ArticlePaper {
  mustBeSigned(article)
  const signed = article.signatures.findLast(({ step }) => step === 'final')
  const blocks = piecesOf(article).flatMap((piece) => paperBlock(piece, pictures))
  return {
    title: article.title,
    blocks: article.ai ? [...blocks, { kind: 'text', text: `（${AI_LABEL}）` }] : blocks,
    signer: article.author,
    day: dayOf(article.publication?.publishedAt ?? signed?.at ?? article.at),
  }
}

function paperBlock(piece: Piece, pictures: Map<string, PaperPicture>): PaperBlock[] {
  switch (piece.kind) {
    case 'heading':
      return [{ kind: 'heading', level: 1, text: piece.text }]
    case 'item':
      return [{ kind: 'text', text: piece.mark === '•' ? piece.text : `${piece.mark}${piece.text}` }]
    case 'table': {
      const widths = piece.header.map(() => 100 / piece.header.length)
      return [{ kind: 'table', header: piece.header, rows: piece.rows, widths }]
    }
    case 'picture': {
      const known = pictures.get(piece.picture.hash)
      return known ? [{ kind: 'picture', ...known, caption: piece.caption }] : []
    }
    default:
      return [{ kind: 'text', text: piece.text }]
  }
}

/** 审核单: who signed exactly what and when, what was said on the way, and the whole history; at any state of the article. */
export function reviewPaper(article: Article): ArticlePaper {
  return {
    title: '推文三审三校审核单',
    blocks: [
      ...part('稿件', ['项目', '内容'], aboutRows(article), [18, 82]),
      ...signedPart(article),
      { kind: 'text', text: verdictOf(article) },
      ...remarkParts(article),
      ...pictureAndRecordParts(article),
    ],
  }
}

function signedPart({ signatures }: Article): PaperBlock[] {
  const rows = signatures.map(({ step, by, at, note, hash }) => [
    STEPS[step],
    by,
    moment(at),
    note ?? '同意',
    hash.slice(0, 16),
  ])
  return part('审签', ['审次', '签名', '时间', '意见', '所签内容指纹'], rows, [10, 14, 24, 24, 28])
}

/** 放行, 批注 and 退回: what was said on the way. */
function remarkParts({ record, vouched }: Article): PaperBlock[] {
  const answered = vouched.map(({ text, note, by, at }) => [text, note, by, moment(at)])
  const comments = record
    .filter(({ what }) => what === 'commented')
    .map(({ about, say, by, at }) => [about || '全文', say, by, moment(at)])
  const returns = record
    .filter(({ what }) => what === 'returned')
    .map(({ say, by, at }) => [say, by, moment(at)])
  return [
    ...part('放行', ['词句', '依据', '放行人', '时间'], answered, [24, 38, 14, 24]),
    ...part('批注', ['针对', '意见', '批注人', '时间'], comments, [30, 32, 14, 24]),
    ...part('退回', ['理由', '退回人', '时间'], returns, [62, 14, 24]),
  ]
}

function pictureAndRecordParts({ pictures, record }: Article): PaperBlock[] {
  const shown = pictures.map((one, n) => [`图${n + 1}`, one.caption || one.name, sourceOf(one)])
  const deeds = record.map((deed) => [moment(deed.at), deed.by, sayDeed(deed), deed.hash?.slice(0, 8) ?? ''])
  return [
    ...part('图片', ['序号', '说明', '来源'], shown, [12, 48, 40]),
    ...part('审核经过（只增不改）', ['时间', '经办', '事项', '内容指纹'], deeds, [24, 14, 46, 16]),
  ]
}

function aboutRows(article: Article): string[][] {
  const { publication } = article
  return [
    ['标题', article.title || '（还没有标题）'],
    ['编号', article.id],
    ['体裁、栏目', `${KINDS[article.kind]}，${article.column}`],
    ['作者', article.author],
    ['起草', `${article.by}，${moment(article.at)}${article.ai ? '，有人工智能参与起草' : ''}`],
    ['篇幅', `正文 ${wordsIn(article)} 字，图片 ${article.pictures.length} 张`],
    ['依据台账', article.rows.join('、')],
    ['现在状态', ARTICLE_STATES[article.state]],
    ['内容指纹', contentHash(article)],
    ...(publication?.url ? [['发布链接', publication.url]] : []),
    ...(publication?.publishedAt ? [['发布时间', moment(publication.publishedAt)]] : []),
  ]
}

function wordsIn(article: Article): number {
  const words = piecesOf(article).map((piece) => ('text' in piece ? piece.text : ''))
  return [...words.join('').replace(/\s/g, '')].length
}

function verdictOf(article: Article): string {
  if (fullySigned(article)) {
    return '三人签的都是上列内容指纹所指的同一份内容（标题、作者、摘要、正文、图片、封面和版式），签后没有改动。'
  }
  const left = 3 - article.signatures.length
  return `三审还没有完成，还差 ${left} 人签名；任何改动都会使已有签名作废。`
}

function sayDeed({ say, about }: Deed): string {
  return about ? `批注“${about}”：${say}` : say
}

function sourceOf({ source, message, row }: Article['pictures'][number]): string {
  if (source) return source
  if (row) return `台账 ${row} 附图`
  return message ? `群消息 ${message}` : '未写'
}

/** A heading with its table; nothing at all where there is nothing to tell. */
function part(text: string, header: string[], rows: string[][], widths: number[]): PaperBlock[] {
  if (rows.length === 0) return []
  return [
    { kind: 'heading', level: 1, text },
    { kind: 'table', header, rows, widths },
  ]
}

/** `2025-03-06 12:00`: a table of moments lines up. */
function moment(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

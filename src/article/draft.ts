import type { Town } from '../town.ts'
import type { Article, ArticleKind, ArticlePicture } from './article.ts'
import type { SourceRow } from './proof.ts'
import { sentencesOf } from './sentence.ts'
import { fill, parseTemplate } from './template.ts'
import { type Words, wordsOfRow } from './wording.ts'

/** Name of the template -> its text: the files of prompts/article without `.md`. */
export type Templates = Record<string, string>

export type Draft = Pick<
  Article,
  'kind' | 'column' | 'own' | 'title' | 'digest' | 'body' | 'pictures' | 'backing'
>

interface Piece {
  text: string
  rows: string[]
}

/** An article from rows and templates, without a model: every sentence knows the rows it was filled from. */
export function draftFrom(
  chosenRows: SourceRow[],
  { town, templates, kind }: { town: Pick<Town, 'name'>; templates: Templates; kind?: ArticleKind },
): Draft {
  const rows = byPlace(chosenRows)
  // A single activity or a notice speaks of one row.
  const fits = kind && (rows.length === 1 || (kind !== 'single' && kind !== 'notice'))
  const chosen = fits ? kind : guessKind(rows)
  const name = templateName(chosen, rows, templates)
  const template = parseTemplate(name, templates[name] ?? '')
  const words = wordsOfAll(rows, town.name)
  const pictures = picturesOf(rows, town.name)
  const pieces = bodyPieces(template.body, rows, words, pictures)
  const numbers = rows.map((row) => row.number)
  const title = fill(template.title, words)
  const digest = fill(template.digest, words)
  return {
    kind: chosen,
    column: chosen === 'notice' ? '通知公告' : '镇村动态',
    own: true,
    title,
    digest,
    body: pieces.map((piece) => piece.text).join('\n\n'),
    pictures,
    backing: [
      { text: title, rows: numbers },
      { text: digest, rows: numbers },
      ...pictures.map(({ caption, row }) => ({ text: caption, rows: row ? [row] : numbers })),
      ...pieces,
    ].flatMap(({ text, rows: behind }) => sentencesOf(text).map((one) => ({ text: one.text, rows: behind }))),
  }
}

/** What one village did stands together, where it was first spoken of. */
function byPlace(rows: SourceRow[]): SourceRow[] {
  const place = ({ village, organizer }: SourceRow) => village ?? organizer ?? ''
  const order = [...new Set(rows.map(place))]
  return order.flatMap((one) => rows.filter((row) => place(row) === one))
}

function guessKind(rows: SourceRow[]): ArticleKind {
  if (rows.length === 1) return 'single'
  return new Set(rows.map((row) => row.category)).size === 1 ? 'theme' : 'roundup'
}

/** `single-volunteer` where the office wrote one for that category, else `single`. */
function templateName(kind: ArticleKind, rows: SourceRow[], templates: Templates): string {
  const special = `${kind}-${rows[0]?.category ?? 'other'}`
  return templates[special] ? special : kind
}

/** Words that speak of all rows together. With one row they are that row's own. */
function wordsOfAll(rows: SourceRow[], town: string): Words {
  const each = rows.map((row) => wordsOfRow(row, town))
  const first = each[0] ?? {}
  const places = [...new Set(each.flatMap((words) => words.村 || []))]
  const days = rows.flatMap((row) => row.date?.split(/[/,]/) ?? []).sort()
  const [from, to] = [days[0], days.at(-1)]
  const shared = (name: string) => (each.every((words) => words[name] === first[name]) ? first[name] : '')
  const many = places.length > 1
  return {
    ...(rows.length === 1 ? first : {}),
    镇: town,
    主体: many ? `${town}${places.length}个村` : (places[0] ?? town),
    类别: shared('类别') || '有关',
    起止: from && to ? period(from, to) : '',
    各村: places.join('、'),
    名单: many ? places.join('、') : '',
    各村简列:
      places.length > 3 ? `${places.slice(0, 3).join('、')}等${places.length}个村` : places.join('、'),
    条数: `${rows.length}项`,
    ...sumWords(rows),
  }
}

function period(from: string, to: string): string {
  const year = (day: string) => (from.slice(0, 4) === to.slice(0, 4) ? '' : `${day.slice(0, 4)}年`)
  const words = year(from) + wordsOfDay(from)
  if (from === to) return words
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${words}至${Number(to.slice(8))}日`
    : `${words}至${year(to)}${wordsOfDay(to)}`
}

function wordsOfDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** A sum is shown with its parts, or not at all: every row must know its headcount, exactly. */
function sumWords(rows: SourceRow[]): Words {
  const parts = rows.map((row) => (row.participantsApprox ? null : row.participants))
  if (rows.length < 2 || parts.some((one) => one === null)) return {}
  const total = parts.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  return { 总人数: `${total}人`, 算式: `（${parts.join('+')}=${total}）` }
}

/** Blocks of the body: a plain block is filled once, `{每条}…{完}` once for each row, its pictures below it. */
function bodyPieces(body: string, rows: SourceRow[], words: Words, pictures: ArticlePicture[]): Piece[] {
  const numbers = rows.map((row) => row.number)
  const blocks = body.split(/\{每条\}([\s\S]*?)\{完\}/)
  const town = words.镇 ?? ''
  const pieces = blocks.flatMap((block, index): Piece[] => {
    if (index % 2 === 0) return paragraphs(block, words, numbers)
    return rows.flatMap((row) => [
      ...paragraphs(block, { ...words, ...wordsOfRow(row, town) }, [row.number]),
      ...shown(pictures, row.number),
    ])
  })
  if (blocks.length > 1) return withoutRepeats(pieces)
  const below = rows.flatMap((row) => shown(pictures, row.number))
  return [...pieces.slice(0, -1), ...below, ...pieces.slice(-1)]
}

/** The second thing a village did needs no second heading. */
function withoutRepeats(pieces: Piece[]): Piece[] {
  let heading = ''
  return pieces.filter(({ text }) => {
    if (!text.startsWith('#')) return true
    const again = text === heading
    heading = text
    return !again
  })
}

function shown(pictures: ArticlePicture[], row: string): Piece[] {
  const marks = pictures.flatMap((picture, index) => (picture.row === row ? [`![](图${index + 1})`] : []))
  return marks.length > 0 ? [{ text: marks.join(''), rows: [row] }] : []
}

/** More than these of one activity tire the reader. */
const PICTURES_A_ROW = 6

function picturesOf(rows: SourceRow[], town: string): ArticlePicture[] {
  return rows.flatMap((row) => {
    const { 村: place, 主题: topic } = wordsOfRow(row, town)
    const caption = `${place}开展${topic}`
    return (row.pictures ?? [])
      .slice(0, PICTURES_A_ROW)
      .map(({ hash, name, message }) => ({ hash, name, caption, message, row: row.number }))
  })
}

function paragraphs(block: string, words: Words, rows: string[]): Piece[] {
  return block
    .split(/\n\s*\n/)
    .map((piece) => fill(piece.trim(), words))
    .filter((text) => text !== '')
    .map((text) => ({ text, rows }))
}

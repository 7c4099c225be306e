import type { Child } from 'hono/jsx'
import type { Article } from '../../article/article.ts'
import { FINDING_KINDS, type Finding } from '../../article/finding.ts'
import { sentencesOf } from '../../article/sentence.ts'

interface Mark {
  start: number
  end: number
  finding: Finding
}

/** Where a drafted sentence ends, and the rows it was drafted from. */
interface Footing {
  end: number
  rows: string[]
}

/** A part of the article with the proof's findings marked in it; `rows` adds the rows behind each sentence. */
export function MarkedText({
  article,
  findings,
  part,
  rows = false,
}: {
  article: Article
  findings: Finding[]
  part: 'title' | 'author' | 'digest' | 'body'
  rows?: boolean
}) {
  const text = article[part]
  const marks = findings
    .filter((one) => one.part === part)
    .map((finding) => ({ start: finding.span[0], end: finding.span[1], finding }))
  const footings = rows ? footingsOf(article, text) : []
  if (part !== 'body') return <>{stretch(text, 0, text.length, marks, footings)}</>
  return (
    <>
      {linesOf(text).map(({ start, end }) => (
        <Line text={text} start={start} end={end} marks={marks} footings={footings} article={article} />
      ))}
    </>
  )
}

function linesOf(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push({ start, end: start + line.length })
    start += line.length + 1
  }
  return lines
}

interface LineView {
  text: string
  start: number
  end: number
  marks: Mark[]
  footings: Footing[]
  article: Article
}

/** A heading, a picture or a paragraph of the Markdown; spans count in the whole text. */
function Line({ text, start, end, marks, footings, article }: LineView) {
  const line = text.slice(start, end)
  const heading = /^#{1,6}\s+/.exec(line)
  if (heading) {
    return <h3>{stretch(text, start + heading[0].length, end, marks, footings)}</h3>
  }
  const pictures = picturesIn(line, article)
  if (pictures) {
    return (
      <div class={pictures.length > 1 ? 'picture-row' : undefined}>
        {pictures.map(({ hash, caption, name }) => (
          <figure>
            <img src={`/pictures/${hash}`} alt={caption || name} loading="lazy" />
            <figcaption>{caption}</figcaption>
          </figure>
        ))}
      </div>
    )
  }
  return <p>{stretch(text, start, end, marks, footings)}</p>
}

/** The pictures of a line that holds nothing but pictures, one or several side by side. */
function picturesIn(line: string, { pictures }: Article): Article['pictures'] | undefined {
  if (!/^(?:!\[[^\]]*\]\((?:图|%E5%9B%BE)\d+\)\s*)+$/.test(line)) return undefined
  const named = [...line.matchAll(/\((?:图|%E5%9B%BE)(\d+)\)/g)].map(([, n]) => pictures[Number(n) - 1])
  const found = named.filter((one) => one !== undefined)
  return found.length === named.length ? found : undefined
}

/** The sentences that still stand as they were drafted, each with the rows it was drafted from. */
function footingsOf(article: Article, text: string): Footing[] {
  const behind = new Map(article.backing.map((one) => [one.text, one.rows]))
  return sentencesOf(text).flatMap(({ text: sentence, start }) => {
    const rows = behind.get(sentence)
    return rows ? [{ end: start + sentence.length, rows }] : []
  })
}

interface Bold {
  start: number
  end: number
}

/** `**…**` with its stars; they are hidden and what stands between them is bold. */
function boldIn(text: string, start: number, end: number): Bold[] {
  const found = text.slice(start, end).matchAll(/\*\*(?!\s)[^*]+?\*\*/g)
  return [...found].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
}

/** The text from start to end, cut wherever a mark, a bold stretch or a sentence begins or ends. */
function stretch(text: string, start: number, end: number, marks: Mark[], footings: Footing[]): Child[] {
  const bolds = boldIn(text, start, end)
  const wanted = [
    ...marks.flatMap((mark) => [mark.start, mark.end]),
    ...bolds.flatMap((bold) => [bold.start, bold.start + 2, bold.end - 2, bold.end]),
    ...footings.map((footing) => footing.end),
  ].filter((at) => at > start && at < end)
  const points = [...new Set([start, ...wanted, end])].sort((a, b) => a - b)
  return points.slice(0, -1).flatMap((from, n) => {
    const to = points[n + 1] ?? end
    const footing = footings.find((one) => one.end === to)
    return [words(text, from, to, marks, bolds), ...(footing ? [<Rows rows={footing.rows} />] : [])]
  })
}

function words(text: string, from: number, to: number, marks: Mark[], bolds: Bold[]): Child {
  const bold = bolds.find((one) => one.start <= from && one.end >= to)
  if (bold && (to === bold.start + 2 || from === bold.end - 2)) return ''
  const mark = marks.find((one) => one.start < to && one.end > from)
  const shown = text.slice(from, to)
  const said = bold ? <b>{shown}</b> : shown
  if (!mark) return said
  return <mark title={`${FINDING_KINDS[mark.finding.kind]}：${mark.finding.say}`}>{said}</mark>
}

function Rows({ rows }: { rows: string[] }) {
  const [first] = rows
  if (!first) return null
  return (
    <sup class="footing">
      {rows.slice(0, 3).map((row) => (
        <a href={`/ledger/${row}`} title={`依据台账 ${row}`}>
          {row.slice(5)}
        </a>
      ))}
      {rows.length > 3 && `等${rows.length}条`}
    </sup>
  )
}
